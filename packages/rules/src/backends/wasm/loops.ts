import { type Storage, UNKNOWN_BYTE, UNKNOWN_INT, WIDTH } from '../../columns/index.ts'
import type { Ref, Source } from '../dataflow/index.ts'
import { BLOCK, type Output } from '../kernel.ts'
import { VectorBody } from './body.ts'
import { Code, OP, SIMD } from './code.ts'
import { formOf, VECTORS } from './vectors.ts'

/** Where values of earlier loops lie in scratch, relative to the first element of the block: one bit of a byte, or a number. */
export type Slot =
  | { readonly kind: 'bit'; readonly offset: number; readonly bit: number }
  | { readonly kind: 'number'; readonly offset: number; readonly storage: Storage }

/** Parameters of every function: households of the block, persons of the block, scratch. */
export const PARAMETERS = { from: 0, to: 1, firstPerson: 2, endPerson: 3, scratch: 4 } as const
const COUNT = 5

/** Masks of the elements that belong to the block. */
type Lanes = {
  readonly mask: number
  readonly ints: () => readonly number[]
  readonly doubles: () => readonly number[]
}

/** A lane of 32 bits takes a quarter of the households of a block: numbers up to here are added up in it. */
const MOST_IN_A_LANE = Math.floor((2 ** 31 - 1) / (BLOCK / 4))

/** One loop over the households or the persons of a block, sixteen at a time, as a function. */
export class BlockLoop {
  readonly code = new Code(COUNT)
  readonly values: VectorBody
  private readonly of: 'household' | 'person'
  private readonly slots: ReadonlyMap<Ref, Slot>
  private readonly startOffset: number
  private readonly index: number
  private readonly at: Record<Storage, number>
  private readonly scratchAt: Record<Storage, number>
  private readonly loaded = new Map<string, number[]>()
  private valid: Lanes | null = null
  private readonly endings: (() => void)[] = []

  constructor(of: 'household' | 'person', slots: ReadonlyMap<Ref, Slot>, startOffset: number) {
    const { code } = this
    this.of = of
    this.slots = slots
    this.startOffset = startOffset
    this.index = code.local('i32')
    this.at = { u8: this.index, i32: code.local('i32'), f64: code.local('i32') }
    this.scratchAt = { u8: code.local('i32'), i32: code.local('i32'), f64: code.local('i32') }
    this.values = new VectorBody(code, {
      read: (node) => this.read(node),
      column: (source) => this.column(source),
    })
  }

  /** Writes the loop; `work` says what is done in one turn. */
  write(work: () => void): Code {
    const { code, index } = this
    const [first, end] =
      this.of === 'household'
        ? [PARAMETERS.from, PARAMETERS.to]
        : [PARAMETERS.firstPerson, PARAMETERS.endPerson]
    code.get(first).set(index)
    code.loop(index, end, 16, () => {
      code.get(index).int(2).op(OP.shiftLeft).set(this.at.i32)
      code.get(index).int(3).op(OP.shiftLeft).set(this.at.f64)
      for (const storage of ['u8', 'i32', 'f64'] as const) {
        code.get(index).get(first).op(OP.subtract).int(Math.log2(WIDTH[storage])).op(OP.shiftLeft)
        code.get(PARAMETERS.scratch).op(OP.add).set(this.scratchAt[storage])
      }
      work()
    })
    for (const ending of this.endings) ending()
    return code
  }

  /** Leaves truths as the bits of one byte each element. */
  storeBits(nodes: readonly Ref[], offset: number): void {
    const { code } = this
    const masks = nodes.map((node) => this.values.mask(node))
    code.get(this.scratchAt.u8)
    masks.forEach((mask, bit) => {
      code
        .get(mask)
        .bytes(1 << bit)
        .simd(SIMD.and)
      if (bit > 0) code.simd(SIMD.or)
    })
    code.store(offset)
  }

  /** Leaves a number (a truth: 0 or 1). */
  storeNumber(node: Ref, storage: Storage, offset: number): void {
    this.storeVectors(this.numbers(node, storage), this.scratchAt[storage], offset)
  }

  /** Writes an output column, or the scratch that it is copied from when it is of persons. */
  storeOutput({ node, known, storage, offset }: Output, scratch: number | null): void {
    const { code, values } = this
    let vectors = this.numbers(node, storage)
    if (known && !(known.op === 'truth' && known.value === 1)) {
      const masks = values.wideMask(known, storage)
      vectors = vectors.map((vector, at) => {
        code.get(vector)
        if (storage === 'u8') code.bytes(UNKNOWN_BYTE)
        else if (storage === 'i32') code.ints(UNKNOWN_INT)
        else code.doubles(Number.NaN)
        return code
          .get(masks[at] ?? 0)
          .simd(SIMD.bitSelect)
          .keep()
      })
    }
    this.storeVectors(vectors, (scratch === null ? this.at : this.scratchAt)[storage], scratch ?? offset)
  }

