import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../testing/area.ts'
import type { ApiClient } from '../../../testing/index.ts'

interface FactView {
  fact: string
  entityId: string
  value: unknown
  sensitivity: string
  sourceKind: string
  sourceName: string
  validFrom: string
  recordedBy: string | null
}
interface Page {
  members: { personId: string }[]
  facts: FactView[]
}
interface Refusal {
  code: string
  message: string
}

describe('facts', () => {
  let area: Area
  let cadre: ApiClient
  let worker: ApiClient
  let id: string
  let person: string
  let sequence = 0

  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())
  beforeEach(async () => {
    cadre = await area.as('cadre')
    worker = await area.as('worker')
    sequence += 2
    id = await area.openHousehold({ name: '何家', idNumber: idNumber('1961-03-04', sequence) })
    await area.grant(id, worker.accountId)
    person = (await cadre.get<Page>(`/households/${id}`)).body.members[0]?.personId ?? ''
  })

  const record = (
    client: ApiClient,
    facts: readonly Record<string, unknown>[],
    sourceKind = 'visit',
    key = newId(),
  ) =>
    client.post<{ recorded: number; unchanged: number } & Refusal>(`/households/${id}/facts`, {
      key,
      sourceKind,
      facts,
    })
  const household = (fact: string, value: unknown, validFrom = '2025-06-16') => ({
    entityKind: 'household',
    entityId: id,
    fact,
    value,
    validFrom,
  })
  const ofPerson = (fact: string, value: unknown, validFrom = '2025-06-16') => ({
    entityKind: 'person',
    entityId: person,
    fact,
    value,
    validFrom,
  })
  const wide = async (column: string, table = 'household_now', key = 'household_id', of = id) =>
    (await area.rows<Record<string, unknown>>(`SELECT ${column} FROM ${table} WHERE ${key} = $1`, [of]))[0]?.[
      column
    ]
  const past = (fact: string) =>
    area.rows<{ value: unknown; valid_from: string }>(
      'SELECT value, valid_from FROM fact WHERE household_id = $1 AND fact = $2 ORDER BY seq',
      [id, fact],
    )

  it('go to the past and to the wide row, money in fen, with who and when', async () => {
    const answer = await record(cadre, [
      household('monthly_income', 1234.5),
      household('housing_tenure', 'private_rental'),
      household('living_area', 23.25),
      ofPerson('employed', false),
    ])
    expect(answer.body).toEqual({ recorded: 4, unchanged: 0 })
    expect(await wide('f_monthly_income')).toBe(123450)
    expect(await wide('f_living_area')).toBe(23.25)
    expect(await wide('f_employed', 'person_now', 'person_id', person)).toBe(false)
    expect(await past('monthly_income')).toEqual([{ value: 1234.5, valid_from: '2025-06-16' }])
    const { facts } = (await cadre.get<Page>(`/households/${id}`)).body
    expect(facts.find(({ fact }) => fact === 'monthly_income')).toMatchObject({
      value: 1234.5,
      sourceKind: 'visit',
      sourceName: '入户走访',
      validFrom: '2025-06-16',
      recordedBy: '李干部',
    })
  })

  it('are refused by name with the nearest that is meant, and nothing is written', async () => {
    const misspelt = await record(cadre, [household('debt', 5), household('monthly_incom', 1000)])
    expect(misspelt).toMatchObject({ status: 422, body: { code: 'fact_unknown' } })
    expect(misspelt.body.message).toContain('monthly_income')
    const word = await record(cadre, [household('housing_tenure', 'privat_rental')])
    expect(word).toMatchObject({ status: 422, body: { code: 'fact_value_invalid' } })
    expect(word.body.message).toContain('private_rental')
    const derived = await record(cadre, [household('size', 3)])
    expect(derived.body.code).toBe('fact_unknown')
    for (const [fact, value] of [
      ['monthly_income', 10.005],
      ['monthly_income', -1],
      ['monthly_income', '1000'],
      ['utility_arrears_months', 1.5],
      ['has_car', 'yes'],
      ['event_date', '2025-02-30'],
    ])
      expect((await record(cadre, [household(String(fact), value)])).body.code).toBe('fact_value_invalid')
    expect(await past('debt')).toEqual([])
    expect((await record(cadre, [household('debt', 1, '2025-06-17')])).body.code).toBe('fact_in_future')
    const twice = await record(cadre, [household('debt', 1), household('debt', 2)])
    expect(twice.body.code).toBe('fact_stated_twice')
    const foreign = await record(cadre, [{ ...household('debt', 1), entityId: newId() }])
    expect(foreign.status).toBe(404)
  })

  it('the same again is unchanged; a later day wins; an older value that comes late goes to the past only', async () => {
    await record(cadre, [household('monthly_income', 3000, '2025-05-01')])
    expect((await record(cadre, [household('monthly_income', 3000, '2025-06-01')])).body).toEqual({
      recorded: 0,
      unchanged: 1,
    })
    await record(cadre, [household('monthly_income', 2000, '2025-06-10')])
    expect(await wide('f_monthly_income')).toBe(200000)
    const late = await record(cadre, [household('monthly_income', 5000, '2025-03-01')])
    expect(late.body).toEqual({ recorded: 1, unchanged: 0 })
    expect(await wide('f_monthly_income')).toBe(200000)
    const corrected = await record(cadre, [household('monthly_income', 2100, '2025-06-10')])
    expect(corrected.body.recorded).toBe(1)
    expect(await wide('f_monthly_income')).toBe(210000)
    const history = await cadre.get<FactView[]>(`/households/${id}/facts/monthly_income`, { entityId: id })
    expect(history.body.map(({ value, validFrom }) => [value, validFrom])).toEqual([
      [2100, '2025-06-10'],
      [2000, '2025-06-10'],
      [3000, '2025-05-01'],
      [5000, '2025-03-01'],
    ])
    expect((await cadre.get(`/households/${id}/facts/monthly_incme`, { entityId: id })).status).toBe(422)
  })

  it('may be known to be unknown, which is not the same as never asked', async () => {
    await record(cadre, [household('debt', 100, '2025-06-01')])
    expect((await record(cadre, [household('debt', null)])).body.recorded).toBe(1)
    expect(await wide('f_debt')).toBeNull()
    expect(await past('debt')).toHaveLength(2)
    expect((await record(cadre, [household('debt', null)])).body.unchanged).toBe(1)
  })

  it('birth date and sex agree with the identity number', async () => {
    expect((await record(cadre, [ofPerson('birth_date', '1961-03-05')])).body.code).toBe(
      'id_number_contradicts',
    )
    expect((await record(cadre, [ofPerson('sex', 'male')])).body.code).toBe('id_number_contradicts')
    expect((await record(cadre, [ofPerson('birth_date', '1961-03-04')])).body.unchanged).toBe(1)
    const open = await area.openHousehold({ name: '无证', docMissingReason: '遗失' })
    const [member] = (await cadre.get<Page>(`/households/${open}`)).body.members
    await cadre.post(`/households/${open}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'person',
          entityId: member?.personId,
          fact: 'birth_date',
          value: '1980-01-02',
          validFrom: '2025-06-16',
        },
      ],
    })
    const page = (await cadre.get<{ members: { birthDate: string; age: number }[] }>(`/households/${open}`))
      .body
    expect(page.members[0]).toMatchObject({ birthDate: '1980-01-02', age: 45 })
  })

  it('protected ones are recorded and read by those who may, and their names stand nowhere else', async () => {
    const guarded = ofPerson('domestic_violence_victim', true)
    expect((await record(cadre, [guarded])).body.code).toBe('permission_denied')
    expect((await record(worker, [guarded, ofPerson('employed', true)])).body.recorded).toBe(2)
    expect(await wide('f_domestic_violence_victim', 'person_protected_now', 'person_id', person)).toBe(true)
    const names = async (client: ApiClient) =>
      (await client.get<Page>(`/households/${id}`)).body.facts.map(({ fact }) => fact)
    expect(await names(worker)).toContain('domestic_violence_victim')
    expect(await names(await area.as('supervisor'))).toContain('domestic_violence_victim')
    expect(await names(cadre)).not.toContain('domestic_violence_victim')
    expect(await names(await area.as('bureau'))).not.toContain('domestic_violence_victim')
    const history = await cadre.get<FactView[]>(`/households/${id}/facts/domestic_violence_victim`, {
      entityId: person,
    })
    expect(history.body).toEqual([])
    const told = await area.rows<{ data: unknown }>('SELECT data FROM ledger_entry WHERE household_id = $1', [
      id,
    ])
    expect(JSON.stringify(told)).not.toContain('domestic_violence')
  })

  it('an organisation sees none of them, whatever was granted', async () => {
    const manager = await area.as('manager')
    await area.grant(id, manager.accountId)
    await record(cadre, [household('monthly_income', 1500), ofPerson('has_disability_certificate', true)])
    const page = await manager.get<Page>(`/households/${id}`)
    expect(page.status).toBe(200)
    expect(page.body.facts).toEqual([])
    expect(
      (await manager.get<FactView[]>(`/households/${id}/facts/monthly_income`, { entityId: id })).body,
    ).toEqual([])
    const thread = await manager.get<{ items: { data: unknown }[] }>(`/households/${id}/thread`)
    expect(JSON.stringify(thread.body)).not.toMatch(/income|disability|收入|残疾/)
  })

  it('one request is one entry in the ledger; a repeated request changes nothing', async () => {
    const key = newId()
    const facts = [household('debt', 1), household('monthly_rent', 2), ofPerson('employed', true)]
    const first = await record(cadre, facts, 'visit', key)
    expect((await record(cadre, facts, 'visit', key)).body).toEqual(first.body)
    const reused = await record(cadre, [household('debt', 9)], 'visit', key)
    expect(reused).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } })
    const entries = await area.rows(
      "SELECT data FROM ledger_entry WHERE household_id = $1 AND action = 'fact.record'",
      [id],
    )
    expect(entries).toEqual([
      {
        data: {
          recorded: 3,
          unchanged: 0,
          source: 'visit',
          facts: ['household.monthly_rent', 'person.employed'],
          sensitive: ['household.debt'],
          protected: 0,
        },
      },
    ])
  })

  it('two people at once lose nothing', async () => {
    const backbone = await area.as('backbone')
    await Promise.all([
      ...Array.from({ length: 6 }, (_, i) =>
        record(cadre, [household('debt', i + 1), household('monthly_rent', i)]),
      ),
      ...Array.from({ length: 6 }, (_, i) => record(backbone, [household('monthly_income', i + 1)])),
    ])
    for (const fact of ['debt', 'monthly_rent', 'monthly_income']) {
      const [last] = await area.rows<{ value: number }>(
        `SELECT value FROM fact WHERE household_id = $1 AND fact = $2
         ORDER BY valid_from DESC, learned_at DESC, seq DESC LIMIT 1`,
        [id, fact],
      )
      expect(await wide(`f_${fact}`)).toBe((last?.value ?? Number.NaN) * 100)
    }
  })
})
