import { UNKNOWN_BYTE, UNKNOWN_INT } from '../../columns/index.ts'
import type { Ref, Source } from '../dataflow/index.ts'
import { type Code, SIMD } from './code.ts'
import { roundedDoubles } from './rounding.ts'
import { Conversions, type Form, formOf, VECTORS } from './vectors.ts'

/** Where values that a loop does not work out itself come from: columns, and what earlier loops left in scratch. */
export type Inputs = {
  /** Vectors of a value that is read, or null when this loop works it out. */
  read(node: Ref): readonly number[] | null
  /** Vectors of a column as they are held. */
  column(source: Source): readonly number[]
}

/** Works out nodes for sixteen elements at a time, each once, in one turn of a loop. */
export class VectorBody {
  readonly code: Code
  readonly convert: Conversions
  private readonly inputs: Inputs
  private readonly forms: Record<Form, Map<Ref, readonly number[]>> = {
    mask: new Map(),
    u8: new Map(),
    i32: new Map(),
    f64: new Map(),
  }
  private readonly wideMasks = { i32: new Map<Ref, number[]>(), f64: new Map<Ref, number[]>() }

  constructor(code: Code, inputs: Inputs) {
    this.code = code
    this.inputs = inputs
    this.convert = new Conversions(code)
  }

  /** The vectors of a node in a form that holds all its values. */
  in(form: Form, node: Ref): readonly number[] {
    const known = this.forms[form].get(node)
    if (known) return known
    const made = this.make(form, node)
    this.forms[form].set(node, made)
    return made
  }

  mask(node: Ref): number {
    return this.in('mask', node)[0] ?? 0
  }

  /** A mask as wide as the values that it chooses between. */
  wideMask(node: Ref, form: 'u8' | 'i32' | 'f64'): readonly number[] {
    if (form === 'u8') return [this.mask(node)]
    const known = this.wideMasks[form].get(node)
    if (known) return known
    const made =
      form === 'i32'
        ? this.convert.widen(this.mask(node), true)
        : this.convert.widenMask(this.wideMask(node, 'i32'))
    this.wideMasks[form].set(node, made)
    return made
  }

  private make(form: Form, node: Ref): readonly number[] {
    const { code } = this
    if (node.op === 'number') {
      const one =
        form === 'u8'
          ? code.bytes(node.value)
          : form === 'i32'
            ? code.ints(node.value)
            : code.doubles(node.value)
      const local = one.keep()
      return Array.from({ length: VECTORS[form] }, () => local)
    }
    const natural = formOf(node)
    if (form !== natural) return this.converted(form, natural, node)
    return this.inputs.read(node) ?? this.worked(node)
  }

  private converted(form: Form, natural: Form, node: Ref): readonly number[] {
    if (natural === 'u8' && form === 'i32') return this.convert.widen(this.in('u8', node)[0] ?? 0, false)
    if (form === 'f64') return this.convert.doubles(this.in('i32', node))
    if (natural === 'f64' && form === 'i32') return this.convert.ints(this.in('f64', node))
    if (form === 'u8') return [this.convert.bytes(this.in('i32', node), false)]
    throw new Error(`${node.op} has no form ${form}`)
  }

  private worked(node: Ref): readonly number[] {
    const { code } = this
    const [a, b, c] = node.args as [Ref, Ref, Ref]
    switch (node.op) {
      case 'truth':
        return [code.bytes(node.value === 1 ? 255 : 0).keep()]
      case 'known':
        return [this.known(node)]
      case 'less':
      case 'equal':
        return [this.compared(node.op, a, b)]
      case 'not':
        return [code.get(this.mask(a)).simd(SIMD.not).keep()]
      case 'and':
      case 'or':
        return [this.connected(node)]
      case 'select': {
        const form = formOf(node) as 'u8' | 'i32' | 'f64'
        const masks = this.wideMask(a, form)
        const [then, otherwise] = [this.in(form, b), this.in(form, c)]
        return masks.map((mask, at) =>
          code
            .get(then[at] ?? 0)
            .get(otherwise[at] ?? 0)
            .get(mask)
            .simd(SIMD.bitSelect)
            .keep(),
        )
      }
      case 'floor':
        return this.floored(node, a, b)
      case 'round':
        return roundedDoubles(code, this.in('f64', a), this.in('f64', b), node.mode ?? 'floor')
      default: {
        const form = formOf(node) as 'i32' | 'f64'
        const [x, y] = [this.in(form, a), this.in(form, b)]
        const operation = ARITHMETIC[form][node.op as keyof typeof ARITHMETIC.i32]
        if (operation === undefined) throw new Error(`${node.op} is not worked out in vectors`)
        return x.map((one, at) =>
          code
            .get(one)
            .get(y[at] ?? 0)
            .simd(operation)
            .keep(),
        )
      }
    }
  }

