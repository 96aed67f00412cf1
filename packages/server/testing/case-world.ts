import { type Actor, newId, type Role } from '@lastmile/domain'
import { type Tx, withActor } from '../src/platform/db/index.ts'
import { createTestDatabase, type TestDatabase } from './create-test-database.ts'
import { fixedClock } from './small-world.ts'

export const STREET = '310118/310118001/'
export const COMMITTEE = '310118/310118001/310118001001/'
export const ORGANISATION = '310118/so-test/'

export type Person =
  | 'backbone'
  | 'cadre'
  | 'cadreElsewhere'
  | 'worker'
  | 'otherWorker'
  | 'supervisor'
  | 'manager'
  | 'volunteer'
  | 'bureau'
  | 'resident'

const PEOPLE: Record<Person, { role: Role; orgPath: string; name: string }> = {
  backbone: { role: 'backbone', orgPath: STREET, name: '周骨干' },
  cadre: { role: 'cadre', orgPath: COMMITTEE, name: '李干部' },
  cadreElsewhere: { role: 'cadre', orgPath: '310118/310118002/310118002001/', name: '外街干部' },
  worker: { role: 'social_worker', orgPath: ORGANISATION, name: '王社工' },
  otherWorker: { role: 'social_worker', orgPath: '310118/so-other/', name: '别家社工' },
  supervisor: { role: 'supervisor', orgPath: '310118/', name: '陈督导' },
  manager: { role: 'org_manager', orgPath: ORGANISATION, name: '赵主任' },
  volunteer: { role: 'volunteer', orgPath: STREET, name: '孙志愿' },
  bureau: { role: 'bureau', orgPath: '310118/', name: '区局' },
  resident: { role: 'resident', orgPath: COMMITTEE, name: '吴阿婆' },
}

/** A street with one household and everybody who may have a part in its case. */
export interface CaseWorld {
  readonly test: TestDatabase
  readonly clock: ReturnType<typeof fixedClock>
  readonly ids: Readonly<Record<Person, string>>
  /** The household of 吴阿婆, granted to the resident. */
  readonly household: string
  as<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Makes the world on a database of its own. */
export async function caseWorld(): Promise<CaseWorld> {
  const test = await createTestDatabase()
  const clock = fixedClock()
  const ids = Object.fromEntries(Object.keys(PEOPLE).map((person) => [person, newId()])) as Record<
    Person,
    string
  >
  const household = newId()
  const insert = (text: string, values: unknown[]) => test.superPool.query(text, values)
  const units: [string, string][] = [
    ['310118/', 'district'],
    [STREET, 'street'],
    ['310118/310118002/', 'street'],
    [COMMITTEE, 'committee'],
    ['310118/310118002/310118002001/', 'committee'],
    [ORGANISATION, 'organisation'],
    ['310118/so-other/', 'organisation'],
  ]
  for (const [path, kind] of units)
    await insert('INSERT INTO org (id, code, path, kind, name_zh) VALUES ($1, $2, $2, $3, $2)', [
      newId(),
      path,
      kind,
    ])
  for (const [person, { role, orgPath, name }] of Object.entries(PEOPLE))
    if (role !== 'resident')
      await insert('INSERT INTO staff (account_id, display_name, role, org_path) VALUES ($1, $2, $3, $4)', [
        ids[person as Person],
        name,
        role,
        orgPath,
      ])
  await insert(
    `INSERT INTO household (id, no, org_path, head_name, source, created_at, updated_at)
     VALUES ($1, 'H-0001', $2, '吴阿婆', 'test', now(), now())`,
    [household, COMMITTEE],
  )
  await insert(
    `INSERT INTO household_grant (id, household_id, org_path, account_id, reason, from_at)
     VALUES ($1, $2, $3, $4, 'own_household', now())`,
    [newId(), household, COMMITTEE, ids.resident],
  )
  return {
    test,
    clock,
    ids,
    household,
    as: (person, work) => {
      const actor: Actor = { userId: ids[person], ...PEOPLE[person] }
      return withActor(test.database, actor, { clock, purpose: 'test', requestId: null }, work)
    },
    close: () => test.close(),
  }
}
