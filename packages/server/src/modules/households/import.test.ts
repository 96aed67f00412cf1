import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  COMMITTEE,
  idNumber,
  makeArea,
  NEXT_COMMITTEE,
  OTHER_COMMITTEE,
} from '../../../testing/area.ts'
import { testKeyring, testLibrary } from '../../../testing/index.ts'
import { type Tx, withActor } from '../../platform/db/index.ts'
import { Events } from '../../platform/events/index.ts'
import type { ImportHousehold, ImportHouseholds, ImportMember } from './bulk/types.ts'
import { findPersons, importHouseholds, recordFacts, recordFactsOfMany } from './index.ts'

const deps = {
  facts: testLibrary().facts,
  library: testLibrary(),
  keys: testKeyring(),
  events: new Events(),
  order: new Map(),
  conditions: () => {
    throw new Error('nothing here makes a list')
  },
}

function member(name: string, n: number, change: Partial<ImportMember> = {}): ImportMember {
  return {
    personId: null,
    newPersonId: newId(),
    relation: 'head',
    name,
    idNumber: idNumber('1958-06-07', n),
    docMissingReason: null,
    sex: null,
    birthDate: null,
    phone: `+861990000${String(n).padStart(4, '0')}`,
    sourceRow: n,
    facts: [
      { fact: 'employed', value: n % 2 === 0, sourceRow: n },
      { fact: 'monthly_wage', value: n * 10, sourceRow: n },
    ],
    receipts: [],
    ...change,
  }
}

function household(name: string, n: number, change: Partial<ImportHousehold> = {}): ImportHousehold {
  return {
    householdId: null,
    newHouseholdId: newId(),
    orgPath: COMMITTEE,
    address: `夏阳街道青安路${n}号`,
    facts: [
      { fact: 'monthly_income', value: 1000 + n, sourceRow: n },
      { fact: 'assistance_class', value: 'dibao', sourceRow: n },
    ],
    receipts: [
      { policy: 'dibao', amountFen: 100_000 + n, per: 'month', fromDate: '2024-01-01', sourceRow: n },
    ],
    members: [member(name, n), member(`${name}之妻`, n + 500, { relation: 'spouse', phone: null })],
    ...change,
  }
}

const roster = (households: ImportHousehold[], change: Partial<ImportHouseholds> = {}): ImportHouseholds => ({
  batchId: null,
  sourceId: 'dibao-roster',
  sourceName: '低保在册名单 2025-06',
  sourceKind: 'import',
  asOf: '2025-06-01',
  households,
  ...change,
})

/** Every row that households are made of, without what differs by nature: ids, numbers, order, encryption. */
const DUMP = `
  SELECT 'household' AS t, to_jsonb(h) - '{id,no,head_person_id,change_xid}'::text[] AS r FROM household h
  UNION ALL SELECT 'person', to_jsonb(p) - '{id,household_id,id_number,phone}'::text[] FROM person p
  UNION ALL SELECT 'membership', to_jsonb(m) - '{id,household_id,person_id}'::text[] || jsonb_build_object('who', p.name) FROM membership m JOIN person p ON p.id = m.person_id
  UNION ALL SELECT 'fact', to_jsonb(f) - '{id,entity_id,household_id,seq}'::text[] || jsonb_build_object('who', coalesce(p.name, h.head_name)) FROM fact f LEFT JOIN person p ON p.id = f.entity_id LEFT JOIN household h ON h.id = f.entity_id
  UNION ALL SELECT 'household_now', to_jsonb(n) - '{household_id}'::text[] || jsonb_build_object('who', h.head_name) FROM household_now n JOIN household h ON h.id = n.household_id
  UNION ALL SELECT 'person_now', to_jsonb(n) - '{household_id,person_id}'::text[] || jsonb_build_object('who', p.name) FROM person_now n JOIN person p ON p.id = n.person_id
  UNION ALL SELECT 'token', to_jsonb(s) - '{household_id,person_id}'::text[] || jsonb_build_object('who', p.name) FROM search_token s JOIN person p ON p.id = s.person_id
  UNION ALL SELECT 'receipt', to_jsonb(b) - '{id,household_id,person_id}'::text[] || jsonb_build_object('who', h.head_name) FROM benefit_receipt b JOIN household h ON h.id = b.household_id
  UNION ALL SELECT 'ledger', to_jsonb(l) - '{id,seq,object_id,household_id,request_id}'::text[] || jsonb_build_object('who', h.head_name) FROM ledger_entry l JOIN household h ON h.id = l.household_id`

