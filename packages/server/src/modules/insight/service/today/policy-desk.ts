import type { Tx } from '../../../../platform/db/index.ts'
import type { InsightDeps } from '../../deps.ts'
import type { Item } from './item.ts'

type Source = (tx: Tx, deps: InsightDeps, today: string) => Promise<Item[]>

/** Households that a change of policy touches and that nobody told yet: one thing to do for each change. */
export const doors: Source = async (tx, deps, today) =>
  (await deps.openDoors(tx)).map((change) => ({
    id: `door:${change.id}`,
    kind: 'door' as const,
    column: change.losing > 0 ? ('now' as const) : ('changed' as const),
    title: {
      zh: `“${change.title}”影响到 ${change.open} 户，请上门告知`,
      en: `“${change.title}” touches ${change.open} households; tell them`,
    },
    why:
      change.losing > 0
        ? {
            zh: `其中 ${change.losing} 户会减少或失去待遇，要在执行前知道。`,
            en: `${change.losing} of them get less or lose it, and must know before.`,
          }
        : { zh: '都是新增或增加的。', en: 'All of them gain.' },
    dueOn: change.effectiveOn,
    overdue: change.effectiveOn < today,
    at: null,
    householdId: null,
    href: `/doors?change=${change.id}`,
    action: { zh: '看清单', en: 'See the list' },
  }))

/** Letters that are past their day: said to whoever answers for the area. */
export const lateNotices: Source = async (tx, deps) => {
  const { late } = await deps.openNotices(tx)
  if (late === 0) return []
  return [
    {
      id: 'notice:late',
      kind: 'notice' as const,
      column: 'now' as const,
      title: {
        zh: `${late} 份待遇变动告知书过了期限还没有送到`,
        en: `${late} letters about a loss are past their day`,
      },
      why: {
        zh: '待遇已经减少或停止，家里还没有收到告知。',
        en: 'Something was cut or ended, and the household has had no letter.',
      },
      dueOn: null,
      overdue: true,
      at: null,
      householdId: null,
      href: '/doors/notices?state=late',
      action: { zh: '看是哪些', en: 'See which' },
    },
  ]
}

/** Letters that are to be handed over in time. */
export const notices: Source = async (tx, deps) => {
  const { open, late, next } = await deps.openNotices(tx)
  if (open - late === 0) return []
  return [
    {
      id: 'notice:open',
      kind: 'notice' as const,
      column: 'now' as const,
      title: {
        zh: `${open - late} 份待遇变动告知书要送到`,
        en: `${open - late} letters about a loss to hand over`,
      },
      why: {
        zh: '这些家庭要失去或少拿一份待遇，要在那天以前收到告知书。',
        en: 'These households lose something, and must have their letter before.',
      },
      dueOn: next,
      overdue: false,
      at: null,
      householdId: null,
      href: '/doors/notices',
      action: { zh: '打印、送达', en: 'Print and give' },
    },
  ]
}

/** Changes of the library that wait for a second person. */
export const changesToReview: Source = async (tx, deps, today) =>
  (await deps.changesToReview(tx)).map((change) => ({
    id: `policy-change:${change.id}`,
    kind: 'policy-change' as const,
    column: 'now' as const,
    title: { zh: `政策修改待审核：${change.title}`, en: `Policy change to review: ${change.title}` },
    why: { zh: change.reason, en: change.reason },
    dueOn: change.effectiveOn,
    overdue: change.effectiveOn < today,
    at: change.updatedAt,
    householdId: null,
    href: `/policy-desk/changes/${change.id}`,
    action: { zh: '去审核', en: 'Review' },
  }))
