import { type Storage, WIDTH } from '../../columns/index.ts'
import type { BinaryFunction } from './binary.ts'
import { Code, OP, SIMD } from './code.ts'
import { PARAMETERS } from './loops.ts'

/** Something of each household that its members are to have: from a column, or from scratch. */
export type Spread = {
  readonly storage: Storage
  readonly from: { readonly kind: 'column' | 'scratch'; readonly offset: number }
  readonly to: number
}

/** Something of each member that is put together for the household. Offsets are in scratch. */
export type Gather =
  | { readonly kind: 'bits'; readonly from: number; readonly to: number }
  | { readonly kind: 'count'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'sum'
      readonly from: number
      readonly to: number
      readonly storage: 'i32' | 'f64'
      readonly total: 'i32' | 'f64'
    }

const SPLAT = { u8: SIMD.load8Splat, i32: SIMD.load32Splat, f64: SIMD.load64Splat } as const

/** Opens a loop over the households of a block with the members' first and last place within the block. */
function overHouseholds(
  code: Code,
  startOffset: number,
  work: (places: { household: number; inBlock: number; start: number; end: number }) => void,
): void {
  const household = code.local('i32')
  const [inBlock, start, end] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const next = code.local('i32')
  code.get(PARAMETERS.from).set(household)
  code.loop(household, PARAMETERS.to, 1, () => {
    code.get(household).get(PARAMETERS.from).op(OP.subtract).set(inBlock)
    code.get(household).int(2).op(OP.shiftLeft).set(next)
    code.get(next).memory(OP.i32Load, startOffset).get(PARAMETERS.firstPerson).op(OP.subtract).set(start)
    code
      .get(next)
      .memory(OP.i32Load, startOffset + 4)
      .get(PARAMETERS.firstPerson)
      .op(OP.subtract)
      .set(end)
    work({ household, inBlock, start, end })
  })
}

/** Leaves on the stack: base (or 0) plus a place times the width of a storage. */
function address(code: Code, place: number, storage: Storage, scratch: boolean): Code {
  code.get(place)
  if (storage !== 'u8') code.int(Math.log2(WIDTH[storage])).op(OP.shiftLeft)
  if (scratch) code.get(PARAMETERS.scratch).op(OP.add)
  return code
}

/** Writes values of households to all their members: sixteen places at once, of which the next household overwrites what is not its. */
export function spreadFunction(items: readonly Spread[], startOffset: number): BinaryFunction {
  const code = new Code(5)
  const place = code.local('i32')
  overHouseholds(code, startOffset, ({ household, inBlock, start, end }) => {
    code.get(start).set(place)
    code.loop(place, end, 16, () => {
      for (const { storage, from, to } of items) {
        const inScratch = from.kind === 'scratch'
        const value = address(code, inScratch ? inBlock : household, storage, inScratch)
          .load(from.offset, SPLAT[storage])
          .keep()
        const target = address(code, place, storage, true).keep('i32')
        for (let vector = 0; vector < WIDTH[storage]; vector++)
          code
            .get(target)
            .get(value)
            .store(to + 16 * vector)
      }
    })
  })
  return code.finish()
}

/** Puts together what the members of each household have. */
export function gatherFunction(items: readonly Gather[], startOffset: number): BinaryFunction {
  const code = new Code(5)
  const place = code.local('i32')
  const totals = items.map((item) => code.local(item.kind === 'sum' && item.total === 'f64' ? 'f64' : 'i32'))
  overHouseholds(code, startOffset, ({ inBlock, start, end }) => {
    items.forEach((item, at) => {
      if (item.kind === 'sum' && item.total === 'f64') code.double(0)
      else code.int(0)
      code.set(totals[at] ?? 0)
    })
    code.get(start).set(place)
    code.loop(place, end, 1, () => {
      items.forEach((item, at) => {
        const total = totals[at] ?? 0
        if (item.kind === 'sum') {
          address(code, place, item.storage, true).memory(
            item.storage === 'i32' ? OP.i32Load : OP.f64Load,
            item.from,
          )
          if (item.total === 'f64' && item.storage === 'i32') code.op(OP.f64FromI32)
          code.get(total).op(item.total === 'f64' ? OP.f64Add : OP.add)
        } else {
          address(code, place, 'u8', true).memory(OP.i32Load8, item.from)
          code.get(total).op(item.kind === 'bits' ? OP.or : OP.add)
        }
        code.set(total)
      })
    })
    items.forEach((item, at) => {
      const storage = item.kind === 'bits' ? 'u8' : item.kind === 'count' ? 'i32' : item.total
      address(code, inBlock, storage, true).get(totals[at] ?? 0)
      const store = storage === 'u8' ? OP.i32Store8 : storage === 'i32' ? OP.i32Store : OP.f64Store
      code.memory(store, item.to)
    })
  })
  return code.finish()
}
