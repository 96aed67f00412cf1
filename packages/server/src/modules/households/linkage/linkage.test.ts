import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, DISTRICT, idNumber, makeArea, OTHER_COMMITTEE } from '../../../../testing/area.ts'
import { testLinkModel } from '../../../../testing/index.ts'
import { commonUnit, findPairs, LINK_STEPS, soundPersons } from './find-pairs.ts'

interface Pair {
  id: string
  probability: number
  certain: boolean
  version: number
  keep: 'one' | 'other'
  one: { personId: string; householdId: string; name: string }
  other: { personId: string; householdId: string; name: string }
  parts: { field: string; level: string; bits: number; text: { zh: string; en: string } }[]
}
interface Page<T> {
  items: T[]
  total: number
}

describe('records of one person', () => {
  let area: Area
  const homes: Record<string, string> = {}
  const number = idNumber('1950-03-12', 401)

  beforeAll(async () => {
    area = await makeArea()
    homes.zhang = await area.openHousehold(
      { name: '张丽萍', idNumber: number, phone: '19900000301' },
      { address: '夏阳街道青安路1号' },
    )
    homes.typo = await area.openHousehold({
      name: '张丽平',
      birthDate: '1950-12-03',
      sex: 'male',
      phone: '19900000301',
      docMissingReason: '未带',
    })
    homes.elsewhere = await area.openHousehold(
      {
        name: '张丽萍',
        birthDate: '1950-03-12',
        sex: 'male',
        phone: '19900000301',
        docMissingReason: '未带',
      },
      { as: 'cadreElsewhere', orgPath: OTHER_COMMITTEE },
    )
    homes.other = await area.openHousehold({ name: '李国强', idNumber: idNumber('1980-01-01', 403) })
  })
  afterAll(() => area.close())

  const look = () =>
    area.system(async (tx) => {
      while ((await soundPersons(tx)) > 0);
      let found = 0
      for (let step = 0; step < LINK_STEPS; step += 1)
        found += (await findPairs(tx, testLinkModel(), step)).found
      return found
    })
  const pairs = async (who: 'bureau' | 'backbone' | 'backboneElsewhere') =>
    (await (await area.as(who)).get<Page<Pair>>('/linkage/pairs')).body
  /** Everything of some households that a merge may touch, without versions and times. */
  const state = async () =>
    JSON.stringify([
      await area.rows(`SELECT id, status, head_person_id, head_name, head_pinyin FROM household ORDER BY id`),
      await area.rows(
        `SELECT household_id, person_id, relation, from_date::text, to_date::text, reason FROM membership
         WHERE to_date IS NULL OR to_date > from_date ORDER BY 1, 2, 4, 5`,
      ),
      await area.rows(
        `SELECT id, merged_into, sex, birth_date::text, doc_type, doc_missing_reason, id_number_index, id_number_masked,
           phone_index, phone_masked, id_number IS NULL AS no_number, phone IS NULL AS no_phone FROM person ORDER BY id`,
      ),
      await area.rows(`SELECT campaign_id, household_id, assignee_id FROM campaign_target ORDER BY 1, 2`),
      await area.rows(`SELECT id, person_id, household_id, org_path FROM benefit_receipt ORDER BY id`),
      await area.rows(`SELECT token, kind, person_id, household_id FROM search_token ORDER BY 1, 2, 3`),
      await area.rows(
        `SELECT entity_id, fact, value FROM fact WHERE withdrawn_at IS NULL ORDER BY 1, 2, valid_from, value::text`,
      ),
      await area.rows(
        `SELECT person_id, f_education_level, f_sex, f_birth_date::text FROM person_now ORDER BY 1`,
      ),
    ])

  it('are found across streets, through slips of the pen, and only once', async () => {
    expect(await look()).toBe(3)
    expect(await look()).toBe(0)
    const { items } = await pairs('bureau')
    expect(items.map(({ one, other }) => [one.name, other.name].sort())).toHaveLength(3)
    for (const { one, other } of items) expect([one.name, other.name]).not.toContain('李国强')
  })

  it('are explained field by field in both languages', async () => {
    const { items } = await pairs('bureau')
    const typo = items.find((pair) => [pair.one.name, pair.other.name].includes('张丽平'))
    const name = typo?.parts.find(({ field }) => field === 'name')
    expect(name).toMatchObject({ level: 'sounds-alike', text: { zh: '姓名读音相同、字不同' } })
    expect(typo?.parts.every(({ text }) => text.zh !== '' && text.en !== '')).toBe(true)
    expect(typo?.parts.find(({ field }) => field === 'birthDate')?.level).toMatch(/slip|same/)
  })

  it('lie with those who see both: a street its own, the district all', async () => {
    expect((await pairs('bureau')).total).toBe(3)
    expect((await pairs('backbone')).total).toBe(1)
    expect((await pairs('backboneElsewhere')).total).toBe(0)
    expect((await (await area.as('cadre')).get('/linkage/pairs')).status).toBe(403)
    expect([
      commonUnit('a/b/c/', 'a/b/d/'),
      commonUnit('a/b/c/', 'a/x/d/'),
      commonUnit('a/b/', 'a/b/'),
    ]).toEqual(['a/b/', 'a/', 'a/b/'])
  })

  it('are put together by a person, and taken apart again without a trace in the present', async () => {
    const [gone] = await area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [
      homes.typo,
    ])
    const [kept] = await area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [
      homes.zhang,
    ])
    await (await area.as('cadre')).post(`/households/${homes.typo}/facts`, {
      key: crypto.randomUUID(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'person',
          entityId: gone?.id,
          fact: 'education_level',
          value: 'junior',
          validFrom: '2025-06-01',
        },
      ],
    })
    await area.rows(
      `INSERT INTO benefit_receipt (id, household_id, person_id, org_path, policy, source_name, learned_at)
       SELECT gen_random_uuid(), household_id, id, org_path, 'medical-aid', 's', now() FROM person WHERE id = $1`,
      [gone?.id],
    )
    const before = await state()
    const backbone = await area.as('backbone')
    const [pair] = (await pairs('backbone')).items
    if (!pair) throw new Error('no pair')
    expect([pair.one.personId, pair.other.personId][pair.keep === 'one' ? 0 : 1]).toBe(kept?.id)

    const merged = await backbone.post<{ mergeId: string }>(`/linkage/pairs/${pair.id}/merge`, {
      keep: pair.keep,
      version: pair.version,
    })
    expect(merged.status).toBe(200)
    expect(
      await area.rows(`SELECT f_education_level AS level FROM person_now WHERE person_id = $1`, [kept?.id]),
    ).toEqual([{ level: 'junior' }])
    expect(await area.rows(`SELECT status FROM household WHERE id = $1`, [homes.typo])).toEqual([
      { status: 'dissolved' },
    ])
    expect(await area.rows(`SELECT person_id FROM benefit_receipt WHERE policy = 'medical-aid'`)).toEqual([
      { person_id: kept?.id },
    ])
    const found = await backbone.get<{ hits: { householdId: string }[] }>('/households/search', {
      q: '张丽平',
    })
    expect(found.body.hits.map(({ householdId }) => householdId)).toContain(homes.zhang)
    expect(
      (await backbone.post(`/linkage/pairs/${pair.id}/merge`, { keep: 'one', version: pair.version })).status,
    ).toBe(409)

    const undone = await backbone.post(`/linkage/merges/${merged.body.mergeId}/undo`, {
      reason: '是姐妹两个人',
    })
    expect(undone.status).toBe(200)
    expect(await state()).toBe(before)
    const merges = await backbone.get<Page<{ undone: { reason: string } | null }>>('/linkage/merges')
    expect(merges.body.items[0]?.undone?.reason).toBe('是姐妹两个人')
    expect(await look()).toBe(0)
    expect((await pairs('backbone')).total).toBe(0)
  })

  it('a second undo is refused, and a refused pair is not asked about again', async () => {
    const [merge] = (await (await area.as('bureau')).get<Page<{ id: string }>>('/linkage/merges')).body.items
    const again = await (await area.as('bureau')).post(`/linkage/merges/${merge?.id}/undo`, {
      reason: '再来一次',
    })
    expect(again.status).toBeGreaterThanOrEqual(400)
    const [pair] = (await pairs('bureau')).items
    const refused = await (await area.as('bureau')).post(`/linkage/pairs/${pair?.id}/refuse`, {
      version: pair?.version,
    })
    expect(refused.status).toBe(200)
    expect((await pairs('bureau')).total).toBe(1)
    expect(await look()).toBe(0)
  })

  it('the threads of both households tell of it', async () => {
    const entries = await area.rows<{ household_id: string; action: string }>(
      `SELECT household_id, action FROM ledger_entry WHERE action IN ('person.merge', 'person.unmerge') ORDER BY seq`,
    )
    expect(new Set(entries.map(({ household_id }) => household_id))).toEqual(
      new Set([homes.zhang, homes.typo]),
    )
    expect(entries).toHaveLength(4)
  })

  it('a look at the whole district is a job that the bureau asks for', async () => {
    const asked = await (await area.as('bureau')).post<{ jobId: string }>('/linkage/run')
    expect(asked.status).toBe(200)
    const [job] = await area.rows(`SELECT kind, org_path FROM job WHERE id = $1`, [asked.body.jobId])
    expect(job).toEqual({ kind: 'linkage', org_path: DISTRICT })
    expect((await (await area.as('backbone')).post('/linkage/run')).status).toBe(403)
  })
})
