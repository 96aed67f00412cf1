/** A fact inside the engine: money in fen, exact decimals as whole numbers of their scale, days as YYYYMMDD, words as they are; null is unknown. */
export type Value = boolean | number | string | null

/** Facts of the household or of one person, by name. An absent fact is unknown. */
export type Row = Readonly<Record<string, Value>>

/** What one evaluation sees. `locals` is scratch: the members bound by `some`, `count`, … at each depth. */
export type Frame = {
  readonly household: Row
  readonly person: Row | null
  readonly members: readonly Row[]
  readonly locals: Row[]
  /** The legal day of the question, YYYYMMDD. */
  readonly today: number
}
