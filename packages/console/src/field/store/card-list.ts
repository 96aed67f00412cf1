import type { FieldDatabase } from './database.ts'
import type { KeptValues } from './kept-values.ts'
import { isNoRoom } from './no-room.ts'
import { type Card, cardOf, type Household } from './shapes.ts'
import { unseal } from './vault.ts'

const BY_NAME = new Intl.Collator('zh-CN')

/** Cards by name, as lists show them. */
export function sortedCards(cards: readonly Card[]): Card[] {
  return cards.toSorted((a, b) => BY_NAME.compare(a.name, b.name))
}

/** The list after some households came or changed, and others went. */
export function nextCards(
  before: readonly Card[],
  came: readonly Household[],
  gone: readonly string[],
): Card[] {
  const out = new Set([...gone, ...came.map(({ id }) => id)])
  const left = new Set(gone)
  return sortedCards([
    ...before.filter(({ id }) => !out.has(id)),
    ...came.filter(({ id }) => !left.has(id)).map(cardOf),
  ])
}

/**
 * The cards of all households. They lie together in one sealed list beside the households, so that two thousand open at once; a phone
 * without that list opens them one by one and makes it.
 */
export class CardList {
  readonly #db: FieldDatabase
  readonly #key: CryptoKey
  readonly #kept: KeptValues
  #held: { readonly stamp: string; readonly list: readonly Card[] } | null = null

  constructor(db: FieldDatabase, key: CryptoKey, kept: KeptValues) {
    this.#db = db
    this.#key = key
    this.#kept = kept
  }

  /** As they are at a cursor of the sync; held open until other ones came or went. */
  async all(cursor: string | null): Promise<readonly Card[]> {
    const stamp = `${cursor} ${await this.#db.households.count()}`
    if (this.#held?.stamp !== stamp)
      this.#held = { stamp, list: (await this.#whole()) ?? (await this.#oneByOne()) }
    return this.#held.list
  }

  hold(cursor: string, list: readonly Card[]): void {
    this.#held = { stamp: `${cursor} ${list.length}`, list }
  }

  drop(): void {
    this.#held = null
  }

  /** The list that was kept; null where there is none, or one of other households. */
  async #whole(): Promise<readonly Card[] | null> {
    const list = await this.#kept.one<Card[]>('cards')
    return list?.length === (await this.#db.households.count()) ? list : null
  }

  async #oneByOne(): Promise<readonly Card[]> {
    const rows = await this.#db.households.toArray()
    const list = sortedCards(
      await Promise.all(rows.map((row) => unseal<Card>(this.#key, `card ${row.id}`, row.card))),
    )
    const row = await this.#kept.row('cards', list)
    // Without room the list is made again at the next opening.
    await this.#db.kept.put(row).catch((error: unknown) => {
      if (!isNoRoom(error)) throw error
    })
    return list
  }
}
