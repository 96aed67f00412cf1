import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testKeyring } from '../../../testing/app.ts'
import {
  type CaseWorld,
  COMMITTEE,
  caseWorld,
  ORGANISATION,
  type Person,
} from '../../../testing/case-world.ts'
import type { Tx } from '../../platform/db/index.ts'
import { confirmNeed } from '../needs/index.ts'
import type { ArrivedBenefit } from './deps.ts'
import { assignAdvisor } from './service/assign-advisor.ts'
import { proposeClosure, reviewClosure } from './service/close-case.ts'
import { readCounselling, writeCounselling } from './service/counselling.ts'
import { cancelItem, finishItem, startItem } from './service/finish-plan-item.ts'
import { openCase } from './service/open-case.ts'
import { addPlanItem, declineItem, handOverItem, nameWorker } from './service/plan-item.ts'
import { recordContact } from './service/record-contact.ts'
import { caseOfHousehold, viewCase } from './service/view-case.ts'
import { answerOrder, giveOrder, listOwnOrders } from './service/volunteer-order.ts'
import { writeOpinion } from './service/write-opinion.ts'

describe('a case from its first need to its closure', () => {
  let world: CaseWorld
  const arrived: ArrivedBenefit[] = []
  const deps = {
    keys: testKeyring(),
    recordBenefit: async (_tx: Tx, benefit: ArrivedBenefit) => {
      arrived.push(benefit)
    },
  }

  const as = <T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> => world.as(person, work)

  beforeAll(async () => {
    world = await caseWorld()
  })
  afterAll(() => world.close())

  const need = (tx: Tx) =>
    confirmNeed(
      tx,
      { openCase },
      {
        householdId: world.household,
        category: 'care',
        title: '需要上门照护',
        sourceKind: 'visit',
        ownWords: '一个人洗不了澡',
      },
    )

  it('is served and closed, each step by whom it belongs to', async () => {
    const { needId, caseId } = await as('cadre', need)
    const opened = await as('backbone', (tx) => viewCase(tx, caseId))
    expect(opened).toMatchObject({ state: 'open', advisor: null, headName: '吴阿婆', actions: ['assign'] })
    expect(opened.needs).toMatchObject([{ id: needId, state: 'confirmed', ownWords: '一个人洗不了澡' }])

    const assigned = await as('backbone', (tx) =>
      assignAdvisor(tx, { id: caseId, version: opened.version, advisorId: world.ids.cadre }),
    )
    expect(assigned).toMatchObject({
      state: 'serving',
      advisor: { name: '李干部' },
      nextContactOn: '2025-06-23',
    })

    const item = await as('cadre', (tx) =>
      addPlanItem(tx, { id: caseId, needId, kind: 'service', title: '上门照护评估', dueOn: '2025-06-30' }),
    )
    expect(item.state).toBe('planned')
    await expect(as('manager', (tx) => viewCase(tx, caseId))).rejects.toMatchObject({ code: 'not_found' })

    const handed = await as('backbone', (tx) =>
      handOverItem(tx, { itemId: item.id, version: item.version, organisationPath: ORGANISATION }),
    )
    expect(handed).toMatchObject({ state: 'handed_over', organisation: { path: ORGANISATION } })
    await expect(as('worker', (tx) => viewCase(tx, caseId))).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      as('manager', (tx) =>
        nameWorker(tx, { itemId: item.id, version: handed.version, workerId: world.ids.otherWorker }),
      ),
    ).rejects.toMatchObject({ code: 'person_unsuitable' })
    const named = await as('manager', (tx) =>
      nameWorker(tx, { itemId: item.id, version: handed.version, workerId: world.ids.worker }),
    )
    expect(named).toMatchObject({ state: 'assigned', worker: { name: '王社工' } })

    await as('manager', (tx) => writeOpinion(tx, { householdId: world.household, body: '建议每周两次助浴' }))
    const started = await as('worker', (tx) => startItem(tx, { itemId: item.id, version: named.version }))
    await as('worker', (tx) =>
      recordContact(tx, {
        householdId: world.household,
        at: '2025-06-16T00:30:00Z',
        channel: 'visit',
        minutes: 40,
        summary: '上门评估，已约助浴时间',
        reached: true,
        planItemId: item.id,
        nextOn: '2025-06-20',
      }),
    )
    await as('worker', (tx) =>
      writeCounselling(tx, deps, { householdId: world.household, body: '情绪低落，已安抚' }),
    )
    const order = await as('worker', (tx) =>
      giveOrder(tx, {
        id: caseId,
        volunteerId: world.ids.volunteer,
        what: '陪同就医',
        callName: '吴阿姨',
        place: '某路 1 号 101 室',
        dueOn: '2025-06-18',
      }),
    )
    const [offered] = await as('volunteer', listOwnOrders)
    expect(offered).toMatchObject({
      id: order.id,
      place: '',
      householdId: null,
      actions: ['accept', 'decline'],
    })
    const accepted = await as('volunteer', (tx) =>
      answerOrder(tx, { id: order.id, version: 1, action: 'accept' }),
    )
    expect(accepted.place).toBe('某路 1 号 101 室')
    await as('volunteer', (tx) =>
      answerOrder(tx, { id: order.id, version: 2, action: 'done', report: '已陪同', minutes: 90 }),
    )

    const before = await as('cadre', (tx) => viewCase(tx, caseId))
    await expect(
      as('cadre', (tx) =>
        proposeClosure(tx, { id: caseId, version: before.version, outcome: 'met', assessment: '已稳定' }),
      ),
    ).rejects.toMatchObject({ code: 'open_work_left' })
    const finished = await as('worker', (tx) =>
      finishItem(tx, deps, {
        itemId: item.id,
        version: started.version,
        result: '每周两次助浴',
        needMet: true,
      }),
    )
    expect(finished).toMatchObject({ state: 'done', actions: [] })

    const ready = await as('cadre', (tx) => viewCase(tx, caseId))
    expect(ready.needs).toMatchObject([{ state: 'met' }])
    const proposed = await as('cadre', (tx) =>
      proposeClosure(tx, {
        id: caseId,
        version: ready.version,
        outcome: 'met',
        assessment: '助浴稳定，本人满意',
      }),
    )
    const [first] = proposed.closures
    if (!first) throw new Error('no closure')
    await as('supervisor', (tx) =>
      reviewClosure(tx, { id: first.id, version: first.version, decision: 'return', comment: '请补充回访' }),
    )
    const returned = await as('cadre', (tx) => viewCase(tx, caseId))
    expect(returned).toMatchObject({
      state: 'serving',
      closures: [{ state: 'returned', comment: '请补充回访' }],
    })
    const again = await as('cadre', (tx) =>
      proposeClosure(tx, { id: caseId, version: returned.version, outcome: 'met', assessment: '已回访' }),
    )
    const second = again.closures.find((closure) => closure.state === 'proposed')
    if (!second) throw new Error('no second closure')
    await as('supervisor', (tx) =>
      reviewClosure(tx, { id: second.id, version: second.version, decision: 'approve' }),
    )

    const closed = await as('backbone', (tx) => caseOfHousehold(tx, { householdId: world.household }))
    expect(closed).toMatchObject({ state: 'closed', outcome: 'met', team: [], nextContactOn: null })
    await expect(as('worker', (tx) => viewCase(tx, caseId))).rejects.toMatchObject({ code: 'not_found' })
    await expect(as('manager', (tx) => viewCase(tx, caseId))).rejects.toMatchObject({ code: 'not_found' })

    const { rows } = await world.test.superPool.query(
      `SELECT action FROM ledger_entry WHERE household_id = $1 AND action <> 'household.read' ORDER BY seq`,
      [world.household],
    )
    expect(rows.map((row) => row.action)).toEqual([
      'need.confirm',
      'case.open',
      'case.assign',
      'plan.add',
      'plan.hand-over',
      'plan.worker',
      'opinion.write',
      'plan.start',
      'contact.record',
      'counselling.write',
      'order.give',
      'order.answer',
      'order.answer',
      'plan.finish',
      'closure.propose',
      'closure.review',
      'closure.propose',
      'closure.review',
    ])
  })

  it('keeps counselling notes encrypted and from everybody but social workers and supervisors', async () => {
    const { rows } = await world.test.superPool.query('SELECT body FROM counselling_note')
    expect(rows.map((row) => row.body).join()).not.toContain('情绪低落')
    await expect(
      as('supervisor', (tx) => readCounselling(tx, deps, { householdId: world.household })),
    ).resolves.toMatchObject([{ body: '情绪低落，已安抚', by: '王社工' }])
    await expect(
      as('backbone', (tx) => readCounselling(tx, deps, { householdId: world.household })),
    ).resolves.toEqual([])
  })

  it('refuses the slower of two changes, and a step that its state does not know', async () => {
    const { caseId } = await as('cadre', need)
    const item = await as('cadre', (tx) => addPlanItem(tx, { id: caseId, kind: 'service', title: '送餐' }))
    await as('cadre', (tx) => startItem(tx, { itemId: item.id, version: item.version }))
    await expect(
      as('cadre', (tx) => cancelItem(tx, { itemId: item.id, version: item.version, reason: '重复' })),
    ).rejects.toMatchObject({ code: 'version_conflict' })
    await expect(
      as('backbone', (tx) =>
        handOverItem(tx, { itemId: item.id, version: item.version + 1, organisationPath: ORGANISATION }),
      ),
    ).rejects.toMatchObject({ code: 'action_not_possible' })
    await as('cadre', (tx) => cancelItem(tx, { itemId: item.id, version: item.version + 1, reason: '重复' }))
  })

  it('one household has one live case, however many needs are confirmed', async () => {
    const first = await as('cadre', need)
    const second = await as('backbone', need)
    expect(second.caseId).toBe(first.caseId)
  })

  it('a further need sends a closure that waits for its review back, judged by nobody', async () => {
    const { caseId } = await as('cadre', need)
    const opened = await as('backbone', (tx) => viewCase(tx, caseId))
    const serving =
      opened.state === 'serving'
        ? opened
        : await as('backbone', (tx) =>
            assignAdvisor(tx, { id: caseId, version: opened.version, advisorId: world.ids.cadre }),
          )
    for (const item of serving.plan.filter((one) => !['done', 'cancelled'].includes(one.state)))
      await as('backbone', (tx) =>
        cancelItem(tx, { itemId: item.id, version: item.version, reason: '不再需要' }),
      )
    const ready = await as('backbone', (tx) => viewCase(tx, caseId))
    await as('backbone', (tx) =>
      proposeClosure(tx, { id: caseId, version: ready.version, outcome: 'met', assessment: '稳定' }),
    )
    await as('cadre', need)
    const again = await as('backbone', (tx) => viewCase(tx, caseId))
    expect(again).toMatchObject({ state: 'serving', closures: [{ state: 'returned', reviewedBy: null }] })
  })

  it('an item given back closes the household to the organisation again', async () => {
    const { caseId } = await as('cadre', need)
    const item = await as('cadre', (tx) =>
      addPlanItem(tx, { id: caseId, kind: 'service', title: '心理支持' }),
    )
    const handed = await as('backbone', (tx) =>
      handOverItem(tx, { itemId: item.id, version: item.version, organisationPath: ORGANISATION }),
    )
    await as('manager', (tx) => viewCase(tx, caseId))
    const back = await as('manager', (tx) =>
      declineItem(tx, { itemId: item.id, version: handed.version, reason: '人手不足' }),
    )
    expect(back).toMatchObject({ state: 'planned', organisation: null })
    await expect(as('manager', (tx) => viewCase(tx, caseId))).rejects.toMatchObject({ code: 'not_found' })
    const cancelled = await as('cadre', (tx) =>
      cancelItem(tx, { itemId: item.id, version: back.version, reason: '改由街道办' }),
    )
    expect(cancelled.state).toBe('cancelled')
  })

  it('names no advisor who works elsewhere or is none', async () => {
    const { caseId } = await as('cadre', need)
    const file = await as('backbone', (tx) => viewCase(tx, caseId))
    for (const person of ['cadreElsewhere', 'volunteer', 'manager'] as const)
      await expect(
        as('backbone', (tx) =>
          assignAdvisor(tx, { id: caseId, version: file.version, advisorId: world.ids[person] }),
        ),
      ).rejects.toMatchObject({ code: 'person_unsuitable' })
  })

  it('a benefit that began is told on, so that its gap can close', async () => {
    const { caseId } = await as('cadre', need)
    const item = await as('cadre', (tx) =>
      addPlanItem(tx, { id: caseId, kind: 'policy', policy: 'dibao', title: '协助申请低保' }),
    )
    await as('cadre', (tx) =>
      finishItem(tx, deps, {
        itemId: item.id,
        version: item.version,
        result: '已获批',
        needMet: true,
        benefitFrom: '2025-07-01',
        benefitAmountFen: 120_000,
      }),
    )
    expect(arrived).toEqual([
      {
        householdId: world.household,
        orgPath: COMMITTEE,
        policy: 'dibao',
        fromDate: '2025-07-01',
        amountFen: 120_000,
      },
    ])
  })

  it('the resident sees the own plan, and neither contacts nor opinions', async () => {
    const own = await as('resident', async (tx) => ({
      cases: await tx.query('SELECT id FROM case_file'),
      items: await tx.query('SELECT title FROM plan_item'),
      contacts: await tx.query('SELECT id FROM contact'),
      opinions: await tx.query('SELECT id FROM opinion'),
    }))
    expect(own.cases.length).toBeGreaterThan(0)
    expect(own.items.length).toBeGreaterThan(0)
    expect(own.contacts).toEqual([])
    expect(own.opinions).toEqual([])
  })
})