  /** Conjunctions use `andnot` for what is negated. */
  private connected(node: Ref): number {
    const { code } = this
    const plain = node.args.filter((arg) => node.op === 'or' || arg.op !== 'not')
    const negated = node.args.filter((arg) => !plain.includes(arg))
    const masks = plain.map((arg) => this.mask(arg))
    const against = negated.map((arg) => this.mask(arg.args[0] as Ref))
    const [first, ...rest] = masks
    if (first === undefined) code.bytes(255)
    else code.get(first)
    for (const mask of rest) code.get(mask).simd(node.op === 'and' ? SIMD.and : SIMD.or)
    for (const mask of against) code.get(mask).simd(SIMD.andNot)
    return code.keep()
  }

  private known(node: Ref): number {
    const { code } = this
    const { source } = node
    if (!source) throw new Error('a column was expected')
    const values = this.inputs.column(source)
    if (source.storage === 'u8')
      return code
        .get(values[0] ?? 0)
        .bytes(UNKNOWN_BYTE)
        .simd(SIMD.bytesNotEqual)
        .keep()
    if (source.storage === 'i32') {
      const masks = values.map((value) => code.get(value).ints(UNKNOWN_INT).simd(SIMD.intsNotEqual).keep())
      return this.convert.bytes(masks, true)
    }
    const masks = values.map((value) => code.get(value).get(value).simd(SIMD.doublesEqual).keep())
    return this.convert.bytes(this.convert.halveMask(masks), true)
  }

  private compared(op: 'less' | 'equal', a: Ref, b: Ref): number {
    const { code } = this
    const forms = [formOf(a), formOf(b)]
    const form = forms.includes('f64') ? 'f64' : forms.includes('i32') ? 'i32' : 'u8'
    const [x, y] = [this.in(form, a), this.in(form, b)]
    const masks = x.map((one, at) =>
      code
        .get(one)
        .get(y[at] ?? 0)
        .simd(COMPARISON[form][op])
        .keep(),
    )
    if (form === 'u8') return masks[0] ?? 0
    return this.convert.bytes(form === 'i32' ? masks : this.convert.halveMask(masks), true)
  }

  /** A quotient downwards: exact in doubles, since what is divided lies below 2^53. */
  private floored(node: Ref, a: Ref, b: Ref): readonly number[] {
    const { code } = this
    const by = this.in('f64', b)
    const quotients = this.in('f64', a).map((one, at) =>
      code
        .get(one)
        .get(by[at] ?? 0)
        .simd(SIMD.doublesDivide)
        .simd(SIMD.doublesFloor)
        .keep(),
    )
    return formOf(node) === 'f64' ? quotients : this.convert.ints(quotients)
  }
}

const COMPARISON = {
  u8: { less: SIMD.bytesLess, equal: SIMD.bytesEqual },
  i32: { less: SIMD.intsLess, equal: SIMD.intsEqual },
  f64: { less: SIMD.doublesLess, equal: SIMD.doublesEqual },
} as const

const ARITHMETIC = {
  i32: {
    add: SIMD.intsAdd,
    subtract: SIMD.intsSubtract,
    multiply: SIMD.intsMultiply,
    least: SIMD.intsLeast,
    greatest: SIMD.intsGreatest,
  },
  f64: {
    add: SIMD.doublesAdd,
    subtract: SIMD.doublesSubtract,
    multiply: SIMD.doublesMultiply,
    least: SIMD.doublesLeast,
    greatest: SIMD.doublesGreatest,
  },
} as const
