import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, COMMITTEE, idNumber, makeArea, OTHER_COMMITTEE, STREET } from '../../../testing/area.ts'

interface Page {
  id: string
  no: string
  headName: string
  members: {
    personId: string
    relation: string
    name: string
    idNumberMasked: string | null
    sex: string | null
    birthDate: string | null
    age: number | null
    toDate: string | null
  }[]
  facts: { fact: string; entityId: string; value: unknown; sourceName: string }[]
  may: string[]
  version: number
  advisor: { name: string } | null
  orgNames: string[]
}

describe('a household', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  const check = async (input: Record<string, unknown>, person: 'cadre' | 'cadreElsewhere' = 'cadre') =>
    (await area.as(person)).post<{
      matches: { name: string; matched: string }[]
      knownElsewhere: { streetName: string }[]
      token: string
    }>('/households/check', input)

  it('is created after a search and read with one line in the ledger', async () => {
    const number = idNumber('1945-08-15', 2)
    const id = await area.openHousehold(
      { name: '吴秀英', idNumber: number, phone: '19900000001' },
      { address: '夏阳街道青安路12弄3号502室' },
    )
    const before = await area.rows("SELECT 1 FROM ledger_entry WHERE action = 'household.read'")
    const page = await (await area.as('cadre')).get<Page>(`/households/${id}`)
    expect(page.status).toBe(200)
    expect(page.body).toMatchObject({
      headName: '吴秀英',
      orgNames: ['青浦区', '夏阳街道', '青安居委会'],
      members: [
        {
          relation: 'head',
          sex: 'female',
          birthDate: '1945-08-15',
          age: 79,
          idNumberMasked: `310199********${number.slice(-4)}`,
          phoneMasked: '199****0001',
        },
      ],
    })
    expect(page.body.no).toMatch(/^H\d{8}$/)
    expect(page.body.facts.map(({ fact, value }) => [fact, value])).toEqual(
      expect.arrayContaining([
        ['birth_date', '1945-08-15'],
        ['sex', 'female'],
      ]),
    )
    const reads = await area.rows<{ household_id: string; purpose: string }>(
      "SELECT household_id, purpose FROM ledger_entry WHERE action = 'household.read'",
    )
    expect(reads).toHaveLength(before.length + 1)
    expect(reads.at(-1)).toMatchObject({ household_id: id, purpose: 'households.get' })
  })

  it('keeps no number in clear anywhere', async () => {
    const number = idNumber('1952-02-03', 11)
    await area.openHousehold({ name: '陆建国', idNumber: number, phone: '19900000077' })
    const dump = await area.rows<{ text: string }>(`
      SELECT string_agg(t, ' ') AS text FROM (
        SELECT to_jsonb(p)::text AS t FROM person p UNION ALL SELECT to_jsonb(s)::text FROM search_token s
        UNION ALL SELECT to_jsonb(l)::text FROM ledger_entry l UNION ALL SELECT to_jsonb(h)::text FROM household h
        UNION ALL SELECT to_jsonb(i)::text FROM idempotency_key i) x`)
    expect(dump[0]?.text).toContain('陆建国')
    expect(dump[0]?.text).not.toContain(number)
    expect(dump[0]?.text).not.toContain('19900000077')
  })

  it('is not created without the search, with that of another person, or long after it', async () => {
    const create = async (checkToken: string, name: string) =>
      (await area.as('cadre')).post<{ code: string }>('/households', {
        key: newId(),
        checkToken,
        orgPath: COMMITTEE,
        head: { name, docMissingReason: '遗失' },
      })
    expect(await create('0.nothing', '沈新')).toMatchObject({ status: 409, body: { code: 'search_first' } })
    const { token } = (await check({ name: '沈新' })).body
    expect(await create(token, '沈旧')).toMatchObject({ status: 409, body: { code: 'search_first' } })
    const stolen = await (await area.as('backbone')).post('/households', {
      key: newId(),
      checkToken: token,
      orgPath: COMMITTEE,
      head: { name: '沈新', docMissingReason: '遗失' },
    })
    expect(stolen.status).toBe(409)
    area.later(31 * 60_000)
    expect(await create(token, '沈新')).toMatchObject({ status: 409, body: { code: 'search_first' } })
  })

  it('gives the first answer to a repeated request, and makes one household', async () => {
    const cadre = await area.as('cadre')
    const { token } = (await check({ name: '钱再来' })).body
    const body = {
      key: newId(),
      checkToken: token,
      orgPath: COMMITTEE,
      head: { name: '钱再来', docMissingReason: '遗失' },
    }
    const first = await cadre.post<{ id: string }>('/households', body)
    const again = await cadre.post<{ id: string }>('/households', body)
    expect(again.body).toEqual(first.body)
    expect(await area.rows("SELECT 1 FROM household WHERE head_name = '钱再来'")).toHaveLength(1)
  })

  it('is not made twice for one number, also when two people are as fast as each other', async () => {
    const number = idNumber('1960-01-01', 101)
    const cadre = await area.as('cadre')
    const { token } = (await check({ name: '孙同', idNumber: number })).body
    const create = () =>
      cadre.post<{ code?: string }>('/households', {
        key: newId(),
        checkToken: token,
        orgPath: COMMITTEE,
        head: { name: '孙同', idNumber: number },
      })
    const statuses = (await Promise.all([create(), create()])).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409])
    const checked = await check({ name: '孙同', idNumber: number })
    expect(checked.body.matches).toMatchObject([{ name: '孙同', matched: 'id_number' }])
    expect(checked.body.knownElsewhere).toEqual([])
  })

  it('known elsewhere is announced with the street and nothing more, and leaves a line', async () => {
    const number = idNumber('1933-03-03', 33)
    await area.openHousehold({ name: '顾远方', idNumber: number }, { as: 'cadreElsewhere' })
    const checked = await check({ name: '顾远方', idNumber: number })
    expect(checked.body).toEqual({
      matches: [],
      knownElsewhere: [{ streetName: '盈浦街道' }],
      token: expect.any(String),
    })
    const [line] = await area.rows<{ data: unknown }>(
      "SELECT data FROM ledger_entry WHERE action = 'household.check' ORDER BY seq DESC LIMIT 1",
    )
    expect(line?.data).toEqual({ matches: 0, knownElsewhere: 1, byNumber: true })
    const within = await check({ name: '顾远方', idNumber: number }, 'cadreElsewhere')
    expect(within.body.matches).toHaveLength(1)
    expect(within.body.knownElsewhere).toEqual([])
  })

  it('refuses numbers, days and sexes that cannot be', async () => {
    const number = idNumber('1970-05-06', 7)
    const wrong = number.slice(0, 17) + (number.endsWith('0') ? '1' : '0')
    expect(await check({ name: '甲', idNumber: wrong })).toMatchObject({
      status: 422,
      body: { code: 'id_number_invalid' },
    })
    expect(await check({ name: '甲', idNumber: number, birthDate: '1970-05-07' })).toMatchObject({
      status: 422,
      body: { code: 'id_number_contradicts' },
    })
    expect(await check({ name: '甲', phone: '12345' })).toMatchObject({
      status: 422,
      body: { code: 'phone_invalid' },
    })
  })

  it('lies in a committee, street or district of the own scope', async () => {
    const cadre = await area.as('cadre')
    const { token } = (await check({ name: '高处' })).body
    const create = (orgPath: string) =>
      cadre.post<{ code: string }>('/households', {
        key: newId(),
        checkToken: token,
        orgPath,
        head: { name: '高处', docMissingReason: '遗失' },
      })
    expect((await create(OTHER_COMMITTEE)).body.code).toBe('permission_denied')
    expect((await create(STREET)).body.code).toBe('permission_denied')
    expect((await create(`${COMMITTEE}nowhere/`)).body.code).toBe('unit_unsuitable')
  })

  it('takes members in and lets them go; the spouse follows the head', async () => {
    const cadre = await area.as('cadre')
    const id = await area.openHousehold(
      { name: '周老', idNumber: idNumber('1940-01-01', 1) },
      { address: '青安路8号' },
    )
    const add = (body: Record<string, unknown>) =>
      cadre.post<{ personId: string; code: string }>(`/households/${id}/members`, {
        key: newId(),
        fromDate: '2020-01-01',
        ...body,
      })
    expect((await add({ relation: 'head', name: '又一户主', docMissingReason: '无' })).body.code).toBe(
      'input_invalid',
    )
    expect((await add({ relation: 'child', name: '无证' })).body.code).toBe('id_number_missing')
    const wife = await add({ relation: 'spouse', name: '林妻', idNumber: idNumber('1943-04-04', 4) })
    const son = await add({ relation: 'child', name: '周儿', idNumber: idNumber('1970-07-07', 71) })
    expect([wife.status, son.status]).toEqual([200, 200])
    const page = (await cadre.get<Page>(`/households/${id}`)).body
    const head = page.members.find((member) => member.relation === 'head')
    const end = (personId: string | undefined, toDate: string, reason: string) =>
      cadre.post<{ code: string }>(`/households/${id}/members/${personId}/end`, { toDate, reason })
    expect((await end(head?.personId, '2030-01-01', 'died')).body.code).toBe('day_impossible')
    expect((await end(head?.personId, '2025-06-16', 'died')).status).toBe(200)
    expect((await end(head?.personId, '2025-06-16', 'died')).body.code).toBe('membership_ended')
    const after = (await cadre.get<Page>(`/households/${id}`)).body
    expect(after.headName).toBe('林妻')
    expect(after.members.map(({ name, relation, toDate }) => [name, relation, toDate])).toEqual([
      ['林妻', 'head', null],
      ['周儿', 'child', null],
      ['周老', 'head', '2025-06-16'],
    ])
    const found = await cadre.get<{ hits: { name: string }[] }>('/households/search', { q: '青安路8号' })
    expect(found.body.hits.map(({ name }) => name)).toEqual(['林妻'])
    await end(wife.body.personId, '2025-06-16', 'moved')
    await end(son.body.personId, '2025-06-16', 'moved')
    const [row] = await area.rows('SELECT status FROM household WHERE id = $1', [id])
    expect(row).toEqual({ status: 'dissolved' })
    const last = (await cadre.get<Page>(`/households/${id}`)).body
    expect(last.may).not.toContain('fact.record')
  })

  it('is paired with a named advisor, whom it opens to', async () => {
    const backbone = await area.as('backbone')
    const worker = await area.as('worker')
    const id = await area.openHousehold({ name: '金对', idNumber: idNumber('1950-05-05', 51) })
    const { version } = (await backbone.get<Page>(`/households/${id}`)).body
    expect((await worker.get(`/households/${id}`)).status).toBe(404)
    const pair = (advisorId: string, at: number) =>
      backbone.post<{ version: number; code: string }>(`/households/${id}/pair`, { advisorId, version: at })
    expect((await pair((await area.as('cadreElsewhere')).accountId, version)).body.code).toBe(
      'person_unsuitable',
    )
    expect((await pair((await area.as('volunteer')).accountId, version)).body.code).toBe('person_unsuitable')
    const paired = await pair(worker.accountId, version)
    expect(paired.body).toEqual({ version: version + 1 })
    expect((await pair(worker.accountId, version)).body.code).toBe('version_conflict')
    expect((await worker.get<Page>(`/households/${id}`)).body.advisor).toMatchObject({ name: '王社工' })
    await pair((await area.as('cadre')).accountId, version + 1)
    expect((await worker.get(`/households/${id}`)).status).toBe(404)
  })

  it('shows numbers in clear for a stated purpose only, and says so in the ledger', async () => {
    const cadre = await area.as('cadre')
    const number = idNumber('1951-06-06', 61)
    const id = await area.openHousehold({ name: '明码', idNumber: number, phone: '19900000123' })
    const [member] = (await cadre.get<Page>(`/households/${id}`)).body.members
    const reveal = (purpose: string) => cadre.post(`/persons/${member?.personId}/reveal`, { purpose })
    expect((await reveal('')).status).toBe(400)
    expect((await reveal('代办申请')).body).toEqual({ idNumber: number, phone: '+8619900000123' })
    const elsewhere = await (await area.as('cadreElsewhere')).post(`/persons/${member?.personId}/reveal`, {
      purpose: '好奇',
    })
    expect(elsewhere.status).toBe(404)
    const lines = await area.rows(
      "SELECT data FROM ledger_entry WHERE action = 'person.reveal' AND household_id = $1",
      [id],
    )
    expect(lines).toEqual([{ data: { purpose: '代办申请' } }])
  })
})
