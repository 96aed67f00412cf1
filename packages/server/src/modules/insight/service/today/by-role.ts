import { addDays, type Role, scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../../platform/db/index.ts'
import {
  closuresToReview,
  dueContacts,
  handedOverItems,
  listOwnOrders,
  listTasks,
  ownPlanItems,
  returnedClosures,
  unassignedCases,
  unplannedCases,
  type WaitingRow,
} from '../../../casework/index.ts'
import { householdHeads, pairedHouseholds } from '../../../households/index.ts'
import { unitNames } from '../../../identity/index.ts'
import type { InsightDeps } from '../../deps.ts'
import { tiersWaiting, urgentAlerts } from './assessment.ts'
import { answers, bulletins, looseFeedback } from './guidance.ts'
import { type Item, itemsOf, type Wording } from './item.ts'
import { changesToReview, doors, lateNotices, notices } from './policy-desk.ts'
import { climbedSignals, guardedSignals, ownSignals } from './signals.ts'
import { WORDINGS } from './wordings.ts'

type Source = (tx: Tx, deps: InsightDeps, today: string) => Promise<Item[]>

function waiting(load: (tx: Tx, today: string) => Promise<WaitingRow[]>, wording: Wording): Source {
  return async (tx, _deps, today) => {
    const rows = await load(tx, today)
    const heads = await householdHeads(
      tx,
      rows.map((row) => row.household_id),
    )
    return itemsOf(rows, heads, wording, today)
  }
}

const assign = waiting(unassignedCases, WORDINGS.assign)
const unplanned = waiting(unplannedCases, WORDINGS.unplanned)
const planItems = waiting((tx, today) => ownPlanItems(tx, addDays(today, 7)), WORDINGS.planItem)
const contacts = waiting((tx, today) => dueContacts(tx, addDays(today, 3)), WORDINGS.contact)
const reviews = waiting(closuresToReview, WORDINGS.review)
const returned = waiting(returnedClosures, WORDINGS.returned)
const handOvers = waiting((tx) => handedOverItems(tx, scopeRange(tx.actor.orgPath)), WORDINGS.handOver)

/** Open gaps of the area: new ones to decide. */
const gaps: Source = async (tx, deps) => {
  const { items } = await deps.openGaps(tx, 20)
  return items.map((gap) => ({
    id: `gap:${gap.id}`,
    kind: 'gap' as const,
    column: 'changed' as const,
    title: {
      zh: `${gap.headName}家可能漏享${gap.policyName.zh}`,
      en: `${gap.headName}: perhaps entitled to ${gap.policyName.en}`,
    },
    why: gap.because.text,
    dueOn: null,
    overdue: false,
    at: gap.foundAt,
    householdId: gap.householdId,
    href: `/households/${gap.householdId}?gap=${gap.id}`,
    action: { zh: '去核实', en: 'Check' },
  }))
}

const AHEAD = {
  gains: { zh: '可以享受', en: 'will be entitled to' },
  loses: { zh: '不再符合', en: 'will no longer qualify for' },
  more: { zh: '能领得更多：', en: 'will get more from' },
  less: { zh: '会领得更少：', en: 'will get less from' },
  ends: { zh: '到期：', en: 'will reach the end of' },
} as const

/** What families of the area will gain or lose within a month: to be told before it happens. */
const ahead: Source = async (tx, deps) => {
  const { items } = await deps.announcements(tx, 30, 10)
  return items.map((one) => ({
    id: `announcement:${one.id}`,
    kind: 'announcement' as const,
    column: 'changed' as const,
    title: {
      zh: `${one.headName}家快要${AHEAD[one.kind].zh}${one.policyName.zh}`,
      en: `${one.headName} ${AHEAD[one.kind].en} ${one.policyName.en}`,
    },
    why: one.reason,
    dueOn: one.day,
    overdue: false,
    at: one.foundAt,
    householdId: one.householdId,
    href: `/gaps/announcements`,
    action: { zh: '看原因', en: 'See why' },
  }))
}

/** Tasks from the bureau that the street owes a reply. */
const tasksToAnswer: Source = async (tx, _deps, today) => {
  const given = await listTasks(tx, { state: 'given', limit: 20, offset: 0 })
  const back = await listTasks(tx, { state: 'returned', limit: 20, offset: 0 })
  return [...back.items, ...given.items].map((task) => ({
    id: `task:${task.id}`,
    kind: 'task' as const,
    column: 'now' as const,
    title: { zh: `区里交办：${task.title}`, en: `Task: ${task.title}` },
    why:
      task.state === 'returned'
        ? { zh: '回复被退回，请补充。', en: 'The reply came back; please add to it.' }
        : { zh: task.body, en: task.body },
    dueOn: task.dueOn,
    overdue: task.dueOn < today,
    at: task.givenAt,
    householdId: null,
    href: `/tasks?id=${task.id}`,
    action: { zh: '回复', en: 'Reply' },
  }))
}

/** Replies from streets that the bureau has not read yet. */
const repliesToRead: Source = async (tx) => {
  const { items } = await listTasks(tx, { state: 'replied', limit: 30, offset: 0 })
  return items.map((task) => ({
    id: `task-reply:${task.id}`,
    kind: 'task-reply' as const,
    column: 'now' as const,
    title: { zh: `${task.orgName}已回复：${task.title}`, en: `${task.orgName} replied: ${task.title}` },
    why: { zh: task.reply ?? '', en: task.reply ?? '' },
    dueOn: task.dueOn,
    overdue: false,
    at: task.repliedAt,
    householdId: null,
    href: `/tasks?id=${task.id}`,
    action: { zh: '查看', en: 'Read' },
  }))
}

/** Orders of the volunteer that wait for an answer or a report. */
const orders: Source = async (tx, _deps, today) =>
  (await listOwnOrders(tx))
    .filter((order) => order.state === 'offered' || order.state === 'accepted')
    .map((order) => ({
      id: `order:${order.id}`,
      kind: 'order' as const,
      column: 'now' as const,
      title: { zh: `${order.callName}：${order.what}`, en: `${order.callName}: ${order.what}` },
      why:
        order.state === 'offered'
          ? { zh: `${order.givenBy}请您帮个忙。`, en: `${order.givenBy} asks for your help.` }
          : { zh: `地点：${order.place}`, en: `Place: ${order.place}` },
      dueOn: order.dueOn,
      overdue: order.dueOn < today,
      at: null,
      householdId: null,
      href: `/orders?id=${order.id}`,
      action: order.state === 'offered' ? { zh: '答复', en: 'Answer' } : { zh: '报告完成', en: 'Report' },
    }))

/** The families that the actor accompanies, those without contact for longest first. */
const mine: Source = async (tx) => {
  const families = await pairedHouseholds(tx)
  const units = await unitNames(
    tx,
    families.map((family) => family.orgPath),
  )
  return families.map((family) => ({
    id: `mine:${family.id}`,
    kind: 'contact-due' as const,
    column: 'mine' as const,
    title: { zh: `${family.headName}家`, en: family.headName },
    why: { zh: units.get(family.orgPath) ?? '', en: units.get(family.orgPath) ?? '' },
    dueOn: null,
    overdue: false,
    at: family.lastContactAt?.toISOString() ?? null,
    householdId: family.id,
    href: `/households/${family.id}`,
    action: { zh: '打开', en: 'Open' },
  }))
}

/** Imports that stopped or left rows to look at. */
const imports: Source = async (tx, deps) => {
  const { items } = await deps.recentImports(tx, 10)
  return items
    .filter(
      (batch) =>
        batch.state === 'failed' ||
        (batch.state === 'done' && !batch.dryRun && batch.refused + batch.review > 0),
    )
    .map((batch) => ({
      id: `import:${batch.id}`,
      kind: 'import' as const,
      column: batch.state === 'failed' ? ('now' as const) : ('changed' as const),
      title: { zh: `《${batch.fileName}》导入`, en: `Import of ${batch.fileName}` },
      why:
        batch.state === 'failed'
          ? {
              zh: `停在第 ${batch.nextRow} 行，可以接着导入。`,
              en: `It stopped at row ${batch.nextRow}; it can go on.`,
            }
          : {
              zh: `${batch.refused} 行没有收下，${batch.review} 行待核对。`,
              en: `${batch.refused} rows refused, ${batch.review} to review.`,
            },
      dueOn: null,
      overdue: false,
      at: batch.finishedAt ?? batch.createdAt,
      householdId: null,
      href: `/imports/${batch.id}`,
      action: batch.state === 'failed' ? { zh: '接着导入', en: 'Go on' } : { zh: '看看', en: 'Look' },
    }))
}

/** What each role finds on its page, in order. Roles without an entry see figures only. */
export const SOURCES: Readonly<Partial<Record<Role, readonly Source[]>>> = {
  bureau: [lateNotices, changesToReview, repliesToRead, climbedSignals(2), looseFeedback, imports, gaps],
  backbone: [
    urgentAlerts,
    climbedSignals(1),
    ownSignals,
    lateNotices,
    notices,
    doors,
    tasksToAnswer,
    assign,
    returned,
    tiersWaiting,
    planItems,
    contacts,
    bulletins,
    answers,
    imports,
    ahead,
    gaps,
    mine,
  ],
  cadre: [
    urgentAlerts,
    ownSignals,
    lateNotices,
    notices,
    doors,
    returned,
    unplanned,
    tiersWaiting,
    planItems,
    contacts,
    bulletins,
    answers,
    ahead,
    gaps,
    mine,
  ],
  social_worker: [
    urgentAlerts,
    ownSignals,
    lateNotices,
    notices,
    returned,
    unplanned,
    planItems,
    contacts,
    bulletins,
    answers,
    mine,
  ],
  supervisor: [guardedSignals, urgentAlerts, reviews],
  org_manager: [handOvers, bulletins, answers],
  volunteer: [orders],
}
