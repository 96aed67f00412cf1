import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, COMMITTEE, idNumber, makeArea, OTHER_COMMITTEE } from '../../../../testing/area.ts'
import type { ApiClient } from '../../../../testing/index.ts'

interface Decided {
  items: { id: string; outcome: string }[]
  decided: number
}
interface Versions {
  items: { id: string; version: number }[]
  total: number
}

const MANY = 2000

describe('deciding two thousand gaps in one go', () => {
  let area: Area
  let cadre: ApiClient
  const households: string[] = []
  let elsewhere: string

  beforeAll(async () => {
    area = await makeArea()
    cadre = await area.as('cadre')
    for (let n = 0; n < 20; n++)
      households.push(await area.openHousehold({ name: '何家', idNumber: idNumber('1971-03-04', n + 1) }))
    elsewhere = await area.openHousehold(
      { name: '外家', idNumber: idNumber('1971-03-04', 99) },
      { as: 'cadreElsewhere' },
    )
  })
  afterAll(() => area.close())

  /** A hundred made-up policies for each of twenty households. */
  const plant = async () => {
    await area.rows('DELETE FROM gap')
    const gaps = households.flatMap((household) =>
      Array.from({ length: MANY / households.length }, (_, n) => ({
        id: newId(),
        household_id: household,
        org_path: COMMITTEE,
        policy: `made-up-${n}`,
      })),
    )
    await area.rows(
      `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash)
       SELECT id, household_id, org_path, policy, 'open', '2025-06-16', now(),
         '{"text":{"zh":"符合条件","en":"fits"},"value":true}', 'test'
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, household_id uuid, org_path text, policy text)`,
      [JSON.stringify(gaps)],
    )
  }
  const foreign = async () => {
    const id = newId()
    await area.rows(
      `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash)
       VALUES ($1, $2, $3, 'made-up', 'open', '2025-06-16', now(), '{"text":{"zh":"符","en":"f"},"value":true}', 'test')`,
      [id, elsewhere, OTHER_COMMITTEE],
    )
    return id
  }
  const versions = async (query = {}) => (await cadre.get<Versions>('/gaps/versions', query)).body
  const states = async () =>
    Object.fromEntries(
      (
        await area.rows<{ state: string; n: number }>('SELECT state, count(*)::int AS n FROM gap GROUP BY 1')
      ).map(({ state, n }) => [state, n]),
    )
  const count = async (action: string) =>
    (await area.rows('SELECT 1 FROM ledger_entry WHERE action = $1', [action])).length

  it('dismisses all of them with one reason, each with its line in the ledger, and undoes it', async () => {
    await plant()
    const { items, total } = await versions()
    expect(total).toBe(MANY)
    const before = await count('gap.dismiss')
    const { status, body } = await cadre.post<Decided>('/gaps/dismiss', {
      items,
      reason: 'already_receiving',
    })
    expect(status).toBe(200)
    expect(body.decided).toBe(MANY)
    expect(new Set(body.items.map(({ outcome }) => outcome))).toEqual(new Set(['done']))
    expect(await states()).toEqual({ dismissed: MANY })
    expect((await count('gap.dismiss')) - before).toBe(MANY)

    const again = await cadre.post<Decided>('/gaps/dismiss', { items, reason: 'already_receiving' })
    expect(new Set(again.body.items.map(({ outcome }) => outcome))).toEqual(new Set(['already']))
    expect((await count('gap.dismiss')) - before).toBe(MANY)

    const dismissed = await versions({ state: 'dismissed' })
    const undone = await cadre.post<Decided>('/gaps/reopen', { items: dismissed.items })
    expect(undone.body.decided).toBe(MANY)
    expect(await states()).toEqual({ open: MANY })
  })

  it('confirms all of them: a need each, one case a household', async () => {
    await plant()
    const { items } = await versions()
    const { body } = await cadre.post<Decided>('/gaps/confirm', { items, urgency: 3, rootCause: 'illness' })
    expect(body.decided).toBe(MANY)
    expect(await states()).toEqual({ confirmed: MANY })
    const needs = await area.rows<{ urgency: number; root_cause: string }>(
      "SELECT urgency, root_cause FROM need WHERE source_kind = 'gap'",
    )
    expect(needs).toHaveLength(MANY)
    expect(needs[0]).toEqual({ urgency: 3, root_cause: 'illness' })
    expect(await area.rows('SELECT 1 FROM case_file')).toHaveLength(households.length)
  })

  it('says for each what became of it, and lets none stop the others', async () => {
    await plant()
    const { items } = await versions()
    const [stale, decided, ...rest] = items.slice(0, 250)
    if (!stale || !decided) throw new Error('no gaps')
    const backbone = await area.as('backbone')
    await backbone.post(`/gaps/${decided.id}/dismiss`, { version: decided.version, reason: 'moved_away' })
    const strange = await foreign()
    const { body } = await cadre.post<Decided>('/gaps/dismiss', {
      items: [
        { ...stale, version: 7 },
        decided,
        { id: strange, version: 1 },
        { id: newId(), version: 1 },
        ...rest,
      ],
      reason: 'facts_wrong',
    })
    expect(body.items.slice(0, 4).map(({ outcome }) => outcome)).toEqual([
      'changed',
      'decided',
      'not-found',
      'not-found',
    ])
    expect(body.decided).toBe(rest.length)
    expect(await area.rows("SELECT 1 FROM gap WHERE id = $1 AND state = 'open'", [strange])).toHaveLength(1)
  })

  it('opens a dismissed gap again only where no newer one is live', async () => {
    await plant()
    const { items } = await versions({ policy: 'made-up-0' })
    await cadre.post('/gaps/dismiss', { items, reason: 'facts_wrong' })
    await area.rows(
      `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash)
       SELECT gen_random_uuid(), household_id, org_path, policy, 'open', since, found_at, because, library_hash
       FROM gap WHERE id = $1`,
      [items[0]?.id],
    )
    const again = items.map(({ id, version }) => ({ id, version: version + 1 }))
    const { body } = await cadre.post<Decided>('/gaps/reopen', { items: again })
    expect(body.items.map(({ outcome }) => outcome)).toEqual(['decided', ...again.slice(1).map(() => 'done')])
    expect((await cadre.post(`/gaps/${items[0]?.id}/reopen`, { version: 2 })).status).toBe(409)
  })

  it('is for those who decide gaps, and for two thousand at most', async () => {
    const items = [{ id: newId(), version: 1 }]
    for (const person of ['bureau', 'supervisor', 'administrator'] as const)
      expect(
        (await (await area.as(person)).post('/gaps/dismiss', { items, reason: 'facts_wrong' })).status,
      ).toBe(403)
    const many = Array.from({ length: MANY + 1 }, () => ({ id: newId(), version: 1 }))
    expect((await cadre.post('/gaps/dismiss', { items: many, reason: 'facts_wrong' })).status).toBe(400)
  })
})
