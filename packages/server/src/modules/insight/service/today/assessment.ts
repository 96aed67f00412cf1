import type { Tx } from '../../../../platform/db/index.ts'
import type { InsightDeps } from '../../deps.ts'
import type { Item } from './item.ts'

/** Urgent alerts that nobody has closed: first of all, with the hour by which something must be done. */
export async function urgentAlerts(tx: Tx, deps: InsightDeps): Promise<Item[]> {
  const alerts = await deps.urgentAlerts(tx, 20)
  return alerts.map((alert) => ({
    id: `alert:${alert.id}`,
    kind: 'alert' as const,
    column: 'now' as const,
    title: {
      zh:
        alert.kind === 'suicide'
          ? `紧急：${alert.headName}家需要心理支持`
          : `紧急：${alert.headName}家有急事`,
      en:
        alert.kind === 'suicide'
          ? `Urgent: ${alert.headName} needs psychological support`
          : `Urgent: ${alert.headName} needs somebody now`,
    },
    why: {
      zh: alert.overdue ? '已经超过时限，请马上联系督导和社工。' : '请马上联系督导和社工，不要让本人独处。',
      en: alert.overdue
        ? 'The time is over: call supervisor and social worker now.'
        : 'Call supervisor and social worker now; do not leave the person alone.',
    },
    dueOn: alert.dueAt.slice(0, 10),
    overdue: true,
    at: alert.raisedAt,
    householdId: alert.householdId,
    // Those who may see the signal record there; the others find it in the list of alerts.
    href: alert.signalId === null ? '/assessments/alerts' : `/signals?open=${alert.signalId}`,
    action: { zh: '去处理', en: 'Act' },
  }))
}

/** Tiers that wait for the actor, and assessments whose time is over: one line each, since they may be many. */
export async function tiersWaiting(tx: Tx, deps: InsightDeps): Promise<Item[]> {
  const { toConfirm, grave, due } = await deps.tiersWaiting(tx)
  const line = (id: string, n: number, box: string, zh: string, en: string, why: Item['why']): Item[] =>
    n === 0
      ? []
      : [
          {
            id: `tier:${id}`,
            kind: 'tier' as const,
            column: 'now' as const,
            title: { zh: `${n} 户${zh}`, en: `${n} households: ${en}` },
            why,
            dueOn: null,
            overdue: false,
            at: null,
            householdId: null,
            href: `/assessments?box=${box}`,
            action: { zh: '去看', en: 'Look' },
          },
        ]
  return [
    ...line('confirm', toConfirm, 'to_confirm', '的级别等您确认', 'tiers to confirm', {
      zh: grave > 0 ? `其中 ${grave} 户建议定为一级或二级，请先看。` : '按困难程度排好了先后。',
      en:
        grave > 0 ? `${grave} are proposed for tier 1 or 2; look at them first.` : 'The gravest stand first.',
    }),
    ...line('due', due, 'due', '到了重新评估的时间', 'due to be assessed again', {
      zh: '上次定级以后已经到期。',
      en: 'Their time since the last decision is over.',
    }),
  ]
}
