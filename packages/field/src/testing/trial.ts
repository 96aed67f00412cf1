import fc from 'fast-check'
import type { FactValue, Seen } from '../sync/judgement.ts'
import { acknowledge, emptyOutbox, enqueue, nextBatch, type Outbox, renumber } from '../sync/outbox.ts'
import type { FieldServer, TrialBody, TrialOperation, TrialQuestion } from './field-server.ts'

/** What can happen, in any order: work on phones, cuts, deaths, late copies, phones set back, wrong clocks, desks. */
export type Happening =
  | { readonly kind: 'write'; readonly device: number; readonly place: number; readonly value: number }
  | { readonly kind: 'sync'; readonly device: number; readonly cut: Cut; readonly at: number }
  | { readonly kind: 'pull'; readonly device: number; readonly cut: boolean }
  | { readonly kind: 'late-copy'; readonly device: number }
  | { readonly kind: 'set-back'; readonly device: number; readonly by: number }
  | { readonly kind: 'clock'; readonly device: number; readonly hours: number }
  | { readonly kind: 'desk'; readonly place: number; readonly value: number }
  | { readonly kind: 'pick'; readonly device: number; readonly choice: number }
  | { readonly kind: 'undo'; readonly device: number }

/** Where a sync breaks: nowhere, before the server hears of it, after it answered, or with the server's death amid. */
type Cut = 'none' | 'request' | 'answer' | 'death'

export interface TrialSize {
  readonly devices: number
  readonly places: number
  readonly most: number
}

/** Any course of events. */
export function happenings({ devices, places, most }: TrialSize): fc.Arbitrary<Happening[]> {
  const device = fc.nat(devices - 1)
  const place = fc.nat(places - 1)
  const value = fc.nat(3)
  const one: fc.Arbitrary<Happening> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('write' as const), device, place, value }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('sync' as const),
        device,
        cut: fc.constantFrom<Cut>('none', 'request', 'answer', 'death'),
        at: fc.nat(4),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pull' as const), device, cut: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('late-copy' as const), device }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('set-back' as const),
        device,
        by: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('clock' as const),
        device,
        hours: fc.integer({ min: -48, max: 48 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('desk' as const), place, value }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('pick' as const), device, choice: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), device }) },
  )
  return fc.array(one, { maxLength: most })
}

/** What lies on the disk of a phone. */
interface Disk {
  readonly outbox: Outbox<TrialBody>
  readonly copy: ReadonlyMap<string, FactValue>
  readonly questions: readonly TrialQuestion[]
  readonly cursor: string | null
}

interface Phone {
  disk: Disk
  /** Earlier states, newest last: what a phone that lost power may come back with. */
  before: Disk[]
  clock: number
  lastRequest: { deviceId: string; operations: readonly TrialOperation[] } | null
}

/** What a course of events left behind, for looking at. */
export interface TrialReport {
  readonly carriedOut: readonly string[]
  /** Everything that the server saw, in order. */
  readonly journal: readonly (
    | { readonly kind: 'operation'; readonly id: string }
    | { readonly kind: 'desk'; readonly place: string; readonly value: FactValue }
  )[]
  /** Every operation ever written, in the order of writing, with its phone. */
  readonly written: readonly { readonly id: string; readonly phone: number; readonly body: TrialBody }[]
  /** Operations that a phone set back lost before the server could have heard of them. */
  readonly mayBeLost: ReadonlySet<string>
  readonly copies: readonly ReadonlyMap<string, FactValue>[]
  readonly waiting: number
  readonly questions: readonly TrialQuestion[]
}

/** What the screen shows: the server's word, and over it what waits. The copy itself holds the server's word only. */
function shown({ copy, outbox }: Disk): ReadonlyMap<string, FactValue> {
  const view = new Map(copy)
  for (const { body } of outbox.waiting) if (body.kind === 'state') view.set(body.place, body.value)
  return view
}

const LIMITS = { operations: 4, bytes: 1_000_000 }

