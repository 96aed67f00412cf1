import { checkCharacter, newId, type Role } from '@lastmile/domain'
import { type Tx, withActor } from '../src/platform/db/index.ts'
import {
  type ApiClient,
  createTestApp,
  createTestDatabase,
  type TestApp,
  type TestDatabase,
} from './index.ts'

export const DISTRICT = '310118/'
export const STREET = '310118/310118001/'
export const COMMITTEE = '310118/310118001/310118001001/'
export const NEXT_COMMITTEE = '310118/310118001/310118001002/'
export const OTHER_STREET = '310118/310118002/'
export const OTHER_COMMITTEE = '310118/310118002/310118002001/'
export const ORGANISATION = '310118/so-test/'

const UNITS: readonly [path: string, kind: string, name: string][] = [
  [DISTRICT, 'district', '青浦区'],
  [STREET, 'street', '夏阳街道'],
  [COMMITTEE, 'committee', '青安居委会'],
  [NEXT_COMMITTEE, 'committee', '青平居委会'],
  [OTHER_STREET, 'street', '盈浦街道'],
  [OTHER_COMMITTEE, 'committee', '盈中居委会'],
  [ORGANISATION, 'organisation', '青暖社工服务社'],
]

const PEOPLE = {
  bureau: ['bureau', DISTRICT, '区局'],
  bureauSecond: ['bureau', DISTRICT, '区局复核'],
  backbone: ['backbone', STREET, '周骨干'],
  backboneElsewhere: ['backbone', OTHER_STREET, '外街骨干'],
  cadre: ['cadre', COMMITTEE, '李干部'],
  cadreNext: ['cadre', NEXT_COMMITTEE, '隔壁干部'],
  cadreElsewhere: ['cadre', OTHER_COMMITTEE, '外街干部'],
  worker: ['social_worker', ORGANISATION, '王社工'],
  manager: ['org_manager', ORGANISATION, '赵主任'],
  supervisor: ['supervisor', DISTRICT, '陈督导'],
  volunteer: ['volunteer', STREET, '孙志愿'],
  resident: ['resident', COMMITTEE, '吴阿婆'],
  auditor: ['auditor', DISTRICT, '审计员'],
  administrator: ['administrator', DISTRICT, '管理员'],
} as const satisfies Record<string, readonly [Role, string, string]>

export type AreaPerson = keyof typeof PEOPLE

/** Two streets with their people, an organisation, and the whole server on a database of its own. */
export interface Area {
  readonly test: TestDatabase
  readonly app: TestApp
  /** The client of a person, signed in once. */
  as(person: AreaPerson): Promise<ApiClient>
  /** Rows as nobody binds them. */
  rows<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  /** Works in a transaction of the platform itself. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Opens a household through the API as its cadre, after the search. */
  openHousehold(
    head: NewHead,
    place?: { as?: AreaPerson; orgPath?: string; address?: string },
  ): Promise<string>
  /** Opens a household to an account. */
  grant(householdId: string, accountId: string): Promise<void>
  /** Lets time pass; sessions end with it and are begun anew. */
  later(ms: number): void
  close(): Promise<void>
}

export interface NewHead {
  readonly name: string
  readonly idNumber?: string
  readonly birthDate?: string
  readonly sex?: 'male' | 'female'
  readonly phone?: string
  readonly docMissingReason?: string
}

/** A synthetic identity number of nobody (region 310199). Odd sequence: male. */
export function idNumber(birthDate: string, sequence: number): string {
  const first17 = `310199${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

/** `work`: whether this process works on jobs. */
export async function makeArea(options: { readonly work?: boolean } = {}): Promise<Area> {
  const test = await createTestDatabase()
  const rows = async <Row>(text: string, values: unknown[] = []) =>
    (await test.superPool.query(text, values)).rows as Row[]
  for (const [path, kind, name] of UNITS) {
    const code = path.split('/').at(-2)
    await rows(
      `INSERT INTO org (id, code, path, parent_path, kind, name_zh) VALUES ($1, $2, $3, nullif($4, ''), $5, $6)`,
      [newId(), code, path, path.slice(0, path.lastIndexOf('/', path.length - 2) + 1), kind, name],
    )
  }
  const app = await createTestApp(test, options)
  const clients = new Map<AreaPerson, Promise<ApiClient>>()
  const accounts = new Map<AreaPerson, string>()
  const as = (person: AreaPerson) => {
    const [role, orgPath, name] = PEOPLE[person]
    const id = accounts.get(person) ?? newId()
    accounts.set(person, id)
    const client = clients.get(person) ?? app.signedInAs(role, orgPath, { id, name })
    clients.set(person, client)
    return client
  }
  return {
    test,
    app,
    as,
    rows,
    system: (work) =>
      withActor(
        test.database,
        { userId: '', role: 'system', orgPath: DISTRICT },
        { clock: app.clock, purpose: 'test' },
        work,
      ),
    openHousehold: async (head, place = {}) => {
      const client = await as(place.as ?? 'cadre')
      const checked = await client.post<{ token: string }>('/households/check', {
        name: head.name,
        ...(head.idNumber ? { idNumber: head.idNumber } : {}),
      })
      const created = await client.post<{ id: string }>('/households', {
        key: newId(),
        checkToken: checked.body.token,
        orgPath: place.orgPath ?? client.orgPath,
        ...(place.address ? { address: place.address } : {}),
        head: { ...head, ...(head.idNumber || head.docMissingReason ? {} : { docMissingReason: '未带' }) },
      })
      if (created.status !== 200) throw new Error(JSON.stringify(created.body))
      return created.body.id
    },
    grant: async (householdId, accountId) => {
      await rows(
        `INSERT INTO household_grant (id, household_id, org_path, account_id, reason, from_at)
         SELECT $1, id, org_path, $3, 'case_team', now() FROM household WHERE id = $2`,
        [newId(), householdId, accountId],
      )
    },
    later: (ms) => {
      app.clock.advance(ms)
      clients.clear()
    },
    close: async () => {
      await app.close()
      await test.close()
    },
  }
}
