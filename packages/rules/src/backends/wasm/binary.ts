/** A function of a module: parameters and results are counted, all parameters are i32; `locals` follow the parameters. */
export type BinaryFunction = {
  readonly parameters: number
  readonly locals: readonly number[]
  readonly body: readonly number[]
}

/** Value types of the binary format (WebAssembly Core 2.0, 5.3). */
export const I32 = 0x7f
export const F64 = 0x7c
export const V128 = 0x7b

/**
 * Bytes of a module that imports `env.memory` and exports its last function as `run` (WebAssembly Core 2.0, chapter 5; shared memories:
 * the threads proposal).
 */
export function moduleBytes(functions: readonly BinaryFunction[], shared: boolean): Uint8Array<ArrayBuffer> {
  const counts = [...new Set(functions.map(({ parameters }) => parameters))]
  const types = counts.map((count) => [0x60, ...vector(Array.from({ length: count }, () => [I32])), 0])
  const limits = shared ? [3, ...unsigned(0), ...unsigned(65536)] : [1, ...unsigned(0), ...unsigned(65536)]
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(runs(locals).map(([count, type]) => [...unsigned(count), type]))]
    const size = code.length + body.length + 1
    return [unsigned(size), code, body, [0x0b]]
  })
  const chunks: (readonly number[])[] = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, vector(types)),
    section(2, vector([[...name('env'), ...name('memory'), 2, ...limits]])),
    section(3, vector(functions.map(({ parameters }) => unsigned(counts.indexOf(parameters))))),
    section(7, vector([[...name('run'), 0, ...unsigned(functions.length - 1)]])),
  ]
  const count = unsigned(functions.length)
  const length = bodies.flat().reduce((sum, part) => sum + part.length, count.length)
  chunks.push([10], unsigned(length), count, ...bodies.flat())
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** LEB128 of a whole number from 0. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low + 128 : low)
  } while (rest > 0)
  return bytes
}

/** LEB128 of a signed number of 32 bits. */
export function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(done ? low : low | 0x80)
    if (done) return bytes
  }
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content]
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function name(text: string): number[] {
  return vector([...text].map((letter) => [letter.charCodeAt(0)]))
}

function runs(types: readonly number[]): [number, number][] {
  const found: [number, number][] = []
  for (const type of types) {
    const last = found.at(-1)
    if (last && last[1] === type) last[0]++
    else found.push([1, type])
  }
  return found
}
