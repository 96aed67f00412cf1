import { HOUSEHOLD_RULES, hasAccount, isOneOf, reaches, within } from './expectations.ts'
import { householdRow } from './household-rows.ts'
import { type ActorRole, PLACES, type Place, type Row, type World } from './world.ts'

/** What may be done with one row. */
export interface Allowed {
  readonly read: boolean
  readonly change: boolean
  readonly remove: boolean
}

/** A row that lies in the table, and what an actor may do with it. */
export interface Planted {
  readonly label: string
  readonly row: Row
  allowed(role: ActorRole): Allowed
}

/** A row that an actor tries to add. */
export interface Attempt {
  readonly label: string
  readonly row: Row
  readonly allowed: boolean
}

/** How one table is tried. */
export interface TableTrial {
  readonly table: string
  /** The primary key, to tell rows apart. */
  readonly key: readonly string[]
  /** The column that is set to itself to try a change. */
  readonly column: string
  readonly planted: readonly Planted[]
  attempts(role: ActorRole): readonly Attempt[]
}

export const never: Allowed = { read: false, change: false, remove: false }

export function householdTrial(world: World, table: string): TableTrial {
  const rule = HOUSEHOLD_RULES[table]
  if (!rule) throw new Error(`no rule for ${table}`)
  const { key, row } = householdRow(table)
  return {
    table,
    key,
    column: 'org_path',
    planted: PLACES.map((place) => ({
      label: place,
      row: row(world, place, 'planted'),
      allowed: (role) => {
        const reached = reaches(role, place)
        const ok = (names: readonly ActorRole[]) => reached && names.includes(role)
        return { read: ok(rule.read), change: ok(rule.change), remove: ok(rule.remove) }
      },
    })),
    attempts: (role) =>
      PLACES.map((place) => ({
        label: place,
        row: row(world, place, 'new'),
        // A household that does not exist yet cannot have been granted.
        allowed:
          rule.add.includes(role) && reaches(role, place) && !(table === 'household' && place === 'granted'),
      })),
  }
}

/** Rows of an account: its own, and somebody else's. */
export function ownTrial(
  world: World,
  table: string,
  options: {
    readonly key: readonly string[]
    readonly column: string
    /** Roles that deal with everybody's. */
    readonly all: string
    readonly row: (accountId: string) => Row
    readonly change: boolean
    readonly remove: boolean
  },
): TableTrial {
  const accounts = Object.values(world.actors).concat(world.stranger)
  const may = (role: ActorRole, accountId: string) =>
    isOneOf(role, options.all) || (hasAccount(role) && world.actors[role] === accountId)
  return {
    table,
    key: options.key,
    column: options.column,
    planted: accounts.map((accountId) => ({
      label: accountId === world.stranger ? 'stranger' : 'an actor',
      row: options.row(accountId),
      allowed: (role) => {
        const ok = may(role, accountId)
        return { read: ok, change: ok && options.change, remove: ok && options.remove }
      },
    })),
    attempts: (role) =>
      [world.actors[role], world.stranger].map((accountId) => ({
        label: accountId === world.stranger ? 'for a stranger' : 'for itself',
        row: options.row(accountId),
        allowed: may(role, accountId),
      })),
  }
}

/** Rows of a unit, for roles within their range. */
export function unitTrial(
  table: string,
  options: {
    readonly key: readonly string[]
    readonly column: string
    readonly row: (place: Place, which: 'planted' | 'new') => Row
    readonly read: string
    readonly add: string
    readonly change: string
    readonly remove: string
  },
): TableTrial {
  return {
    table,
    key: options.key,
    column: options.column,
    planted: PLACES.map((place) => ({
      label: place,
      row: options.row(place, 'planted'),
      allowed: (role) => {
        const ok = (names: string) => isOneOf(role, names) && within(role, place)
        return { read: ok(options.read), change: ok(options.change), remove: ok(options.remove) }
      },
    })),
    attempts: (role) =>
      PLACES.map((place) => ({
        label: place,
        row: options.row(place, 'new'),
        allowed: isOneOf(role, options.add) && within(role, place),
      })),
  }
}

/** Rows that have no place: whole roles may, or may not. */
export function plainTrial(
  table: string,
  options: {
    readonly key: readonly string[]
    readonly column: string
    readonly row: () => Row
    readonly read: string
    readonly add: string
    readonly change: string
    readonly remove?: string
  },
): TableTrial {
  return {
    table,
    key: options.key,
    column: options.column,
    planted: [
      {
        label: 'a row',
        row: options.row(),
        allowed: (role) => ({
          read: isOneOf(role, options.read),
          change: isOneOf(role, options.change),
          remove: isOneOf(role, options.remove ?? ''),
        }),
      },
    ],
    attempts: (role) => [{ label: 'a row', row: options.row(), allowed: isOneOf(role, options.add) }],
  }
}

let serial = 0

/** A number that no other row has. */
export const next = () => ++serial
export const uniqueBytes = () => Buffer.from(`row-${next()}`)
