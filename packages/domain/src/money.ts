/** Money is an integer number of fen; a text in yuan has at most two decimals. */
export type Fen = number

const YUAN = /^([-−])?(\d{1,13})(?:\.(\d{1,2})0*)?$/

/** Yuan text or number to fen. Returns null when the text is not an exact amount of at most two decimals. */
export function fenFromYuan(value: string | number): Fen | null {
  const match = YUAN.exec(String(value).trim())
  if (!match) return null
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}

/** Fen to yuan with two decimals and grouped thousands, e.g. `1,720.00`. */
export function formatYuan(fen: Fen): string {
  const sign = fen < 0 ? '-' : ''
  const abs = Math.abs(fen)
  const yuan = Math.trunc(abs / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${yuan}.${String(abs % 100).padStart(2, '0')}`
}

/** Fen to a plain yuan number for files and JSON (exact up to 2^53 fen). */
export function yuanFromFen(fen: Fen): number {
  return fen / 100
}
