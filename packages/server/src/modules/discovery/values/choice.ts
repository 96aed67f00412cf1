import { nearest } from '@lastmile/domain'
import type { Cell } from '../files/cell.ts'
import { saysNothing, wordKey } from './clean.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

/** The words of a list: how each may be written, and what it means. */
export class Choice {
  private readonly byKey = new Map<string, string>()
  private readonly labels: readonly string[]

  /** @param words value → ways to write it; the first is the label that messages name. */
  constructor(words: ReadonlyMap<string, readonly string[]>) {
    for (const [value, ways] of words) {
      this.byKey.set(wordKey(value), value)
      for (const way of ways) this.byKey.set(wordKey(way), value)
    }
    this.labels = [...words.values()].map(([label = '']) => label)
  }

  read(cell: Cell | null): Reading<string> {
    // A list may give a meaning to what elsewhere says nothing (`无`, `/`).
    const listed = cell === null ? undefined : this.byKey.get(wordKey(cell.text))
    if (listed !== undefined) return found(listed)
    if (saysNothing(cell)) return NOTHING
    const near = nearest(wordKey(cell.text), [...this.byKey.keys()])
    return wrong('choice_unknown', {
      choices: this.labels.join('、'),
      near: near === null ? '' : this.labelOf(near),
    })
  }

  private labelOf(key: string): string {
    return this.labels.find((label) => this.byKey.get(wordKey(label)) === this.byKey.get(key)) ?? key
  }
}
