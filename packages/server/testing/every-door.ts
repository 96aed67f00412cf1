import { contract } from '@lastmile/contract'
import type { TestDatabase } from './create-test-database.ts'

/** Every operation that reads, by its path. */
export const DOORS: readonly string[] = Object.values(contract).flatMap((group) =>
  Object.values(group).flatMap((procedure) => {
    const { method, path } = procedure['~orpc'].route
    return method === 'GET' && path ? [path] : []
  }),
)

/** What must not reach somebody: ids of households and of their members, and the words that name them. */
export interface Foreign {
  readonly households: number
  readonly ids: ReadonlySet<string>
  readonly words: readonly string[]
}

interface Family {
  readonly id: string
  readonly org_path: string
  readonly address: string | null
  readonly members: readonly { readonly id: string; readonly name: string }[]
}

/**
 * Households outside the area and the grants of an account, reckoned without row-level security. A name or address counts
 * when it is long enough to name somebody and nobody of the account's own households, and no account, bears it.
 */
export async function foreignTo(
  test: TestDatabase,
  account: { readonly id: string; readonly orgPath: string; readonly byArea: boolean },
): Promise<Foreign> {
  const { rows: families } = await test.superPool.query<Family>(
    `SELECT h.id, h.org_path, h.address, coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name)) FILTER (WHERE p.id IS NOT NULL), '[]') AS members
     FROM household h LEFT JOIN membership m ON m.household_id = h.id LEFT JOIN person p ON p.id = m.person_id GROUP BY h.id`,
  )
  const { rows: grants } = await test.superPool.query<{ household_id: string }>(
    `SELECT household_id FROM household_grant WHERE account_id = $1 OR organisation_path = $2`,
    [account.id, account.orgPath],
  )
  const { rows: staff } = await test.superPool.query<{ name: string }>(
    'SELECT display_name AS name FROM staff',
  )
  const granted = new Set(grants.map(({ household_id }) => household_id))
  const isOwn = ({ id, org_path }: Family) =>
    granted.has(id) || (account.byArea && org_path.startsWith(account.orgPath))
  const [own, other] = [families.filter(isOwn), families.filter((family) => !isOwn(family))]
  const wordsOf = (list: readonly Family[]) =>
    list.flatMap(({ address, members }) => [address ?? '', ...members.map(({ name }) => name)])
  const known = [...wordsOf(own), ...staff.map(({ name }) => name)].join('\n')
  const ownIds = new Set(own.flatMap(({ id, members }) => [id, ...members.map((member) => member.id)]))
  const ids = other.flatMap(({ id, members }) => [id, ...members.map((member) => member.id)])
  return {
    households: other.length,
    ids: new Set(ids.filter((id) => !ownIds.has(id))),
    words: [...new Set(wordsOf(other))].filter((word) => word.length >= 3 && !known.includes(word)),
  }
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What of it stands in an answer. */
export function leaks(answer: string, foreign: Foreign): string[] {
  const ids = (answer.match(UUID) ?? []).filter((id) => foreign.ids.has(id))
  return [...new Set([...ids, ...foreign.words.filter((word) => answer.includes(word))])]
}

/** What a door without anything in its path must be asked with. */
const ASKED_WITH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/family-groups': { group: 'key_service' },
  '/what-if/setting': { policies: 'dibao' },
  '/what-if/columns': { policies: 'dibao' },
  '/policy-effect/households': { policy: 'dibao', kind: 'entitled' },
}
/** Doors that need more than a guess: a search is walked apart, the others show nothing of a household but by what they are given. */
const WALKED_APART = ['/households/search', '/answers', '/what-if/report.xlsx', '/what-if/report.docx']

/** The doors that open without naming anything. */
export const OPEN_DOORS = DOORS.filter((path) => !path.includes('{') && !WALKED_APART.includes(path)).map(
  (path) => ({ path, query: ASKED_WITH[path] ?? {} }),
)

/** The tables whose rows a door names first, by the first part of its path; the others name nothing that belongs to households. */
const KEYS: Readonly<Record<string, string>> = {
  cases: 'case_file',
  gaps: 'gap',
  households: 'household',
  imports: 'import_batch',
  'policy-notices': 'notice',
  visits: 'visit',
}
const NOT_OF_HOUSEHOLDS = [
  ...['bulletins', 'instruments', 'policies', 'policy-changes', 'sources', 'family-groups', 'what-if'],
  ...['campaigns', 'field', 'jobs'],
]

export interface LockedDoor {
  readonly path: string
  readonly table: string
}

/** The doors that name a household, or what belongs to one. A door of a new kind must be told here what it names. */
export const LOCKED_DOORS: readonly LockedDoor[] = DOORS.filter((path) => path.includes('{')).flatMap(
  (path) => {
    const [, first = ''] = path.split('/')
    const table = KEYS[first]
    if (table === undefined && !NOT_OF_HOUSEHOLDS.includes(first))
      throw new Error(`${path}: say in every-door.ts which table its rows are of`)
    return table === undefined ? [] : [{ path, table }]
  },
)

/** A locked door with the id of something put in; other parts of the path by what may stand there. */
export function addressOf({ path }: LockedDoor, id: string): string {
  const others: Readonly<Record<string, string>> = {
    fact: 'monthly_income',
    policy: 'dibao',
    row: '2',
    fileId: id,
  }
  let first = true
  const query = path.includes('{fact}') ? `?entityId=${id}` : ''
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!first) return others[name] ?? id
    first = false
    return id
  })
  return `${address}${query}`
}