/** Runs a course of events against a server, then lets every phone sync in peace. `newId` makes ids of operations. */
export async function runTrial(
  server: FieldServer,
  events: readonly Happening[],
  names: { readonly places: readonly string[]; readonly devices: number; readonly newId: () => string },
): Promise<TrialReport> {
  const phones: Phone[] = []
  for (let index = 0; index < names.devices; index++) {
    const outbox = emptyOutbox<TrialBody>(await server.register(index))
    phones.push({
      disk: { outbox, copy: new Map(), questions: [], cursor: null },
      before: [],
      clock: 0,
      lastRequest: null,
    })
  }
  const written: { id: string; phone: number; body: TrialBody }[] = []
  const mayBeLost = new Set<string>()
  const journal: TrialReport['journal'][number][] = []
  let carried = 0
  const note = async () => {
    const all = await server.carriedOut()
    for (const id of all.slice(carried)) journal.push({ kind: 'operation', id })
    carried = all.length
  }

  const keep = (phone: Phone, disk: Disk) => {
    phone.before = [...phone.before, phone.disk].slice(-4)
    phone.disk = disk
  }
  const write = (index: number, body: TrialBody) => {
    const phone = phones[index] as Phone
    const id = names.newId()
    const writtenAt = new Date(1_700_000_000_000 + phone.clock * 3_600_000).toISOString()
    written.push({ id, phone: index, body })
    keep(phone, { ...phone.disk, outbox: enqueue(phone.disk.outbox, { id, writtenAt, body }) })
  }
  const renew = async (phone: Phone) =>
    keep(phone, {
      ...phone.disk,
      outbox: renumber(phone.disk.outbox, await server.register(phones.indexOf(phone))),
    })

  const push = async (phone: Phone, cut: Cut, at: number): Promise<boolean> => {
    const { outbox } = phone.disk
    const operations = nextBatch(outbox, LIMITS, () => 100)
    if (operations.length === 0 || cut === 'request') return false
    phone.lastRequest = { deviceId: outbox.deviceId, operations }
    const answer = await server.push(outbox.deviceId, operations, cut === 'death' ? at : null)
    await note()
    if (answer === null || cut === 'answer') return false
    keep(phone, { ...phone.disk, outbox: acknowledge(phone.disk.outbox, answer.receipts).outbox })
    if (answer.next === 'renumber') await renew(phone)
    return true
  }
  const pull = async (phone: Phone, cut: boolean) => {
    const pulled = await server.pull(phone.disk.outbox.deviceId, phone.disk.cursor)
    if (cut) return
    const copy = new Map([...phone.disk.copy, ...pulled.changes])
    keep(phone, { ...phone.disk, copy, questions: pulled.questions, cursor: pulled.cursor })
  }

  for (const event of events) {
    if (event.kind === 'desk') {
      const place = names.places[event.place] as string
      await server.desk(place, event.value)
      journal.push({ kind: 'desk', place, value: event.value })
      continue
    }
    const phone = phones[event.device] as Phone
    const firstOf = (state: TrialQuestion['state']) =>
      phone.disk.questions.find((question) => question.state === state)
    switch (event.kind) {
      case 'write': {
        const place = names.places[event.place] as string
        const known = shown(phone.disk).get(place)
        const seen: Seen = known === undefined ? null : { value: known }
        write(event.device, { kind: 'state', place, value: event.value, seen })
        break
      }
      case 'sync':
        await push(phone, event.cut, event.at)
        break
      case 'pull':
        await pull(phone, event.cut)
        break
      case 'late-copy':
        // A request that some box on the way kept and delivers now; nobody waits for its answer.
        if (phone.lastRequest)
          await server.push(phone.lastRequest.deviceId, phone.lastRequest.operations, null)
        await note()
        break
      case 'set-back': {
        const disk = phone.before.at(-event.by) ?? phone.before[0]
        if (!disk) break
        const left = new Set(disk.outbox.waiting.map(({ id }) => id))
        for (const { id } of phone.disk.outbox.waiting) if (!left.has(id)) mayBeLost.add(id)
        phone.disk = disk
        phone.before = []
        break
      }
      case 'clock':
        phone.clock += event.hours
        break
      case 'pick': {
        const question = firstOf('open')
        if (question)
          write(event.device, {
            kind: 'pick',
            question: question.id,
            version: question.version,
            choice: event.choice % question.values.length,
          })
        break
      }
      case 'undo': {
        const question = firstOf('settled')
        if (question) write(event.device, { kind: 'undo', question: question.id, version: question.version })
        break
      }
    }
  }
  for (const phone of phones) {
    for (let round = 0; phone.disk.outbox.waiting.length > 0 && round < 200; round++)
      await push(phone, 'none', 0)
  }
  for (const phone of phones) await pull(phone, false)
  return {
    carriedOut: await server.carriedOut(),
    journal,
    written,
    mayBeLost,
    copies: phones.map(({ disk }) => disk.copy),
    waiting: phones.reduce((sum, { disk }) => sum + disk.outbox.waiting.length, 0),
    questions: phones[0]?.disk.questions ?? [],
  }
}

