import { newIdAt } from '@lastmile/domain'
import type pg from 'pg'
import type { TransactionActor } from '../../../../platform/db/index.ts'

/** Instant of everything in this world. */
export const AT = '2025-06-16T01:00:00.000Z'
export const id = () => newIdAt(new Date(AT))

/**
 * The places where a row may lie. `c1`: a committee of the first street; `s2`: one of the second street; `foreign`:
 * one of another district; `granted`: also there, its household granted to every actor; `ended`: also there, with a
 * grant that has ended.
 */
export const PLACES = ['c1', 's2', 'foreign', 'granted', 'ended'] as const
export type Place = (typeof PLACES)[number]

export const PATHS: Readonly<Record<Place, string>> = {
  c1: '310118/310118001/310118001001/',
  s2: '310118/310118002/310118002001/',
  foreign: '310119/310119001/310119001001/',
  granted: '310119/310119001/310119001002/',
  ended: '310119/310119001/310119001003/',
}

export const ORGANISATION = '310118/so-test/'

/** One actor of every role, and the unit it belongs to. */
export const UNITS = {
  bureau: '310118/',
  backbone: '310118/310118001/',
  cadre: '310118/310118001/310118001001/',
  social_worker: ORGANISATION,
  supervisor: '310118/',
  org_manager: ORGANISATION,
  volunteer: '310118/310118001/',
  resident: '310118/310118001/310118001001/',
  auditor: '310118/',
  administrator: '310118/',
  system: '310118/',
  auth: '',
  sealer: '',
} as const satisfies Record<TransactionActor['role'], string>

export type ActorRole = keyof typeof UNITS
export const ROLES = Object.keys(UNITS) as ActorRole[]

/** Ids of the rows that others hang on. */
export interface World {
  readonly actors: Readonly<Record<ActorRole, string>>
  /** Somebody who is none of the actors. */
  readonly stranger: string
  readonly household: Readonly<Record<Place, string>>
  readonly person: Readonly<Record<Place, string>>
  readonly caseFile: Readonly<Record<Place, string>>
  readonly contact: Readonly<Record<Place, string>>
  readonly visit: Readonly<Record<Place, string>>
  readonly signal: Readonly<Record<Place, string>>
  readonly batch: Readonly<Record<Place, string>>
  readonly sourceKey: Readonly<Record<Place, string>>
  readonly linkPair: Readonly<Record<Place, string>>
  readonly file: Readonly<Record<Place, string>>
  /** A draft of the policy desk. */
  readonly change: string
}

export function makeWorld(): World {
  const each = () => Object.fromEntries(PLACES.map((place) => [place, id()])) as Record<Place, string>
  return {
    actors: Object.fromEntries(ROLES.map((role) => [role, id()])) as Record<ActorRole, string>,
    stranger: id(),
    household: each(),
    person: each(),
    caseFile: each(),
    contact: each(),
    visit: each(),
    signal: each(),
    batch: each(),
    sourceKey: each(),
    linkPair: each(),
    file: each(),
    change: id(),
  }
}

export function actorOf(world: World, role: ActorRole): TransactionActor {
  return {
    userId: role === 'auth' || role === 'sealer' ? '' : world.actors[role],
    role,
    orgPath: UNITS[role],
  }
}

export type Row = Readonly<Record<string, unknown>>

/** Inserts a row; arrays of bytes and JSON as they are. */
export async function insert(client: Pick<pg.ClientBase, 'query'>, table: string, row: Row): Promise<void> {
  const names = Object.keys(row)
  const holes = names.map((_, index) => `$${index + 1}`)
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${holes.join(', ')})`,
    Object.values(row),
  )
}

/** Grants of the world: to each actor by account, and to the organisation's managers by unit. */
export function grantsOf(world: World): Row[] {
  const grants: Row[] = []
  for (const place of ['granted', 'ended'] as const) {
    const base = {
      household_id: world.household[place],
      org_path: PATHS[place],
      reason: 'case_team',
      from_at: AT,
      until_at: place === 'ended' ? AT : null,
    }
    for (const role of ROLES) {
      if (role === 'org_manager') grants.push({ id: id(), ...base, organisation_path: ORGANISATION })
      else grants.push({ id: id(), ...base, account_id: world.actors[role] })
    }
  }
  return grants
}