  /** Adds what a truth counts or a number sums, over the households of the block, to a double in scratch. */
  tally(node: Ref, offset: number): void {
    const { code, values } = this
    const { mask, ints, doubles } = this.lanes()
    const sum = code.local('v128')
    if (node.truth) {
      // A lane counts at most once a turn, and a block has 32 of them. True is -1.
      code.get(sum).get(values.mask(node)).get(mask).simd(SIMD.and).simd(SIMD.bytesSubtract).set(sum)
      this.endings.push(() => {
        code.get(sum).simd(SIMD.shortsFromBytePairs).simd(SIMD.intsFromShortPairs).set(sum)
        this.addLanes(sum, 'i32', offset)
      })
      return
    }
    const narrow = formOf(node) !== 'f64' && Math.max(-node.low, node.high) <= MOST_IN_A_LANE
    const form = narrow ? 'i32' : 'f64'
    const valid = narrow ? ints() : doubles()
    values.in(form, node).forEach((vector, at) => {
      code
        .get(vector)
        .get(valid[at] ?? 0)
        .simd(SIMD.and)
        .get(sum)
        .simd(narrow ? SIMD.intsAdd : SIMD.doublesAdd)
        .set(sum)
    })
    this.endings.push(() => this.addLanes(sum, form, offset))
  }

  /** Adds the lanes of a vector to a double in scratch. */
  private addLanes(sum: number, form: 'i32' | 'f64', offset: number): void {
    const { code } = this
    code.get(PARAMETERS.scratch).get(PARAMETERS.scratch).memory(OP.f64Load, offset)
    for (let lane = 0; lane < (form === 'i32' ? 4 : 2); lane++) {
      code.get(sum).lane(form === 'i32' ? SIMD.intsLane : SIMD.doublesLane, lane)
      if (form === 'i32') code.op(OP.f64FromI32)
      code.op(OP.f64Add)
    }
    code.memory(OP.f64Store, offset)
  }

  private numbers(node: Ref, storage: Storage): readonly number[] {
    const { code, values } = this
    if (!node.truth) return values.in(storage, node)
    const one = code.get(values.mask(node)).bytes(1).simd(SIMD.and).keep()
    if (storage === 'u8') return [one]
    const ints = values.convert.widen(one, false)
    return storage === 'i32' ? ints : values.convert.doubles(ints)
  }

  private storeVectors(vectors: readonly number[], at: number, offset: number): void {
    vectors.forEach((vector, place) => {
      this.code
        .get(at)
        .get(vector)
        .store(offset + 16 * place)
    })
  }

  /** What this loop does not work out: facts, what earlier loops left, the size of households. */
  private read(node: Ref): readonly number[] | null {
    const slot = this.slots.get(node)
    if (slot) return slot.kind === 'bit' ? [this.bit(slot.offset, slot.bit)] : this.scratch(slot)
    if (node.op === 'load' && node.source) return this.column(node.source)
    return node.op === 'size' && this.of === 'household' ? this.sizes() : null
  }

  private column(source: Source): readonly number[] {
    return this.once(source.key, () => this.load(this.at[source.storage], source.offset, source.storage))
  }

  private scratch({
    offset,
    storage,
  }: {
    readonly offset: number
    readonly storage: Storage
  }): readonly number[] {
    return this.once(`scratch ${offset}`, () => this.load(this.scratchAt[storage], offset, storage))
  }

  private bit(offset: number, bit: number): number {
    const [byte = 0] = this.scratch({ offset, storage: 'u8' })
    const { code } = this
    return code
      .get(byte)
      .bytes(1 << bit)
      .simd(SIMD.and)
      .bytes(1 << bit)
      .simd(SIMD.bytesEqual)
      .keep()
  }

  private sizes(): readonly number[] {
    const { code, startOffset } = this
    return this.once('sizes', () =>
      Array.from({ length: 4 }, (_, place) => {
        code.get(this.at.i32).load(startOffset + 4 + 16 * place)
        code.get(this.at.i32).load(startOffset + 16 * place)
        return code.simd(SIMD.intsSubtract).keep()
      }),
    )
  }

  private load(at: number, offset: number, storage: Storage): number[] {
    return Array.from({ length: VECTORS[storage] }, (_, place) =>
      this.code
        .get(at)
        .load(offset + 16 * place)
        .keep(),
    )
  }

  private once(key: string, make: () => number[]): readonly number[] {
    const known = this.loaded.get(key)
    if (known) return known
    const made = make()
    this.loaded.set(key, made)
    return made
  }

  /** Which of the sixteen elements still belong to the block. */
  private lanes(): Lanes {
    if (this.valid) return this.valid
    const { code, values } = this
    code.get(PARAMETERS.to).get(this.index).op(OP.subtract)
    const left = code.keep('i32')
    // select(left, 16, left < 16)
    code.get(left).int(16).get(left).int(16).op(OP.lessUnsigned, 0x1b).simd(SIMD.bytesSplat)
    const count = code.keep()
    const mask = code
      .constant(Uint8Array.from({ length: 16 }, (_, lane) => lane))
      .get(count)
      .simd(SIMD.bytesLess)
      .keep()
    const made: { ints?: readonly number[]; doubles?: readonly number[] } = {}
    const ints = () => {
      made.ints ??= values.convert.widen(mask, true)
      return made.ints
    }
    const doubles = () => {
      made.doubles ??= values.convert.widenMask(ints())
      return made.doubles
    }
    this.valid = { mask, ints, doubles }
    return this.valid
  }
}