describe('the bulk import', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  const load = (input: ImportHouseholds) => area.system((tx) => importHouseholds(tx, deps, input))
  const snapshot = async (of: Area) =>
    (await of.rows<{ t: string; r: unknown }>(DUMP)).map((row) => JSON.stringify(row)).sort()

  it('of many households writes the rows and entries of as many single ones', async () => {
    const other = await makeArea()
    try {
      const list = () => Array.from({ length: 6 }, (_, i) => household(`等户${i}`, 10 + i))
      const visit = (ids: readonly string[]) =>
        ids.map((id, i) => ({
          id,
          sourceKind: 'visit' as const,
          facts: [
            {
              entityKind: 'household' as const,
              entityId: id,
              fact: 'debt',
              value: i * 7,
              validFrom: '2025-06-10',
            },
            {
              entityKind: 'household' as const,
              entityId: id,
              fact: 'monthly_income',
              value: 1010 + i,
              validFrom: '2025-06-10',
            },
          ],
        }))
      const many = await load(roster(list()))
      await area.system((tx) =>
        recordFactsOfMany(tx, deps, visit(many.households.map((one) => one.householdId))),
      )
      const single: string[] = []
      await other.system(async (tx) => {
        for (const one of list()) {
          const { households } = await importHouseholds(tx, deps, roster([one]))
          single.push(...households.map(({ householdId }) => householdId))
        }
      })
      await other.system(async (tx) => {
        for (const one of visit(single)) await recordFacts(tx, deps, one)
      })
      const rows = await snapshot(area)
      expect(rows.length).toBeGreaterThan(150)
      expect(await snapshot(other)).toEqual(rows)
    } finally {
      await other.close()
    }
  })

  it('again writes nothing, also under a newer name of the same list', async () => {
    const first = household('再来户', 40)
    const { households } = await load(roster([first]))
    const [made] = households
    if (!made) throw new Error('one household was made')
    expect(made).toMatchObject({
      created: true,
      changed: true,
      members: [{ created: true, changed: true }, {}],
    })
    const before = await snapshot(area)
    const again: ImportHousehold = {
      ...first,
      householdId: made.householdId,
      members: first.members.map((one, i) => ({ ...one, personId: made.members[i]?.personId ?? null })),
    }
    const repeated = await load(roster([again]))
    expect(repeated.households).toMatchObject([
      { created: false, changed: false, members: [{ changed: false }, { changed: false }] },
    ])
    expect(await snapshot(area)).toEqual(before)
    await load(roster([again], { asOf: '2025-06-15', sourceName: '低保在册名单 2025-06（补）' }))
    const facts = await area.rows('SELECT 1 FROM fact WHERE household_id = $1', [made.householdId])
    expect(facts).toHaveLength(10)
  })

  it('a stale list does not displace what a visit found since; an older list that comes late neither', async () => {
    const { households } = await load(roster([household('访户', 50)]))
    const id = households[0]?.householdId ?? ''
    const income = async () =>
      (
        await area.rows<{ v: number }>(
          'SELECT f_monthly_income AS v FROM household_now WHERE household_id = $1',
          [id],
        )
      )[0]?.v
    const say = (value: number, asOf: string) =>
      load(
        roster(
          [
            {
              ...household('访户', 50),
              householdId: id,
              members: [],
              receipts: [],
              facts: [{ fact: 'monthly_income', value, sourceRow: 1 }],
            },
          ],
          { asOf },
        ),
      )
    await area.system((tx) =>
      recordFacts(tx, deps, {
        id,
        sourceKind: 'visit',
        facts: [
          {
            entityKind: 'household',
            entityId: id,
            fact: 'monthly_income',
            value: 300,
            validFrom: '2025-06-10',
          },
        ],
      }),
    )
    await say(1050, '2025-06-15')
    expect(await income()).toBe(30_000)
    await say(900, '2025-04-01')
    expect(await income()).toBe(30_000)
    await say(800, '2025-06-16')
    expect(await income()).toBe(80_000)
  })

  it('fills what a known person lacks and replaces nothing', async () => {
    const { households } = await load(
      roster([
        household('缺户', 60, {
          address: null,
          members: [member('缺户', 60, { idNumber: null, birthDate: '1958-06-08', phone: null, facts: [] })],
        }),
      ]),
    )
    const [made] = households
    const personId = made?.members[0]?.personId ?? ''
    const fill = (n: number, phone: string) =>
      load(
        roster([
          {
            ...household('缺户', 60),
            householdId: made?.householdId ?? '',
            facts: [],
            receipts: [],
            members: [member('缺户', n, { personId, phone, facts: [] })],
          },
        ]),
      )
    await fill(61, '+8619900000061')
    await fill(63, '+8619900000063')
    const [person] = await area.rows(
      'SELECT id_number_masked, phone_masked, birth_date, sex, doc_type FROM person WHERE id = $1',
      [personId],
    )
    expect(person).toEqual({
      id_number_masked: `310199********${idNumber('1958-06-07', 61).slice(-4)}`,
      phone_masked: '199****0061',
      birth_date: '1958-06-07',
      sex: 'male',
      doc_type: 'resident_id',
    })
    const cadre = await area.as('cadre')
    const found = async (q: string) =>
      (await cadre.get<{ hits: { personId: string }[] }>('/households/search', { q })).body.hits.map(
        (hit) => hit.personId,
      )
    expect(await found('19900000061')).toContain(personId)
    expect(await found('0061')).toContain(personId)
    expect(await found('青安路60号')).toContain(personId)
  })

  it('lets a number say birth date and sex, whatever the list says', async () => {
    const { households } = await load(
      roster([
        household('号户', 70, {
          members: [
            member('号户', 70, {
              facts: [
                { fact: 'birth_date', value: '1900-01-01', sourceRow: 1 },
                { fact: 'sex', value: 'male', sourceRow: 1 },
              ],
            }),
          ],
        }),
      ]),
    )
    const [row] = await area.rows('SELECT f_birth_date, f_sex FROM person_now WHERE household_id = $1', [
      households[0]?.householdId,
    ])
    expect(row).toEqual({ f_birth_date: '1958-06-07', f_sex: 'female' })
  })

  it('refuses a list with an unknown fact or a bad number whole', async () => {
    const bad = household('坏户', 80, { facts: [{ fact: 'no_such', value: 1, sourceRow: 1 }] })
    await expect(load(roster([household('好户', 81), bad]))).rejects.toMatchObject({ code: 'fact_unknown' })
    expect(await area.rows("SELECT 1 FROM household WHERE head_name IN ('好户', '坏户')")).toEqual([])
  })

  it('benefits: another amount ends the old one the day before, absence ends nothing', async () => {
    const first = household('领户', 90)
    const id = (await load(roster([first]))).households[0]?.householdId ?? ''
    const say = (amountFen: number | null, asOf: string) =>
      load(
        roster(
          [
            {
              ...first,
              householdId: id,
              members: [],
              facts: [],
              receipts:
                amountFen === null
                  ? []
                  : [{ policy: 'dibao', amountFen, per: 'month', fromDate: '2024-01-01', sourceRow: 1 }],
            },
          ],
          { asOf },
        ),
      )
    await say(120_000, '2025-06-10')
    await say(110_000, '2025-03-01')
    await say(null, '2025-06-12')
    const receipts = await area.rows(
      'SELECT amount_fen, from_date, to_date FROM benefit_receipt WHERE household_id = $1 ORDER BY from_date',
      [id],
    )
    expect(receipts).toEqual([
      { amount_fen: 100_090, from_date: '2024-01-01', to_date: '2025-06-09' },
      { amount_fen: 120_000, from_date: '2025-06-10', to_date: null },
    ])
  })

  it('finds who the rows are: by number, by name and birth date, and where else to ask', async () => {
    await load(
      roster([
        household('认户', 100),
        household('邻户', 101, { orgPath: NEXT_COMMITTEE }),
        household('远户', 102, { orgPath: OTHER_COMMITTEE }),
      ]),
    )
    const key = (ref: string, name: string, n: number | null, birthDate: string | null = null) => ({
      ref,
      name,
      idNumber: n === null ? null : idNumber('1958-06-07', n),
      birthDate,
    })
    const persons = [
      key('number', '写错名', 100),
      key('name', '认户', null, '1958-06-07'),
      key('ending', '户', null, '1958-06-07'),
      key('elsewhere', '远户', 102),
      key('nobody', '无名', 999),
    ]
    const found = await area.system((tx) => findPersons(tx, deps, { persons }))
    expect(found.byNumber.map(({ ref, person }) => [ref, person.name, person.headName])).toEqual([
      ['number', '认户', '认户'],
      ['elsewhere', '远户', '远户'],
    ])
    expect(found.byNameBirth.map(({ ref, person }) => [ref, person.name, person.relation])).toEqual([
      ['name', '认户', 'head'],
    ])
    const within = await withActor(
      area.test.database,
      { userId: '', role: 'system', orgPath: '310118/310118001/' },
      { clock: area.app.clock, purpose: 'test' },
      (tx) => findPersons(tx, deps, { persons }),
    )
    expect(within.byNumber.map(({ ref }) => ref)).toEqual(['number'])
    expect(within.elsewhere).toEqual([{ ref: 'elsewhere', streetNames: ['盈浦街道'] }])
  })

  it('takes a number of statements that does not grow with the rows', async () => {
    const count = (n: number, from: number) =>
      area.system(async (tx) => {
        let statements = 0
        const counting: Tx = Object.create(tx, {
          query: {
            value: (...given: Parameters<Tx['query']>) => {
              statements += 1
              return tx.query(...given)
            },
          },
          execute: {
            value: (...given: Parameters<Tx['execute']>) => {
              statements += 1
              return tx.execute(...given)
            },
          },
        })
        await importHouseholds(
          counting,
          deps,
          roster(Array.from({ length: n }, (_, i) => household('多户', from + i))),
        )
        return statements
      })
    const few = await count(2, 200)
    expect(await count(40, 210)).toBe(few)
    expect(few).toBeLessThan(30)
  })
})
