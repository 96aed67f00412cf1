import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, type AreaPerson, makeArea } from '../../../testing/area.ts'

/** A list of households and a campaign are narrowed by the same conditions. */
describe('conditions', () => {
  let area: Area
  let wu: string
  let li: string
  const names = async (conditions: Record<string, unknown>, as: AreaPerson = 'backbone') =>
    (
      await (await area.as(as)).get<{ items: { headName: string }[] }>('/households', conditions)
    ).body.items.map(({ headName }) => headName)
  const counted = async (who: Record<string, unknown>) =>
    (
      await (
        await area.as('backbone')
      ).post<{ households: number }>('/campaigns/preview', {
        who: { filter: 'all', ...who },
      })
    ).body.households
  const record = async (
    household: string,
    entityKind: string,
    entityId: string,
    fact: string,
    value: unknown,
  ) => {
    const answer = await (await area.as('cadre')).post(`/households/${household}/facts`, {
      key: newId(),
      sourceKind: 'staff',
      facts: [{ entityKind, entityId, fact, value, validFrom: '2025-06-01' }],
    })
    expect(answer.status).toBe(200)
  }

  beforeAll(async () => {
    area = await makeArea()
    wu = await area.openHousehold({ name: '吴阿婆', birthDate: '1948-02-03', sex: 'female' })
    li = await area.openHousehold({ name: '李小明', birthDate: '1988-02-03', sex: 'male' })
    const [person] = await area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [wu])
    await record(wu, 'household', wu, 'monthly_income', 1200)
    await record(li, 'household', li, 'monthly_income', 9000)
    await record(wu, 'person', person?.id ?? '', 'disability_grade', 2)
    await (await area.as('cadre')).post(`/households/${wu}/needs`, {
      key: newId(),
      category: 'medical',
      kind: 'medical.escort',
      title: '有人陪去透析',
      rootCause: 'illness',
    })
    await area.rows('UPDATE household SET tier = 2 WHERE id = $1', [wu])
    await area.rows(
      `INSERT INTO family_group (id, household_id, org_path, family_group, because, entered_on, entered_by, entered_at)
       SELECT $1, id, org_path, 'key_service', '测试', '2025-06-01', $1, now() FROM household WHERE id = $2`,
      [newId(), li],
    )
    await area.rows(
      `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash)
       SELECT $1, id, org_path, 'dibao', 'open', '2025-06-01', now(), '{}', 'x' FROM household WHERE id = $2
       ON CONFLICT DO NOTHING`,
      [newId(), wu],
    )
  })
  afterAll(() => area.close())

  it('narrow by tier, group, gap, need and facts, and several hold together', async () => {
    const cases: [Record<string, unknown>, string[]][] = [
      [{ tier: 2 }, ['吴阿婆']],
      [{ group: 'key_service' }, ['李小明']],
      [{ gap: 'dibao' }, ['吴阿婆']],
      [{ need: 'medical' }, ['吴阿婆']],
      [{ need: 'medical.escort' }, ['吴阿婆']],
      [{ need: 'medical.cost' }, []],
      [{ facts: 'household.monthly_income<=2000' }, ['吴阿婆']],
      [{ facts: 'household.monthly_income>=2000' }, ['李小明']],
      [{ facts: 'person.disability_grade=2' }, ['吴阿婆']],
      [{ facts: 'person.disability_grade=?' }, ['李小明']],
      [{ facts: 'household.monthly_income<=2000;person.disability_grade=2', need: 'medical' }, ['吴阿婆']],
      [{ tier: 2, group: 'key_service' }, []],
      [{ group: 'no_such_group' }, []],
    ]
    for (const [conditions, found] of cases) {
      expect([conditions, await names(conditions)]).toEqual([conditions, found])
      // A campaign asks the very same.
      expect([conditions, await counted(conditions)]).toEqual([conditions, found.length])
    }
  })

  it('find households by an open signal, and no longer when it has ended', async () => {
    const cadre = await area.as('cadre')
    const rule = 'neighbour-report'
    const reported = await cadre.post(`/households/${li}/signals`, {
      key: newId(),
      rule,
      told: '几天没开门',
      urgency: 2,
    })
    expect(reported.status).toBe(200)
    expect(await names({ signal: rule })).toEqual(['李小明'])
    await area.rows(
      "UPDATE signal SET state = 'ended', outcome = 'known', ended_at = now() WHERE household_id = $1",
      [li],
    )
    expect(await names({ signal: rule })).toEqual([])
  })

  it('are kept with the campaign, and refused where they would tell what the role may not read', async () => {
    const bureau = await area.as('bureau')
    await area.rows(
      `INSERT INTO form_version (form_id, version, org_path, title_zh, title_en, definition, hash, published_at)
       VALUES ('winter', 1, '310118/', '过冬', 'Winter', '{}', 'x', now())`,
    )
    const begun = await bureau.post<{ id: string; asked: number }>('/campaigns', {
      key: newId(),
      title: '低收入走访',
      formId: 'winter',
      dueOn: '2099-01-01',
      who: { filter: 'all', tier: 2, facts: 'household.monthly_income<=2000' },
    })
    expect(begun.body.asked).toBe(1)
    const page = await bureau.get(`/campaigns/${begun.body.id}`)
    expect(page.body).toMatchObject({ who: { tier: 2, facts: 'household.monthly_income<=2000' } })
    const manager = await area.as('manager')
    expect((await manager.get('/households', { hardship: 'health' })).status).toBe(403)
    expect((await manager.get('/households', { facts: 'household.debt>=1' })).status).toBe(403)
    const choices = await manager.get<{ hardship: unknown[] }>('/households/conditions')
    expect(choices.body.hardship).toEqual([])
    const wrong = async (facts: string) =>
      (await (await area.as('backbone')).get('/households', { facts })).status
    expect(await wrong('nonsense')).toBe(400)
    expect(await wrong('household.no_such_fact=1')).toBe(422)
    expect(await wrong('household.monthly_income<=many')).toBe(422)
    expect(await wrong('household.has_car<=true')).toBe(422)
  })
})
