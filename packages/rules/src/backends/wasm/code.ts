import { type BinaryFunction, F64, I32, signed, unsigned, V128 } from './binary.ts'

/** Opcodes after the prefix 0xFD (WebAssembly Core 2.0, 5.4.8). */
export const SIMD = {
  load8Splat: 7,
  load32Splat: 9,
  load64Splat: 10,
  bytesSplat: 15,
  intsSplat: 17,
  doublesSplat: 20,
  intsLane: 27,
  doublesLane: 33,
  bytesEqual: 35,
  bytesNotEqual: 36,
  bytesLess: 38,
  intsEqual: 55,
  intsNotEqual: 56,
  intsLess: 57,
  doublesEqual: 71,
  doublesLess: 73,
  doublesUpTo: 75,
  not: 77,
  and: 78,
  andNot: 79,
  or: 80,
  bitSelect: 82,
  bytesFromShorts: 101,
  bytesFromShortsUnsigned: 102,
  bytesSubtract: 113,
  doublesFloor: 117,
  shortsFromBytePairs: 125,
  intsFromShortPairs: 127,
  shortsFromInts: 133,
  shortsLow: 135,
  shortsHigh: 136,
  shortsLowUnsigned: 137,
  shortsHighUnsigned: 138,
  intsLow: 167,
  intsHigh: 168,
  intsLowUnsigned: 169,
  intsHighUnsigned: 170,
  intsAdd: 174,
  intsSubtract: 177,
  intsMultiply: 181,
  intsLeast: 182,
  intsGreatest: 184,
  longsLow: 199,
  longsHigh: 200,
  doublesAdd: 240,
  doublesSubtract: 241,
  doublesMultiply: 242,
  doublesDivide: 243,
  doublesLeast: 244,
  doublesGreatest: 245,
  intsFromDoubles: 252,
  doublesFromInts: 254,
} as const

/** Opcodes of scalars. */
export const OP = {
  i32Load: 0x28,
  f64Load: 0x2b,
  i32Load8: 0x2d,
  i32Store: 0x36,
  f64Store: 0x39,
  i32Store8: 0x3a,
  lessUnsigned: 0x49,
  add: 0x6a,
  subtract: 0x6b,
  and: 0x71,
  or: 0x72,
  shiftLeft: 0x74,
  f64Add: 0xa0,
  f64FromI32: 0xb7,
} as const

/** The body of one function, written instruction by instruction. Locals are numbers; the first are the parameters. */
export class Code {
  private readonly body: number[] = []
  private readonly locals: number[] = []
  private readonly parameters: number

  constructor(parameters: number) {
    this.parameters = parameters
  }

  finish(): BinaryFunction {
    return { parameters: this.parameters, locals: this.locals, body: this.body }
  }

  local(type: 'i32' | 'f64' | 'v128'): number {
    this.locals.push(type === 'i32' ? I32 : type === 'f64' ? F64 : V128)
    return this.parameters + this.locals.length - 1
  }

  get(local: number): this {
    this.body.push(0x20, ...unsigned(local))
    return this
  }

  set(local: number): this {
    this.body.push(0x21, ...unsigned(local))
    return this
  }

  /** Takes what lies on the stack into a new local. */
  keep(type: 'i32' | 'f64' | 'v128' = 'v128'): number {
    const made = this.local(type)
    this.set(made)
    return made
  }

  int(value: number): this {
    this.body.push(0x41, ...signed(value))
    return this
  }

  double(value: number): this {
    this.body.push(0x44, ...new Uint8Array(new Float64Array([value]).buffer))
    return this
  }

  op(...codes: number[]): this {
    this.body.push(...codes)
    return this
  }

  simd(code: number): this {
    this.body.push(0xfd, ...unsigned(code))
    return this
  }

  /** A load or store of scalars at the address on the stack plus `offset`. */
  memory(code: number, offset: number): this {
    this.body.push(code, 0, ...unsigned(offset))
    return this
  }

  /** `v128.load`, or one that repeats a value in all lanes. */
  load(offset: number, code: number = 0): this {
    this.body.push(0xfd, ...unsigned(code), 0, ...unsigned(offset))
    return this
  }

  store(offset: number): this {
    this.body.push(0xfd, 11, 0, ...unsigned(offset))
    return this
  }

  lane(code: number, lane: number): this {
    this.body.push(0xfd, ...unsigned(code), lane)
    return this
  }

  shuffle(bytes: readonly number[]): this {
    this.body.push(0xfd, 13, ...bytes)
    return this
  }

  bytes(value: number): this {
    return this.constant(new Uint8Array(16).fill(value))
  }

  ints(value: number): this {
    return this.constant(new Uint8Array(new Int32Array(4).fill(value).buffer))
  }

  doubles(value: number): this {
    return this.constant(new Uint8Array(new Float64Array(2).fill(value).buffer))
  }

  constant(bytes: Uint8Array): this {
    this.body.push(0xfd, 12, ...bytes)
    return this
  }

  call(place: number): this {
    this.body.push(0x10, ...unsigned(place))
    return this
  }

  /** Repeats `work` while the local is below the limit (unsigned); the local grows by `step` after each turn. */
  loop(local: number, limit: number, step: number, work: () => void): void {
    this.op(0x02, 0x40, 0x03, 0x40)
    this.get(local).get(limit).op(OP.lessUnsigned, 0x45, 0x0d, 1)
    work()
    this.get(local).int(step).op(OP.add).set(local)
    this.op(0x0c, 0, 0x0b, 0x0b)
  }
}
