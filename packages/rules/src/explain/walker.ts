import type { Frame, Row } from '../backends/frame.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { DateNode, NumberNode, QuantityNode, TruthNode, WordNode } from '../language/tree.ts'
import type { Bilingual, Distance, FactUse, FigureUse, Tree } from '../screening/result.ts'

/** What stands in the way of an answer: facts of the household that are missing, and figures that nobody knows. */
export type Need =
  | { readonly kind: 'fact'; readonly fact: Fact; readonly member: string | null }
  | { readonly kind: 'figure'; readonly name: string; readonly from: string | null }

/** A condition walked through: its truth, its sentence with what is under it, what would still decide it, how far it failed. */
export type WalkedTruth = {
  readonly value: boolean | null
  readonly tree: Tree
  readonly needs: readonly Need[]
  readonly distances: readonly Distance[]
}

/** numerator ÷ (denominator × 10^scale). */
export type Exact = { readonly top: number; readonly bottom: number; readonly scale: number }

/** A number, day or word walked through, with the words for it. */
export type WalkedPart<V> = {
  readonly value: V | null
  /** Least and greatest numerator of a count whose members are not all known. */
  readonly range?: { readonly least: number; readonly most: number }
  /** What it is called: 人均月收入. Null for a number of the text and for a formula without a name. */
  readonly name: Bilingual | null
  /** Its value in words: 1,720 元. */
  readonly shown: Bilingual
  /** How it reads inside a longer formula: 人均月收入 1,720 元. */
  readonly phrase: Bilingual
  /** How it came about, for a derived fact, a term, a sum. */
  readonly under: readonly Tree[]
  readonly needs: readonly Need[]
  readonly facts: readonly FactUse[]
  readonly figures: readonly FigureUse[]
}

/** A figure of the law on the day: its value at the scale of its shape. */
export type FigureOnDay = {
  readonly value: number | null
  readonly use: FigureUse
  /** When it is unknown: the first day from which a value is known, if any comes later. */
  readonly knownFrom: string | null
}

/** What the walk may look at, and how it calls itself. */
export type Walker = {
  readonly frame: Frame
  figure(name: string): FigureOnDay
  /** Id of a member of the household by its row. */
  idOf(row: Row): string
  /** How a member is called in sentences. */
  calledBy(row: Row): Bilingual
  truth(node: TruthNode, wanted?: boolean): WalkedTruth
  number(node: NumberNode): WalkedPart<Exact>
  day(node: DateNode): WalkedPart<number>
  word(node: WordNode): WalkedPart<string>
  quantity(node: QuantityNode): WalkedPart<Exact>
}

/** Needs of several parts, each once. */
export function joinNeeds(lists: readonly (readonly Need[])[]): Need[] {
  const seen = new Map<string, Need>()
  for (const need of lists.flat()) {
    const key = need.kind === 'fact' ? `${need.fact.entity}.${need.fact.name}@${need.member}` : need.name
    if (!seen.has(key)) seen.set(key, need)
  }
  return [...seen.values()]
}
