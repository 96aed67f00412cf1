import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaPerson } from '../../../testing/area.ts'
import {
  type AssessmentWorld,
  EASY,
  makeAssessmentWorld,
  type Page,
  type View,
  WELL,
} from '../../../testing/assessment-world.ts'

/** Who may not read protected facts, and who may. */
const OTHERS = ['bureau', 'backbone', 'cadre'] as const satisfies readonly AreaPerson[]
const COUNSEL = ['worker', 'supervisor'] as const satisfies readonly AreaPerson[]

/** An ill adult: asked for a depression scale. */
const ILL = { ...WELL, has_serious_illness: true }

describe('the tier does not tell what its reader may not know', () => {
  let world: AssessmentWorld
  /** With a protected override, with a grave psychological score, and the same without either. */
  let violence: { id: string; personId: string }
  let depressed: { id: string; personId: string }
  let plain: { id: string; personId: string }
  beforeAll(async () => {
    world = await makeAssessmentWorld(200)
    violence = await world.household(EASY, ILL)
    depressed = await world.household(EASY, ILL)
    plain = await world.household(EASY, ILL)
    const recorded = await world.worker.post(`/households/${violence.id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'person',
          entityId: violence.personId,
          fact: 'domestic_violence_victim',
          value: true,
          validFrom: '2025-06-16',
        },
      ],
    })
    expect(recorded.status).toBe(200)
    const answers = Object.fromEntries([...'123456789'].map((n) => [`p${n}`, n === '9' ? 0 : 3]))
    for (const [instrument, given] of [
      ['phq-2', { p1: 3, p2: 3 }],
      ['phq-9', answers],
    ] as const) {
      const done = await world.worker.post<{ code?: string }>(`/households/${depressed.id}/scales`, {
        key: newId(),
        mode: 'interview',
        instrument,
        personId: depressed.personId,
        answers: given,
      })
      expect([done.status, done.body.code]).toEqual([200, undefined])
    }
  })
  afterAll(() => world.area.close())

  /** What a reader is told of the tier, its reasons and what would move it; without what names the household itself. */
  const told = ({ rank: _, version: __, decisions: ___, ...view }: View) => view
  const as = (person: AreaPerson) => world.area.as(person)
  const line = async (person: AreaPerson, id: string) => {
    const { items } = (await (await as(person)).get<Page>('/assessments?box=all&limit=200')).body
    const found = items.find((one) => one.householdId === id)
    return found ? { ...found, householdId: '', householdNo: '', place: 0, version: 0 } : undefined
  }

  it.each(OTHERS)(
    'to the %s three households that differ in it look alike: view, list and rows',
    async (person) => {
      const reader = await as(person)
      const views = [violence, depressed, plain].map(async ({ id }) => told(await world.view(id, reader)))
      const [one, two, three] = (await Promise.all(views)).map((view) =>
        JSON.stringify(view).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'an id'),
      )
      expect(one).toBe(three)
      expect(two).toBe(three)
      expect(one).toContain('"openTier":null')
      const lines = await Promise.all([violence, depressed, plain].map(({ id }) => line(person, id)))
      // Family violence alone would be tier 1: the line stands by the open facts.
      expect(lines[0]?.proposed).toBeGreaterThan(1)
      expect(lines[0]).toEqual(lines[2])
      expect(lines[1]).toEqual(lines[2])
    },
  )

  it.each(COUNSEL)('the %s sees the whole, and what the others see', async (person) => {
    const reader = await as(person)
    const whole = await world.view(violence.id, reader)
    expect(whole).toMatchObject({ proposed: { tier: 1 }, override: { zh: '家庭暴力' } })
    const open = await world.view(violence.id)
    expect(whole.openTier?.tier).toBe(open.proposed.tier)
    expect(open.proposed.tier).toBeGreaterThan(1)
    expect((await world.view(depressed.id, reader)).score).toBeGreaterThan(
      (await world.view(depressed.id)).score,
    )
    expect((await line(person, violence.id))?.proposed).toBe(1)
  })

  it('people decide on what everybody may know: neither decision, household, thread nor list of groups tells more', async () => {
    const { version, proposed } = await world.view(violence.id)
    const answer = await world.confirm(world.cadre, violence.id, { version, tier: proposed.tier })
    expect(answer.body).toMatchObject({ state: 'settled' })
    await world.area.rows('UPDATE person_protected_now SET f_domestic_violence_victim = false')
    await world.record(violence.id, 'household', violence.id, { debt: 0 })
    expect((await world.view(violence.id)).state).toBe('settled')
    await world.area.rows(
      'UPDATE person_protected_now SET f_domestic_violence_victim = true WHERE person_id = $1',
      [violence.personId],
    )
    await world.record(violence.id, 'household', violence.id, { debt: 0 })
    expect((await world.view(violence.id)).state).toBe('settled')
    expect((await world.view(violence.id, await as('supervisor'))).proposed.tier).toBe(1)
    for (const person of ['manager', 'cadre'] as const) {
      const household = await (await as(person)).get<{ tier?: number | null }>(`/households/${violence.id}`)
      if (household.status === 200) expect(household.body.tier).toBe(proposed.tier)
    }
    const thread = await world.cadre.get(`/households/${violence.id}/thread`, { limit: 100 })
    expect(JSON.stringify(thread.body)).not.toMatch(/家庭暴力|请重新确认/)
    const groups = await world.backbone.get<{ items: { householdId: string }[] }>(
      '/family-groups?group=key_service&box=candidates&limit=200',
    )
    expect(groups.body.items.map((one) => one.householdId)).not.toContain(violence.id)
    const bureau = await as('bureau')
    expect(JSON.stringify((await bureau.get('/measure')).body)).not.toContain('"hidden":true,"raw":1')
  })

  it('paper tells nobody, whoever prints it', async () => {
    for (const person of [...OTHERS, ...COUNSEL])
      expect((await (await as(person)).get(`/households/${violence.id}/assessment.pdf`)).status).toBe(200)
  })

  it('the database gives the whole standing to those alone who may read it', async () => {
    const [row] = await world.area.rows<{ overrides: number; inapplicable: number }>(
      'SELECT overrides, inapplicable FROM assessment WHERE household_id = $1',
      [violence.id],
    )
    expect(row?.overrides).toBe(0)
    const others = await world.area.rows<{ inapplicable: number }>(
      'SELECT inapplicable FROM assessment WHERE household_id = $1',
      [plain.id],
    )
    expect(row?.inapplicable).toBe(others[0]?.inapplicable)
  })
})
