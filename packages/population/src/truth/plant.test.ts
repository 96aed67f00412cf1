import { daysBetween, NEED_CATEGORIES, ROOT_CAUSES } from '@lastmile/domain'
import { beforeAll, expect, test } from 'vitest'
import { TEST_ORG } from '../../testing/org.ts'
import { livingStandardOn } from '../assistance/standards.ts'
import { parseDay } from '../chance/day.ts'
import { DEFAULT_AS_OF, generateHouseholds } from '../generate.ts'
import type { PlantedTruth, SyntheticHousehold } from '../synthetic-household.ts'

const STANDARD = livingStandardOn(parseDay(DEFAULT_AS_OF)) / 100
let households: SyntheticHousehold[] = []
beforeAll(() => {
  households = Array.from(
    generateHouseholds({ seed: 'truth', count: 3_500, org: TEST_ORG, focus: 'difficulty', errors: 'none' }),
  )
})

function* planted<Kind extends PlantedTruth['kind']>(
  kind: Kind,
): Generator<[SyntheticHousehold, Extract<PlantedTruth, { kind: Kind }>]> {
  const isKind = (truth: PlantedTruth): truth is Extract<PlantedTruth, { kind: Kind }> => truth.kind === kind
  for (const household of households)
    for (const truth of household.truth) if (isKind(truth)) yield [household, truth]
}

test('every truth belongs to its household, its member and the words of the house', () => {
  const wrong: PlantedTruth[] = []
  for (const household of households) {
    const ids = new Set(household.members.map((member) => member.id))
    for (const truth of household.truth) {
      const placed = truth.household === household.id && (truth.member === undefined || ids.has(truth.member))
      const rooted = truth.kind === 'duplicate' || truth.detail.cause in ROOT_CAUSES
      const worded = truth.kind !== 'need' || truth.detail.category in NEED_CATEGORIES
      if (!placed || !rooted || !worded) wrong.push(truth)
    }
  }
  expect(wrong).toEqual([])
})

test('who goes without help does not get it, and lives as somebody who needs it', () => {
  const wrong: unknown[] = []
  const causes = new Set<string>()
  const barriers = new Set<string>()
  for (const [household, { member, detail }] of planted('gap')) {
    const { facts, benefits, members } = household
    causes.add(detail.cause)
    barriers.add(detail.barrier)
    const own = members.find((each) => each.id === member)?.facts
    const paid = benefits.some((each) => each.policy === detail.policy && each.member === (member ?? null))
    let believable = !paid && detail.since <= DEFAULT_AS_OF
    if (detail.policy === 'dibao') {
      const poor = Number(facts.monthly_income) / members.length < STANDARD
      believable &&= poor && facts.is_shanghai_hukou === true && facts.has_car === false
    }
    if (detail.policy.startsWith('disability-')) believable &&= own?.has_disability_certificate === true
    if (detail.policy === 'severe-disabled-jobless-relief') believable &&= own?.employed === false
    if (detail.policy === 'unemployment-benefit') believable &&= own?.involuntary_job_loss === true
    if (detail.policy === 'medical-aid') believable &&= own?.has_serious_illness === true
    if (detail.cause === 'unemployment') believable &&= members.some((each) => each.facts.employed === false)
    if (!believable) wrong.push([household.id, detail])
  }
  expect(wrong).toEqual([])
  expect([...causes]).toEqual(expect.arrayContaining(['unemployment', 'illness', 'disability', 'old_age']))
  expect([...barriers].sort()).toEqual([
    'application-under-way',
    'ashamed',
    'could-not-go',
    'did-not-know',
    'lapsed',
    'papers-missing',
    'turned-away',
  ])
})

test('needs are rooted in the lives behind them', () => {
  const wrong: unknown[] = []
  const categories = new Set<string>()
  for (const [household, { member, detail }] of planted('need')) {
    categories.add(detail.category)
    const own = household.members.find((each) => each.id === member)?.facts
    if (detail.category === 'medical' && own?.has_serious_illness !== true) wrong.push(detail)
    if (detail.category === 'schooling' && own?.in_school !== true) wrong.push(detail)
    if (detail.category === 'work' && (own?.employed !== false || own.able_to_work !== true))
      wrong.push(detail)
  }
  expect(wrong).toEqual([])
  expect([...categories].sort()).toEqual(Object.keys(NEED_CATEGORIES).sort())
})

test('an open crisis happened lately and stands in the history', () => {
  let crises = 0
  for (const [household, { member, detail }] of planted('crisis')) {
    crises += 1
    expect(daysBetween(detail.since, DEFAULT_AS_OF)).toBeLessThanOrEqual(90)
    expect(household.history).toContainEqual(
      expect.objectContaining({
        kind: 'event',
        event: detail.crisis,
        date: detail.since,
        member: member ?? null,
        visitWorthy: true,
      }),
    )
  }
  expect(crises).toBeGreaterThan(5)
})

test('in a cross-section most households live without planted hardship', () => {
  let quiet = 0
  const count = 2_000
  for (const household of generateHouseholds({ seed: 'quiet', count, org: TEST_ORG })) {
    if (household.truth.length === 0) quiet += 1
  }
  expect(quiet / count).toBeGreaterThan(0.8)
  expect(quiet / count).toBeLessThan(0.97)
})
