import { newId } from '@lastmile/domain'
import { emptyOutbox, enqueue, type Receipt, renumber } from '@lastmile/field'
import { CardList, nextCards } from './card-list.ts'
import type { FieldDatabase, Opening } from './database.ts'
import { KeptValues } from './kept-values.ts'
import { isNoRoom } from './no-room.ts'
import {
  type Answered,
  type AskedState,
  type Body,
  type Card,
  cardOf,
  type Draft,
  draftKey,
  type FieldOperation,
  type Household,
  type NewcomerView,
  type QuestionView,
  type ScaleDraft,
  type SyncState,
  scaleKey,
} from './shapes.ts'
import { seal, unseal } from './vault.ts'

/** Answered work that stays to be seen, besides what was refused. */
const ANSWERED_KEPT = 50

/** What came with one page of a pull. */
export interface PulledPage {
  readonly households: readonly Household[]
  readonly gone: readonly string[]
  readonly questions: readonly QuestionView[] | null
  readonly cursor: string
}

/**
 * The open store of a phone. Everything goes to the disk before it counts: a write that returned is there after a kill.
 * What cannot be written (no room left) throws and changes nothing.
 */
export class FieldStore {
  readonly #db: FieldDatabase
  readonly #key: CryptoKey
  readonly #kept: KeptValues
  readonly #cards: CardList

  constructor(db: FieldDatabase, key: CryptoKey) {
    this.#db = db
    this.#key = key
    this.#kept = new KeptValues(db, key)
    this.#cards = new CardList(db, key, this.#kept)
  }

  async #state(): Promise<SyncState> {
    return (await this.#kept.one<SyncState>('state')) ?? { nextSeq: 1, cursor: null }
  }

  /** Cards of all households on the phone, by name. */
  async cards(): Promise<readonly Card[]> {
    return this.#cards.all(await this.cursor())
  }

