import { contract } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, COMMITTEE, idNumber, makeArea } from '../../../testing/area.ts'
import { THREAD_GROUPS, type ThreadEntry, threadText } from './thread/texts.ts'

interface Event {
  id: string
  at: string
  action: string
  group: string
  text: { zh: string; en: string }
  actor: { name: string; role: string }
}
interface Thread {
  items: Event[]
  total: number
}

describe('the thread of a household', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  it('tells what happened in sentences, newest first, by name', async () => {
    const cadre = await area.as('cadre')
    const id = await area.openHousehold({ name: '邵家', idNumber: idNumber('1955-01-01', 2) })
    area.later(60_000)
    const later = await area.as('cadre')
    await later.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'household',
          entityId: id,
          fact: 'monthly_income',
          value: 1800,
          validFrom: '2025-06-16',
        },
        { entityKind: 'household', entityId: id, fact: 'debt', value: 500, validFrom: '2025-06-16' },
      ],
    })
    await cadre.get(`/households/${id}`)
    const { body } = await later.get<Thread>(`/households/${id}/thread`)
    const sentences = body.items
      .filter(({ group }) => group === 'facts' || group === 'case')
      .map(({ text }) => text.zh)
    expect(sentences).toEqual([
      '李干部走访时记下了 2 项情况：家庭月可支配收入合计、家庭负债',
      expect.stringMatching(/^李干部为这家建了档，编号 H\d{8}$/),
    ])
    expect(body.items.some(({ action }) => action === 'household.read')).toBe(false)
    const facts = await later.get<Thread>(`/households/${id}/thread`, { group: 'facts' })
    expect(facts.body.items.map(({ action }) => action)).toEqual(['fact.record'])
    expect(facts.body.total).toBe(1)
  })

  it('of 200 events comes in pages and misses none', async () => {
    const cadre = await area.as('cadre')
    const id = await area.openHousehold({ name: '长家', idNumber: idNumber('1956-01-01', 4) })
    await area.rows(
      `INSERT INTO ledger_entry (id, at, actor_id, actor_role, actor_org, action, object_kind, object_id, household_id, org_path, data)
       SELECT gen_random_uuid(), timestamptz '2025-06-16 02:00Z' + n * interval '1 second', $2, 'cadre', $3, 'fact.record',
         'household', $1::text, $1::uuid, $3, jsonb_build_object('recorded', n, 'source', 'visit')
       FROM generate_series(1, 200) n`,
      [id, cadre.accountId, COMMITTEE],
    )
    const seen: Event[] = []
    for (let offset = 0; ; offset += 50) {
      const { body } = await cadre.get<Thread>(`/households/${id}/thread`, { limit: 50, offset })
      expect(body.total).toBeGreaterThanOrEqual(201)
      if (body.items.length === 0) break
      seen.push(...body.items)
    }
    expect(new Set(seen.map((event) => event.id)).size).toBe(seen.length)
    expect(seen.filter(({ action }) => action === 'fact.record')).toHaveLength(200)
    expect([...seen].sort((a, b) => (a.at < b.at ? 1 : -1))).toEqual(seen)
  })

  it('is hidden with the household', async () => {
    const id = await area.openHousehold({ name: '藏家', idNumber: idNumber('1957-01-01', 6) })
    for (const person of ['cadreNext', 'cadreElsewhere', 'worker'] as const)
      expect((await (await area.as(person)).get(`/households/${id}/thread`)).status).toBe(404)
  })
})

describe('sentences', () => {
  /** Modules whose actions are about a household; imports, accounts and bureau tasks are not part of a thread. */
  const declared = [contract.households, contract.policies]
    .flatMap((group) => Object.values(group))
    .flatMap((operation) => operation['~orpc'].meta.ledger ?? [])
  const silent = ['household.read', 'household.screen', 'household.check']

  it.each([...new Set(declared)].filter((action) => !silent.includes(action)))('%s has one', (action) => {
    const text = threadText(action)
    if (!text) throw new Error(`no sentence for ${action}`)
    // What concerns no household has a place in the ledger only.
    expect([...THREAD_GROUPS, null]).toContain(text.group)
    const entry: ThreadEntry = {
      actor: { zh: '王社工', en: 'Wang' },
      data: {},
      name: () => '某人',
      fact: (name) => ({ zh: name, en: name }),
      policy: (id) => ({ zh: id, en: id }),
    }
    expect(text.zh(entry)).toMatch(/\p{Script=Han}/u)
    expect(text.en(entry)).toMatch(/[a-z]/)
    expect(text.zh(entry)).not.toMatch(/undefined|null|NaN/)
  })
})
