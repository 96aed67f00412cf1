import type pg from 'pg'
import { actorSettings } from '../../../../platform/db/index.ts'
import type { TableTrial } from './trial-kinds.ts'
import { type ActorRole, actorOf, insert, type Row, type World } from './world.ts'

/** Begins a transaction of the application role as an actor; without one it has no context at all. */
export async function beginAs(client: pg.ClientBase, world: World, role: ActorRole | null): Promise<void> {
  await client.query('BEGIN')
  if (role === null) return
  for (const [name, value] of Object.entries(actorSettings(actorOf(world, role), 'test'))) {
    await client.query('SELECT set_config($1, $2, true)', [name, value])
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

const DENIED = '42501'
/** Constraints are looked at after the policies: who gets so far was let through. */
const CONSTRAINTS = ['23505', '23503', '23514', '23502']

/** Runs a statement in a savepoint and undoes it; `null` when it was refused for lack of privilege. */
async function attempt<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T | null> {
  await client.query('SAVEPOINT trial')
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) === DENIED) return null
    throw error
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT trial')
  }
}

const keyOf = (row: Row, key: readonly string[]) => key.map((column) => String(row[column])).join('|')

/** What an actor really could do with a table, in the words of the expectation. */
export interface Found {
  readonly read: string[]
  readonly change: string[]
  readonly remove: string[]
  readonly added: string[]
  /** Rows changed by a statement that reads nothing: a policy must not let through blindly what it hides. */
  readonly changedBlindly: number
}

/** Tries reading, changing, removing and adding in one table as the actor of the running transaction. */
export async function tryTable(client: pg.ClientBase, trial: TableTrial, role: ActorRole): Promise<Found> {
  const { table, key, column } = trial
  const labels = new Map(trial.planted.map(({ row, label }) => [keyOf(row, key), label]))
  const named = (rows: readonly Row[] | null) =>
    (rows ?? []).flatMap((row) => labels.get(keyOf(row, key)) ?? []).sort()
  const columns = key.join(', ')
  const rows = (text: string) =>
    attempt(client, async () => (await client.query<Record<string, unknown>>(text)).rows)
  const read = named(await rows(`SELECT ${columns} FROM ${table}`))
  const change = named(await rows(`UPDATE ${table} SET ${column} = ${column} RETURNING ${columns}`))
  const blind = await attempt(
    client,
    async () => (await client.query(`UPDATE ${table} SET ${column} = ${column}`)).rowCount ?? 0,
  )
  const all = await rows(`UPDATE ${table} SET ${column} = ${column} RETURNING ${columns}`)
  const remove = named(await rows(`DELETE FROM ${table} RETURNING ${columns}`))
  const added: string[] = []
  for (const { label, row } of trial.attempts(role)) {
    const done = await attempt(client, async () => {
      try {
        await insert(client, table, row)
        return true
      } catch (error) {
        if (CONSTRAINTS.includes(codeOf(error))) return true
        throw error
      }
    })
    if (done) added.push(label)
  }
  return { read, change, remove, added: added.sort(), changedBlindly: (blind ?? 0) - (all?.length ?? 0) }
}

/** What the expectation says an actor may do with a table. */
export function expectedOf(trial: TableTrial, role: ActorRole): Found {
  const labelled = (what: 'read' | 'change' | 'remove') =>
    trial.planted.flatMap((planted) => (planted.allowed(role)[what] ? [planted.label] : [])).sort()
  return {
    read: labelled('read'),
    change: labelled('change'),
    remove: labelled('remove'),
    added: trial
      .attempts(role)
      .flatMap(({ label, allowed }) => (allowed ? [label] : []))
      .sort(),
    changedBlindly: 0,
  }
}
