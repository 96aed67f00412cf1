import { leaseEnded, MOST_TRIES, markAtContact, moveMark } from '@lastmile/field'
import { FieldDatabase, type Opening } from './database.ts'
import { FieldStore } from './field-store.ts'
import { isNoRoom, whereThereIsRoom } from './no-room.ts'
import { HARDNESS, makeDataKey, openDataKey, randomBytes, rewrap, stretch } from './vault.ts'

/** What the server gives a phone at a contact. */
export interface LeaseGiven {
  readonly deviceId: string
  readonly share: string
  readonly leaseUntil: string
  readonly serverNow: string
}

/** Why a phone did not open. */
export type Unopened =
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'wiped' }
  | { readonly kind: 'lease-ended' }
  /** The try could not be counted. */
  | { readonly kind: 'no-room' }

/** An open phone. */
export interface OpenPhone {
  readonly store: FieldStore
  readonly stretched: CryptoKey
}

let running = performance.now()

/** Milliseconds that this page has run since it was last asked. */
function ran(): number {
  const now = performance.now()
  const passed = now - running
  running = now
  return passed
}

/** The database of this phone. One for the page: two would not notice each other's deletion. */
let database = new FieldDatabase()

export function fieldDatabase(): FieldDatabase {
  return database
}

/**
 * The opening of this phone, with its mark moved on; null when it was never set up. A lease that has ended loses its share.
 * On a full phone the mark is moved for the caller alone: work goes on, and the disk follows when there is room.
 */
export async function presentOpening(): Promise<Opening | null> {
  const passed = ran()
  const moved = (opening: Opening): Opening => {
    const mark = moveMark(opening.mark, Date.now(), passed)
    return { ...opening, mark, share: leaseEnded(opening.leaseUntil, mark) ? null : opening.share }
  }
  try {
    return await database.transaction('rw', database.opening, async () => {
      const opening = await database.opening.get('opening')
      if (!opening) return null
      const next = moved(opening)
      await database.opening.put(next)
      return next
    })
  } catch (error) {
    if (!isNoRoom(error)) throw error
    const opening = await database.opening.get('opening')
    return opening ? moved(opening) : null
  }
}

/** The instant by the server's clock, as well as this phone knows it. */
export async function rightedNow(): Promise<Date> {
  const opening = await presentOpening()
  return new Date(opening ? Math.max(opening.mark.at, Date.now() + opening.mark.skew) : Date.now())
}

/** Sets this phone up: a data key under the passphrase and the share. */
export async function setUp(
  passphrase: string,
  owner: { readonly id: string; readonly name: string; readonly orgPath: string },
  lease: LeaseGiven,
): Promise<OpenPhone> {
  const salt = randomBytes(16)
  const stretched = await stretch(passphrase, salt, HARDNESS)
  const { key, wrapped } = await makeDataKey(stretched, lease.share)
  ran()
  await database.opening.put({
    key: 'opening',
    deviceId: lease.deviceId,
    ownerId: owner.id,
    ownerName: owner.name,
    ownerOrgPath: owner.orgPath,
    salt,
    ...HARDNESS,
    wrapped,
    share: lease.share,
    leaseUntil: Date.parse(lease.leaseUntil),
    mark: markAtContact(Date.parse(lease.serverNow), Date.now()),
    tries: 0,
    lastSync: null,
  })
  return { store: new FieldStore(database, key), stretched }
}

/**
 * Tries to open the phone. The try is counted on the disk before it is made, so that pulling the plug saves nobody a try;
 * the tenth wrong one in a row destroys everything.
 */
export async function open(passphrase: string): Promise<OpenPhone | Unopened> {
  const opening = await presentOpening()
  if (!opening) return { kind: 'wiped' }
  if (opening.share === null) return { kind: 'lease-ended' }
  const tries = opening.tries + 1
  try {
    await database.opening.update('opening', { tries })
  } catch (error) {
    if (!isNoRoom(error)) throw error
    return { kind: 'no-room' }
  }
  const stretched = await stretch(passphrase, opening.salt, opening)
  const key = await openDataKey(stretched, opening.share, opening.wrapped)
  if (key) {
    await whereThereIsRoom(() => database.opening.update('opening', { tries: 0 }))
    return { store: new FieldStore(database, key), stretched }
  }
  if (tries >= MOST_TRIES) {
    await wipe()
    return { kind: 'wiped' }
  }
  return { kind: 'wrong', left: MOST_TRIES - tries }
}

/** Destroys everything that this phone holds. */
export async function wipe(): Promise<void> {
  await database.delete()
  database = new FieldDatabase()
}

/** Notes a contact: the lease, the server's time. */
export async function keepLease(lease: LeaseGiven): Promise<void> {
  const opening = await presentOpening()
  if (!opening) return
  await whereThereIsRoom(() =>
    database.opening.update('opening', {
      share: lease.share,
      leaseUntil: Date.parse(lease.leaseUntil),
      mark: markAtContact(Date.parse(lease.serverNow), Date.now()),
    }),
  )
}

export async function noteSync(): Promise<void> {
  await whereThereIsRoom(() => database.opening.update('opening', { lastSync: Date.now() }))
}

/** Puts the phone under a new device number with a new share. */
export async function renumberPhone(phone: OpenPhone, lease: LeaseGiven): Promise<void> {
  const opening = await presentOpening()
  if (!opening?.share) throw new Error('the phone is not open')
  const wrapped = await rewrap(
    opening.wrapped,
    { stretched: phone.stretched, share: opening.share },
    { stretched: phone.stretched, share: lease.share },
  )
  await phone.store.renumber({
    ...opening,
    deviceId: lease.deviceId,
    wrapped,
    share: lease.share,
    leaseUntil: Date.parse(lease.leaseUntil),
    mark: markAtContact(Date.parse(lease.serverNow), Date.now()),
  })
}

/** How much room the browser still gives, in bytes; null where it does not say. */
export async function roomLeft(): Promise<number | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
}
