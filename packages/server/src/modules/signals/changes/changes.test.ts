import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import type { ApiClient } from '../../../../testing/index.ts'
import { lookInto } from '../index.ts'

interface Change {
  id: string
  kind: string
  state: string
  values: Record<string, number> | null
  before: { values: Record<string, number>; checked: number; lower: number | null }
  trial: { tried: number } | null
  proposedBy: string
  publishedBy: string | null
  fromDay: string
  takenBackReason: string | null
  mine: boolean
  version: number
}
interface Rule {
  rule: string
  silent: boolean
  thresholds: { name: string; value: number; filed: number }[]
  changes: Change[]
}

const DAY = 86_400_000

describe('changes of rules from the page', () => {
  let area: Area
  let bureau: ApiClient
  let second: ApiClient
  let sequence = 600
  beforeAll(async () => {
    area = await makeArea()
    bureau = await area.as('bureau')
    second = await area.as('bureauSecond')
  })
  afterAll(() => area.close())

  const later = async (days: number) => {
    area.later(days * DAY)
    bureau = await area.as('bureau')
    second = await area.as('bureauSecond')
  }
  const today = (ahead = 0) =>
    new Date(area.app.clock.now().getTime() + ahead * DAY).toISOString().slice(0, 10)
  /** A poor household that owes its bills for so many months. */
  const owing = async (months: number) => {
    const cadre = await area.as('cadre')
    sequence += 1
    const id = await area.openHousehold({ name: '何家', idNumber: idNumber('1950-03-04', sequence) })
    const facts = {
      utility_arrears_months: months,
      monthly_income: 1000,
      approved_income_disregard: 0,
      financial_assets: 1000,
    }
    await cadre.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind: 'household',
        entityId: id,
        fact,
        value,
        validFrom: today(),
      })),
    })
    return id
  }
  const raised = async (householdId: string) =>
    (
      await (await area.as('cadre')).get<{ items: { rule: string }[] }>('/signals', { householdId })
    ).body.items
      .map(({ rule }) => rule)
      .filter((rule) => rule === 'arrears')
  const rule = async (who = bureau): Promise<Rule> => {
    const found = (await who.get<{ rules: Rule[] }>('/signals/rules')).body.rules.find(
      (one) => one.rule === 'arrears',
    )
    if (!found) throw new Error('no rule')
    return found
  }
  const propose = (body: object, who = bureau) => {
    // The newest stands first: two proposals of one instant would have no order.
    area.later(1000)
    return who.post<{ id: string; code?: string }>('/signals/rules/arrears/changes', {
      key: newId(),
      reason: '去年看下来，四个月以下多半是忘了缴',
      ...body,
    })
  }
  const step = (who: ApiClient, change: Change | undefined, what: string, body: object = {}) =>
    who.post<{ jobId: string | null; code?: string }>(`/signals/changes/${change?.id}/${what}`, {
      version: change?.version,
      ...body,
    })
  const value = async () => (await rule()).thresholds.find(({ name }) => name === 'arrears_from')

  it('are tried, proposed by one and published by another; then they are what counts, at once and at night', async () => {
    expect(await raised(await owing(3))).toEqual(['arrears'])
    expect((await propose({ kind: 'thresholds', values: { arrears_from: 2 } })).body.code).toBe(
      'signal_change_nothing',
    )
    expect((await propose({ kind: 'thresholds', values: { nothing: 2 } })).body.code).toBe(
      'signal_threshold_refused',
    )
    expect((await propose({ kind: 'thresholds', values: { arrears_from: 4 } })).status).toBe(200)
    expect((await propose({ kind: 'retire' })).body.code).toBe('signal_change_waits')
    const [proposed] = (await rule()).changes
    expect(proposed).toMatchObject({
      state: 'proposed',
      mine: true,
      values: { arrears_from: 4 },
      before: { values: { arrears_from: 2 }, checked: 0 },
      trial: { tried: 0, today: { present: 1, tried: 0 } },
      proposedBy: '区局',
    })
    // Proposals are the bureau's; nothing has changed yet.
    expect((await rule(await area.as('cadre'))).changes).toEqual([])
    expect(await value()).toMatchObject({ value: 2, filed: 2 })
    expect(await raised(await owing(3))).toEqual(['arrears'])
    expect((await step(bureau, proposed, 'publish')).body.code).toBe('second_person_needed')
    expect((await step(await area.as('backbone'), proposed, 'publish')).status).toBe(403)
    expect((await step(second, proposed, 'publish')).body.jobId).toEqual(expect.any(String))
    expect(await value()).toMatchObject({ value: 4, filed: 2 })
    expect((await rule(await area.as('cadre'))).changes).toMatchObject([
      { state: 'published', publishedBy: '区局复核', fromDay: today() },
    ])
    const below = await owing(3)
    expect(await raised(below)).toEqual([])
    const above = await owing(4)
    expect(await raised(above)).toEqual(['arrears'])
    const [row] = await area.rows<{ rule_hash: string | null }>(
      "SELECT rule_hash FROM signal WHERE household_id = $1 AND rule = 'arrears'",
      [above],
    )
    expect(row?.rule_hash).toEqual(expect.any(String))
    expect(row?.rule_hash).not.toBe(area.app.modules.signals.signals.byId.get('arrears')?.hash)
    // Taken back: the district's file counts again.
    const [live] = (await rule()).changes
    expect((await step(bureau, live, 'take-back', { reason: '漏掉了真有困难的家庭' })).status).toBe(200)
    await area.system((tx) => lookInto(tx, area.app.modules.signals, [below]))
    expect(await raised(below)).toEqual(['arrears'])
    expect(await value()).toMatchObject({ value: 2 })
    expect((await rule()).changes).toMatchObject([
      { state: 'taken_back', takenBackReason: '漏掉了真有困难的家庭' },
    ])
    const told = await area.rows<{ action: string }>(
      "SELECT action FROM ledger_entry WHERE object_id = 'arrears' AND action <> 'signal.try' ORDER BY seq",
    )
    expect(told.map(({ action }) => action)).toEqual(['signal.propose', 'signal.publish', 'signal.take-back'])
  })

  it('begin on their day', async () => {
    await propose({ kind: 'thresholds', values: { arrears_from: 5 }, fromDay: today(3) })
    const [proposed] = (await rule()).changes
    expect((await step(second, proposed, 'publish')).body).toEqual({ jobId: null })
    expect(await raised(await owing(3))).toEqual(['arrears'])
    await later(3)
    expect(await raised(await owing(3))).toEqual([])
    expect(await value()).toMatchObject({ value: 5 })
    const [live] = (await rule()).changes
    await step(second, live, 'take-back', { reason: '试完了，恢复' })
  })

  it('put a rule to rest until a day, or retire it; what is open stays with whoever has it', async () => {
    const open = await owing(3)
    expect((await propose({ kind: 'rest' })).body.code).toBe('signal_change_days')
    await propose({ kind: 'rest', untilDay: today(10) })
    const [rest] = (await rule()).changes
    await step(second, rest, 'publish')
    expect(await rule()).toMatchObject({ silent: true })
    await area.system((tx) => lookInto(tx, area.app.modules.signals, [open]))
    expect(await raised(open)).toEqual(['arrears'])
    expect(await raised(await owing(6))).toEqual([])
    expect((await propose({ kind: 'retire' })).body.code).toBe('signal_change_nothing')
    await later(10)
    expect(await rule()).toMatchObject({ silent: false })
    expect(await raised(await owing(6))).toEqual(['arrears'])
    await propose({ kind: 'retire' })
    const [retire] = (await rule()).changes
    expect((await step(second, { ...retire, version: 9 } as Change, 'publish')).body.code).toBe(
      'version_conflict',
    )
    await step(second, retire, 'publish')
    await later(400)
    expect(await rule()).toMatchObject({ silent: true })
    expect(await raised(await owing(6))).toEqual([])
  })

  it('are withdrawn before they are published, and are for the bureau alone', async () => {
    const [live] = (await rule()).changes
    await step(bureau, live, 'take-back', { reason: '再用起来看看' })
    await propose({ kind: 'retire' })
    const [proposed] = (await rule()).changes
    expect((await step(bureau, proposed, 'withdraw')).status).toBe(200)
    expect((await rule()).changes.map(({ state }) => state)).not.toContain('proposed')
    for (const person of ['backbone', 'cadre', 'supervisor', 'worker'] as const)
      expect((await propose({ kind: 'retire' }, await area.as(person))).status).toBe(403)
    // A rule over protected facts is not the bureau's to see.
    const answer = await bureau.post('/signals/rules/child-without-parents/changes', {
      key: newId(),
      kind: 'retire',
      reason: '看不见的规则',
    })
    expect(answer.status).toBe(404)
  })
})
