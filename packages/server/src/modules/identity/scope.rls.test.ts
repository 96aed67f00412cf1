import { newId, type OrgPath, type Role, SEES_HOUSEHOLDS_BY_AREA } from '@lastmile/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, fixedClock, type TestDatabase } from '../../../testing/database.ts'
import { withActor } from '../../platform/db/index.ts'

/** A tree of units by their parents, and households and grants in it, drawn at random. */
interface Drawn {
  /** Parent of each unit by index; the first has none. Codes may be beginnings of each other. */
  readonly units: readonly { readonly parent: number; readonly code: string }[]
  readonly households: readonly number[]
  readonly role: Role
  readonly seat: number
  /** Household, whether the grant is alive, and whether it is the actor's. */
  readonly grants: readonly { readonly household: number; readonly alive: boolean; readonly mine: boolean }[]
}

const ROLES: readonly Role[] = [
  'bureau',
  'backbone',
  'cadre',
  'supervisor',
  'social_worker',
  'org_manager',
  'resident',
  'volunteer',
  'auditor',
  'administrator',
]
const READERS: readonly Role[] = [
  'bureau',
  'backbone',
  'cadre',
  'supervisor',
  'social_worker',
  'org_manager',
  'resident',
]

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: 12 }).chain((size) =>
  fc.record({
    units: fc.tuple(
      ...Array.from({ length: size }, (_, index) =>
        fc.record({
          parent: index === 0 ? fc.constant(-1) : fc.nat({ max: index - 1 }),
          code: fc.stringMatching(/^[0-9a-z-]{1,3}$/),
        }),
      ),
    ),
    households: fc.array(fc.nat({ max: size - 1 }), { minLength: 1, maxLength: 12 }),
    role: fc.constantFrom(...ROLES),
    seat: fc.nat({ max: size - 1 }),
    grants: fc.array(fc.record({ household: fc.nat({ max: 11 }), alive: fc.boolean(), mine: fc.boolean() }), {
      maxLength: 6,
    }),
  }),
)

/** Paths of the units; codes that brothers share get their index, so that each unit is its own. */
function pathsOf(units: Drawn['units'], root: string): OrgPath[] {
  const paths: OrgPath[] = []
  for (const [index, { parent, code }] of units.entries()) {
    const above = paths[parent] ?? ''
    const plain = index === 0 ? `${root}/` : `${above}${code}/`
    paths.push(paths.includes(plain) ? `${above}${code}-${index}/` : plain)
  }
  return paths
}

/** Whether a unit is the seat or lies below it, walking up the tree: no text is compared. */
function isBelow(units: Drawn['units'], unit: number, seat: number): boolean {
  for (let at = unit; at >= 0; at = units[at]?.parent ?? -1) if (at === seat) return true
  return false
}

describe('the scope of an actor', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  it('opens the households below its unit and those granted to it, in any tree', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(drawn, async (draw) => {
        const paths = pathsOf(draw.units, `r${++run}`)
        const actor = { userId: newId(), role: draw.role, orgPath: paths[draw.seat] ?? '' }
        const stranger = newId()
        const households = draw.households.map((unit) => ({ id: newId(), unit, path: paths[unit] ?? '' }))
        for (const { id, path } of households) {
          await test.superPool.query(
            `INSERT INTO household (id, no, org_path, head_name, source, created_at, updated_at)
             VALUES ($1::uuid, ($1::uuid)::text, $2, 'x', 'test', now(), now())`,
            [id, path],
          )
        }
        const grants = draw.grants.flatMap((grant) => {
          const household = households[grant.household]
          return household ? [{ ...grant, id: household.id, path: household.path }] : []
        })
        for (const { id, path, alive, mine } of grants) {
          await test.superPool.query(
            `INSERT INTO household_grant (id, household_id, org_path, account_id, reason, from_at, until_at)
             VALUES ($1, $2, $3, $4, 'case_team', now(), $5)`,
            [newId(), id, path, mine ? actor.userId : stranger, alive ? null : new Date()],
          )
        }
        const expected = households
          .filter(({ id, unit }) => {
            const byArea = SEES_HOUSEHOLDS_BY_AREA.includes(draw.role) && isBelow(draw.units, unit, draw.seat)
            const byGrant = grants.some((grant) => grant.id === id && grant.alive && grant.mine)
            return READERS.includes(draw.role) && (byArea || byGrant)
          })
          .map(({ id }) => id)
          .sort()
        const found = await withActor(test.database, actor, { clock: fixedClock(), purpose: 'test' }, (tx) =>
          tx.query<{ id: string }>('SELECT id FROM household WHERE id = ANY ($1::uuid[]) ORDER BY id', [
            households.map(({ id }) => id),
          ]),
        )
        expect(found.map(({ id }) => id)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  }, 120_000)
})
