import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkCharacter, newId } from '@lastmile/domain'
import { readFacts } from '@lastmile/rules/node'
import type pg from 'pg'
import { parse } from 'yaml'
import { createTestDatabase, fixedClock, type TestDatabase } from '../../../../testing/database.ts'
import { Keyring } from '../../../platform/crypto/index.ts'
import { type Clock, type TransactionActor, withActor } from '../../../platform/db/index.ts'
import { Events } from '../../../platform/events/index.ts'
import type { Database } from '../../../platform/postgres/index.ts'
import { readLinkModel } from '../../households/index.ts'
import { loadOrgTree, readOrgFile } from '../../identity/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { bufferBytes } from '../files/bytes.ts'
import type { ProblemView } from '../service/present-batch.ts'
import type { RunOptions } from '../service/run-import.ts'
import { allProblems, type InPlaceImport, importInPlace } from '../service/run-in-place.ts'
import { readLayouts, readOrder } from '../sources/read-layouts.ts'
import type { BatchRow } from '../store/batches.ts'

const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url))

export const DISTRICT = '310118/'

/** The layouts and the dictionary of the repository itself. */
export const facts = readFacts(ROOT)
export const layouts = readLayouts(`${ROOT}districts/qingpu/sources`, facts)
const order = readOrder(`${ROOT}districts/qingpu`, layouts, facts)

/** A district without households, to import into. */
export interface ImportWorld {
  readonly test: TestDatabase
  readonly deps: DiscoveryDeps
  readonly clock: ReturnType<typeof fixedClock>
  readonly actor: TransactionActor
  run(
    file: Buffer,
    options?: Partial<InPlaceImport> & RunOptions & { readonly actor?: TransactionActor },
  ): Promise<Imported>
  /** Everything that an import may write, as comparable text: no ids, no times. */
  snapshot(): Promise<string>
  /** Numbers of rows of the tables an import may write. */
  counts(): Promise<Record<string, number>>
  empty(): Promise<void>
  close(): Promise<void>
}

export interface Imported {
  readonly batch: BatchRow
  readonly problems: readonly ProblemView[]
}

const WRITTEN = [
  'household',
  'person',
  'membership',
  'fact',
  'benefit_receipt',
  'search_token',
  'household_now',
  'person_now',
]
/** In the order in which rows can go. */
const CHILDREN = [
  'search_token',
  'benefit_receipt',
  'fact',
  'household_now',
  'person_now',
  'membership',
  'person',
  'household',
]
const OWN = [
  'import_problem',
  'import_row',
  'import_batch',
  'file_chunk',
  'stored_file',
  'import_template',
  'job',
]

export async function importWorld(): Promise<ImportWorld> {
  const test = await createTestDatabase()
  const clock = fixedClock('2025-07-02T02:00:00.000Z')
  const deps = await importDeps(test.database, clock)
  const actor: TransactionActor = { userId: newId(), role: 'system', orgPath: DISTRICT }
  const rows = async (sql: string) => (await test.superPool.query(sql)).rows
  return {
    test,
    deps,
    clock,
    actor,
    run: async (file, options = {}) => {
      const input = { source: 'dibao-roster', fileName: '名单-2025-06.csv', dryRun: false, ...options }
      const who = options.actor ?? actor
      const batch = await importInPlace(deps, who, { ...input, file: bufferBytes(file) }, options)
      return { batch, problems: await allProblems(deps, who, batch.id) }
    },
    snapshot: () => snapshotOf(test.superPool),
    counts: async () => {
      const counts: Record<string, number> = {}
      for (const table of WRITTEN)
        counts[table] = Number((await rows(`SELECT count(*) AS n FROM ${table}`))[0]?.n)
      return counts
    },
    empty: async () => {
      for (const table of [...OWN, ...CHILDREN]) await test.superPool.query(`DELETE FROM ${table}`)
    },
    close: () => test.close(),
  }
}

/** All that imports wrote, as comparable text: no ids, no times. The pool must see every row. */
export async function snapshotOf(pool: pg.Pool): Promise<string> {
  const rows = async (sql: string) => (await pool.query(sql)).rows
  return JSON.stringify([
    await rows(
      `SELECT p.name, p.sex, p.birth_date::text, p.phone_masked, p.id_number_masked, p.org_path, m.relation,
         h.address, h.head_name FROM person p JOIN membership m ON m.person_id = p.id
         JOIN household h ON h.id = p.household_id ORDER BY 1, 3, 5, 2, 4`,
    ),
    await rows(
      `SELECT h.head_name, h.address, p.name, f.fact, f.value::text, f.valid_from::text, f.source_row FROM fact f
         JOIN household h ON h.id = f.household_id LEFT JOIN person p ON p.id = f.entity_id
         ORDER BY 1, 2, 3, 4, 5, 6, 7`,
    ),
    await rows(
      `SELECT h.head_name, h.address, p.name, r.policy, r.amount_fen, r.from_date::text, r.to_date::text
         FROM benefit_receipt r JOIN household h ON h.id = r.household_id LEFT JOIN person p ON p.id = r.person_id
         ORDER BY 1, 2, 3, 4, 5, 6, 7`,
    ),
  ])
}

/** Dependencies of imports on a database, with keys that are always the same; brings the org tree along. */
export async function importDeps(db: Database, clock: Clock): Promise<DiscoveryDeps> {
  const key = (fill: number) => ({ id: `test${fill}`, bytes: Buffer.alloc(32, fill) })
  const keys = new Keyring({ path: '(test)', master: key(7), index: key(8), retired: [] })
  const system: TransactionActor = { userId: '', role: 'system', orgPath: DISTRICT }
  const tree = readOrgFile(`${ROOT}districts/qingpu/org.yaml`)
  await withActor(db, system, { clock, purpose: 'test' }, (tx) => loadOrgTree(tx, tree))
  const linkModel = readLinkModel(parse(readFileSync(`${ROOT}districts/qingpu/linkage.yaml`, 'utf8')))
  const knowsPolicy = () => true
  return { db, clock, keys, facts, layouts, order, knowsPolicy, linkModel, events: new Events() }
}

let serial = 0

/** An identity number that is valid and belongs to nobody (region 310199). */
export function madeNumber(birthDate = '1950-01-01', sex: 'male' | 'female' = 'male'): string {
  serial += 1
  const order = String((serial % 450) * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')
  const shifted = new Date(Date.parse(birthDate) + Math.floor(serial / 450) * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const first17 = `310199${shifted.replaceAll('-', '')}${order}`
  return first17 + checkCharacter(first17)
}