  async household(id: string): Promise<Household | null> {
    const row = await this.#db.households.get(id)
    return row ? unseal<Household>(this.#key, `sheet ${id}`, row.sheet) : null
  }

  householdIds(): Promise<string[]> {
    return this.#db.households.toCollection().primaryKeys()
  }

  async forget(ids: readonly string[]): Promise<void> {
    const cards = await this.#kept.row('cards', nextCards(await this.cards(), [], ids))
    const db = this.#db
    const drop = (list: () => PromiseLike<unknown>) =>
      db.transaction('rw', db.households, db.kept, async () => {
        await db.households.bulkDelete([...ids])
        await list()
      })
    // What frees room may not fail for want of it.
    await drop(() => db.kept.put(cards)).catch((error: unknown) => {
      if (!isNoRoom(error)) throw error
      return drop(() => db.kept.delete('cards'))
    })
    this.#cards.drop()
  }

  async cursor(): Promise<string | null> {
    return (await this.#state()).cursor
  }

  /** Writes one page of a pull with its cursor, whole or not at all. */
  async keepPage(page: PulledPage): Promise<void> {
    const rows = await Promise.all(
      page.households.map(async (household) => ({
        id: household.id,
        card: await seal(this.#key, `card ${household.id}`, cardOf(household)),
        sheet: await seal(this.#key, `sheet ${household.id}`, household),
      })),
    )
    const state = await this.#kept.row('state', { ...(await this.#state()), cursor: page.cursor })
    const questions = page.questions ? await this.#kept.row('questions', page.questions) : null
    const list = nextCards(await this.cards(), page.households, page.gone)
    const cards = await this.#kept.row('cards', list)
    const db = this.#db
    await db.transaction('rw', db.households, db.kept, async () => {
      await db.households.bulkPut(rows)
      await db.households.bulkDelete([...page.gone])
      await db.kept.put(state)
      await db.kept.put(cards)
      if (questions) await db.kept.put(questions)
    })
    this.#cards.hold(page.cursor, list)
  }

  async questions(): Promise<QuestionView[]> {
    return (await this.#kept.one<QuestionView[]>('questions')) ?? []
  }

  async newcomers(): Promise<NewcomerView[]> {
    return (await this.#kept.one<NewcomerView[]>('newcomers')) ?? []
  }

  async keepNewcomers(list: readonly NewcomerView[]): Promise<void> {
    await this.#db.kept.put(await this.#kept.row('newcomers', list))
  }

  /** Households that the person wants to see today. */
  async plan(): Promise<string[]> {
    return (await this.#kept.one<string[]>('plan')) ?? []
  }

  async keepPlan(ids: readonly string[]): Promise<void> {
    await this.#db.kept.put(await this.#kept.row('plan', ids))
  }

  /** What campaigns asked at the last sync. */
  async asked(): Promise<AskedState> {
    return (await this.#kept.one<AskedState>('asked')) ?? { at: '', campaigns: [] }
  }

  async keepAsked(asked: AskedState): Promise<void> {
    await this.#db.kept.put(await this.#kept.row('asked', asked))
  }

  async draft(of: Pick<Draft, 'householdId' | 'formId'>): Promise<Draft | null> {
    const row = await this.#db.drafts.get(draftKey(of))
    return row ? unseal<Draft>(this.#key, `draft ${row.id}`, row.sealed) : null
  }

  async drafts(): Promise<Draft[]> {
    const rows = await this.#db.drafts.toArray()
    return Promise.all(rows.map(({ id, sealed }) => unseal<Draft>(this.#key, `draft ${id}`, sealed)))
  }

  async keepDraft(draft: Draft): Promise<void> {
    const id = draftKey(draft)
    await this.#db.drafts.put({ id, sealed: await seal(this.#key, `draft ${id}`, draft) })
  }

  async dropDraft(of: Pick<Draft, 'householdId' | 'formId'>): Promise<void> {
    await this.#db.drafts.delete(draftKey(of))
  }

  async scaleDraft(
    of: Pick<ScaleDraft, 'householdId' | 'instrument' | 'personId'>,
  ): Promise<ScaleDraft | null> {
    const row = await this.#db.scales.get(scaleKey(of))
    return row ? unseal<ScaleDraft>(this.#key, `scale ${row.id}`, row.sealed) : null
  }

  async keepScaleDraft(draft: ScaleDraft): Promise<void> {
    const id = scaleKey(draft)
    await this.#db.scales.put({ id, sealed: await seal(this.#key, `scale ${id}`, draft) })
  }

  async dropScaleDraft(of: Pick<ScaleDraft, 'householdId' | 'instrument' | 'personId'>): Promise<void> {
    await this.#db.scales.delete(scaleKey(of))
  }

  /** What waits, the oldest first. */
  async waiting(): Promise<FieldOperation[]> {
    const rows = await this.#db.outbox.orderBy('seq').toArray()
    return Promise.all(rows.map((row) => unseal<FieldOperation>(this.#key, `outbox ${row.id}`, row.sealed)))
  }

  countWaiting(): Promise<number> {
    return this.#db.outbox.count()
  }

  async #outboxRow(operation: FieldOperation) {
    return {
      seq: operation.seq,
      id: operation.id,
      bytes: JSON.stringify(operation).length,
      sealed: await seal(this.#key, `outbox ${operation.id}`, operation),
    }
  }

  /** Sizes of what waits, without opening it: for choosing what goes into one request. */
  async waitingSizes(): Promise<{ seq: number; id: string; bytes: number }[]> {
    return this.#db.outbox.orderBy('seq').toArray()
  }

  async operations(ids: readonly string[]): Promise<FieldOperation[]> {
    const rows = await this.#db.outbox
      .where('id')
      .anyOf([...ids])
      .sortBy('seq')
    return Promise.all(rows.map((row) => unseal<FieldOperation>(this.#key, `outbox ${row.id}`, row.sealed)))
  }

  /**
   * Puts work into the outbox, all of it or none, and drops the draft that it came from. Two windows that write at once
   * are put in order by the unique numbers: the later one tries again.
   */
  async enqueue(
    bodies: readonly { readonly id: string; readonly body: Body }[],
    writtenAt: string,
    draftOf?: Pick<Draft, 'householdId' | 'formId'>,
  ): Promise<void> {
    const state = await this.#state()
    let box = { ...emptyOutbox<Body>(''), nextSeq: state.nextSeq }
    for (const { id, body } of bodies) box = enqueue(box, { id, writtenAt, body })
    const rows = await Promise.all(box.waiting.map((operation) => this.#outboxRow(operation)))
    const next = await this.#kept.row('state', { ...state, nextSeq: box.nextSeq })
    const db = this.#db
    await db.transaction('rw', db.outbox, db.kept, db.drafts, async () => {
      await db.outbox.bulkAdd(rows)
      await db.kept.put(next)
      if (draftOf !== undefined) await db.drafts.delete(draftKey(draftOf))
    })
  }

  /** Takes what the server has answered out of the outbox and keeps the answers, in one step. */
  async acknowledge(receipts: readonly Receipt[]): Promise<void> {
    const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]))
    const operations = await this.operations([...byId.keys()])
    const now = Date.now()
    const rows = await Promise.all(
      operations.map(async (operation, index) => {
        const receipt = byId.get(operation.id)
        return {
          id: operation.id,
          at: now + index,
          sealed: await seal(
            this.#key,
            `answered ${operation.id}`,
            answeredOf(operation, receipt as Receipt),
          ),
        }
      }),
    )
    const db = this.#db
    try {
      await db.transaction('rw', db.outbox, db.answered, async () => {
        await db.answered.bulkPut(rows)
        await db.outbox.bulkDelete(operations.map(({ seq }) => seq))
      })
    } catch (error) {
      if (!isNoRoom(error)) throw error
      // A full phone frees itself by what it hands in; what was refused stays where it is.
      const taken = operations.filter(({ id }) => byId.get(id)?.outcome !== 'refused')
      await db.outbox.bulkDelete(taken.map(({ seq }) => seq))
      if (taken.length < operations.length) throw error
    }
    await this.#trimAnswered()
  }

  async answered(): Promise<Answered[]> {
    const rows = await this.#db.answered.orderBy('at').reverse().toArray()
    return Promise.all(rows.map(({ id, sealed }) => unseal<Answered>(this.#key, `answered ${id}`, sealed)))
  }

  /** Sends refused work once more, as new work, and takes the old answer away. */
  async sendAgain(one: Answered, writtenAt: string): Promise<void> {
    await this.enqueue([{ id: newId(), body: one.operation.body }], writtenAt)
    await this.#db.answered.delete(one.operation.id)
  }

  async dropAnswered(id: string): Promise<void> {
    await this.#db.answered.delete(id)
  }

  async #trimAnswered(): Promise<void> {
    const all = await this.answered()
    const old = all.filter(({ receipt }) => receipt.outcome !== 'refused').slice(ANSWERED_KEPT)
    await this.#db.answered.bulkDelete(old.map(({ operation }) => operation.id))
  }

  /** Puts what waits under another device number, with the opening that belongs to it, and begins the pull anew. */
  async renumber(opening: Opening): Promise<void> {
    const box = renumber({ deviceId: '', nextSeq: 1, waiting: await this.waiting() }, opening.deviceId)
    const rows = await Promise.all(box.waiting.map((operation) => this.#outboxRow(operation)))
    const state = await this.#kept.row('state', { nextSeq: box.nextSeq, cursor: null })
    const db = this.#db
    await db.transaction('rw', db.outbox, db.kept, db.opening, async () => {
      await db.outbox.clear()
      await db.outbox.bulkAdd(rows)
      await db.kept.put(state)
      await db.opening.put(opening)
    })
  }
}

/** Of work that was taken, pictures and answers to scales need not stay; refused work stays whole. */
function answeredOf(operation: FieldOperation, receipt: Receipt): Answered {
  const { body } = operation
  if (receipt.outcome === 'refused') return { operation, receipt }
  if (body.kind === 'file') return { operation: { ...operation, body: { ...body, content: '' } }, receipt }
  if (body.kind === 'scale') return { operation: { ...operation, body: { ...body, answers: {} } }, receipt }
  return { operation, receipt }
}