/** What is wrong with the outcome, in words; empty when nothing was lost, doubled or put out of order. */
export async function faultsOf(
  server: FieldServer,
  report: TrialReport,
  places: readonly string[],
): Promise<string[]> {
  const faults: string[] = []
  const { carriedOut, written, mayBeLost } = report
  if (report.waiting > 0) faults.push(`${report.waiting} operations still wait`)
  const place = new Map(carriedOut.map((id, index) => [id, index]))
  if (place.size !== carriedOut.length) faults.push('an operation was carried out twice')
  for (const { id } of written) if (!place.has(id) && !mayBeLost.has(id)) faults.push(`lost: operation ${id}`)
  const own = new Map<number, number>()
  for (const { id, phone } of written) {
    const at = place.get(id)
    // What a phone forgot may come by a late copy, after younger work: it is there, once.
    if (at === undefined || mayBeLost.has(id)) continue
    if (at < (own.get(phone) ?? -1)) faults.push(`out of order: operation ${id}`)
    own.set(phone, at)
  }
  for (const one of places) {
    const past = await server.past(one)
    for (const { id, body } of written)
      if (body.kind === 'state' && body.place === one && place.has(id) && !past.includes(body.value))
        faults.push(`the value of ${id} is not on record`)
    const present = past.at(-1)
    for (const copy of report.copies)
      if (copy.get(one) !== present)
        faults.push(`a phone shows ${copy.get(one)} for ${one}, and ${present} stands`)
  }
  const values = new Map(places.map((one) => [one, new Set<FactValue>()]))
  for (const question of report.questions) {
    for (const value of question.values) values.get(question.place)?.add(value)
    if (new Set(question.values).size < 2) faults.push(`question ${question.id} has one side only`)
    if ((question.state === 'settled') !== (question.choice !== null))
      faults.push(`question ${question.id} is neither open nor settled`)
    if (question.state === 'settled' && question.steps === 0)
      faults.push(`question ${question.id} was settled by nobody`)
  }
  return [...faults, ...silentLosses(report, values)]
}

/**
 * Goes through everything that happened in the order in which the server saw it. A value stated over another one that
 * its writer had not seen must stand in a question beside that other one; where nobody spoke blindly there is no question.
 */
function silentLosses(
  { journal, written }: TrialReport,
  asked: ReadonlyMap<string, ReadonlySet<FactValue>>,
): string[] {
  const bodies = new Map(written.map(({ id, body }) => [id, body]))
  const places = new Map<string, string>()
  const standing = new Map<string, FactValue | undefined>()
  const unsure = new Set<string>()
  const blind = new Set<string>()
  const faults: string[] = []
  for (const entry of journal) {
    if (entry.kind === 'desk') {
      standing.set(entry.place, entry.value)
      unsure.delete(entry.place)
      continue
    }
    const body = bodies.get(entry.id)
    if (!body) continue
    if (body.kind !== 'state') {
      // What a pick puts there is the question's affair; the next value stated is sure again.
      for (const place of places.keys()) unsure.add(place)
      continue
    }
    const { place, value, seen } = body
    places.set(place, place)
    const before = standing.get(place)
    const sides = asked.get(place) ?? new Set()
    if (unsure.has(place)) blind.add(place)
    else if (before !== undefined && before !== value && seen?.value !== before) {
      blind.add(place)
      if (!sides.has(before) || !sides.has(value))
        faults.push(`silent: ${entry.id} wrote ${value} over ${before}, which it had not seen`)
    }
    standing.set(place, value)
    unsure.delete(place)
  }
  for (const [place, sides] of asked)
    if (sides.size > 0 && !blind.has(place)) faults.push(`a question about ${place} that nobody needs`)
  return faults
}
