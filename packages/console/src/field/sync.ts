import { newId } from '@lastmile/domain'
import { nextBatch } from '@lastmile/field'
import { problemOf } from '@lastmile/web-kit'
import { client, queryClient } from '../app/api.ts'
import { ME_KEY, type Session } from '../app/session.ts'
import { isNoRoom } from './store/no-room.ts'
import {
  fieldDatabase,
  keepLease,
  noteSync,
  type OpenPhone,
  presentOpening,
  renumberPhone,
  rightedNow,
  wipe,
} from './store/phone.ts'

/** How a sync ended. */
export type SyncEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'other-account' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'failed'; readonly message: { readonly zh: string; readonly en: string } }

/** One request: so much that a broken line costs little, so little that the server takes it. */
const BATCH = { operations: 20, bytes: 600_000 }
const PAGE = 200
/** As many households as the server lets a phone carry. */
const MOST_CARRIED = 3000

/** Who is signed in, asked now; null: nobody. */
export async function whoIsHere(): Promise<Session | null> {
  const me = await client.identity.me()
  queryClient.setQueryData(ME_KEY, me)
  return me
}

/** Renews the lease of a phone that is shut, so that it can be opened again. */
export async function fetchLease(): Promise<SyncEnd> {
  return ended(async () => {
    const opening = await presentOpening()
    if (!opening) return { kind: 'revoked' }
    const refused = await refusedSession(opening.ownerId)
    if (refused) return refused
    await keepLease(await client.visits.renewLease({ id: opening.deviceId }))
    return { kind: 'done' }
  })
}

/**
 * Sends what waits, in order, then fetches what is new. Whatever breaks in between, the next call goes on where this one
 * stopped. One at a time, whatever number of windows is open.
 */
export function sync(phone: OpenPhone): Promise<SyncEnd> {
  return navigator.locks.request('lastmile-field-sync', () => ended(() => run(phone)))
}

async function refusedSession(ownerId: string): Promise<SyncEnd | null> {
  const me = await whoIsHere()
  if (me === null) return { kind: 'signed-out' }
  return me.id === ownerId ? null : { kind: 'other-account' }
}

async function run(phone: OpenPhone): Promise<SyncEnd> {
  const opening = await presentOpening()
  if (!opening) return { kind: 'revoked' }
  const refused = await refusedSession(opening.ownerId)
  if (refused) return refused
  await keepLease(await client.visits.renewLease({ id: opening.deviceId }))
  await pushAll(phone)
  await fetchAsked(phone)
  await pullAll(phone)
  await fetchForms()
  await fetchLibrary()
  const me = queryClient.getQueryData<Session>(ME_KEY)
  if (me?.permissions.includes('household.create'))
    await phone.store.keepNewcomers(await client.visits.newcomers())
  await noteSync()
  return { kind: 'done' }
}

async function deviceId(): Promise<string> {
  const opening = await presentOpening()
  if (!opening) throw new Error('the phone was wiped')
  return opening.deviceId
}

async function pushAll({ store, ...phone }: OpenPhone): Promise<void> {
  for (;;) {
    const sizes = await store.waitingSizes()
    if (sizes.length === 0) return
    const batch = nextBatch(
      {
        deviceId: '',
        nextSeq: 0,
        waiting: sizes.map(({ seq, id, bytes }) => ({ seq, id, writtenAt: '', body: bytes })),
      },
      BATCH,
      ({ body }) => body,
    )
    const operations = await store.operations(batch.map(({ id }) => id))
    const answer = await client.visits.push({
      id: await deviceId(),
      sentAt: (await rightedNow()).toISOString(),
      operations: operations.map((operation) => ({ ...operation })),
    })
    await store.acknowledge(answer.receipts)
    if (answer.next === 'renumber') await numberAnew({ store, ...phone })
  }
}

/** The numbers of phone and server no longer fit: a new device number, the same pack, the same work in the same order. */
async function numberAnew(phone: OpenPhone): Promise<void> {
  const lease = await client.visits.registerDevice({ key: newId(), name: deviceName() })
  const carried = await phone.store.householdIds()
  if (carried.length > 0) await client.visits.choosePack({ id: lease.deviceId, add: carried })
  await renumberPhone(phone, lease)
}

async function pullAll({ store }: OpenPhone): Promise<void> {
  const id = await deviceId()
  for (;;) {
    const page = await client.visits.pull({ id, cursor: await store.cursor(), limit: PAGE })
    await store.keepPage({ ...page, questions: page.more ? null : page.questions })
    if (!page.more) return
  }
}

/** What campaigns ask of this person, with their forms; households that are asked about come along with the pull. */
async function fetchAsked({ store }: OpenPhone): Promise<void> {
  const at = (await rightedNow()).toISOString()
  const { campaigns, forms } = await client.surveys.forPhone()
  await fieldDatabase().forms.bulkPut(forms)
  await store.keepAsked({ at, campaigns })
  const carried = new Set(await store.householdIds())
  const asked = new Set(campaigns.flatMap(({ households }) => households.map(({ id }) => id)))
  const add = [...asked].filter((id) => !carried.has(id)).slice(0, Math.max(0, MOST_CARRIED - carried.size))
  if (add.length > 0) await client.visits.choosePack({ id: await deviceId(), add })
}

async function fetchForms(): Promise<void> {
  const forms = await client.visits.forms()
  // Older versions stay: work begun with them is finished with them.
  await fieldDatabase().forms.bulkPut(forms)
}

/** Policies, and the scheme of assessment with the scales: fetched when they are others than those at hand. */
async function fetchLibrary(): Promise<void> {
  const db = fieldDatabase()
  for (const name of ['library', 'assessment'] as const) {
    const known = await db.library.get(name)
    const { hash, bundle } = await client.visits[name](known ? { known: known.hash } : {})
    if (bundle !== null) await db.library.put({ name, hash, bundle })
  }
}

/** How this phone is called in lists: what the browser says of it. */
export function deviceName(): string {
  const agent = navigator.userAgent
  const kind = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iPhone' : '电脑 / computer'
  return `${kind} · ${new Date().toISOString().slice(0, 10)}`
}

async function ended(work: () => Promise<SyncEnd>): Promise<SyncEnd> {
  try {
    return await work()
  } catch (error) {
    if (isNoRoom(error)) return { kind: 'no-room' }
    const problem = problemOf(error)
    if (problem.code.startsWith('device_revoked')) {
      await wipe()
      return { kind: 'revoked' }
    }
    if (problem.kind === 'offline') return { kind: 'offline' }
    if (problem.kind === 'signed-out') return { kind: 'signed-out' }
    return { kind: 'failed', message: problem.happened }
  }
}
