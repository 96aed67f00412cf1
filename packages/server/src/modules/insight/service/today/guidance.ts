import { FEEDBACK_STATES } from '@lastmile/domain'
import type { Tx } from '../../../../platform/db/index.ts'
import type { InsightDeps } from '../../deps.ts'
import type { Item } from './item.ts'

type Source = (tx: Tx, deps: InsightDeps) => Promise<Item[]>

/** Bulletins of the bureau that wait to be read; those of which the bureau reminded come first. */
export const bulletins: Source = async (tx, deps) => {
  const { items } = await deps.unreadBulletins(tx, 10)
  return items.map((bulletin) => {
    const reminded = bulletin.mine?.remindedAt ?? null
    return {
      id: `bulletin:${bulletin.id}`,
      kind: 'bulletin' as const,
      column: reminded === null ? ('changed' as const) : ('now' as const),
      title: { zh: `政策速递：${bulletin.title}`, en: `Bulletin: ${bulletin.title}` },
      why:
        reminded !== null
          ? { zh: '区里提醒您读一读。', en: 'The bureau reminds you to read it.' }
          : bulletin.note !== null
            ? { zh: `有更正：${bulletin.note}`, en: `Corrected: ${bulletin.note}` }
            : {
                zh: bulletin.policies.map((policy) => policy.name.zh).join('、') || '区里发来的新消息。',
                en: bulletin.policies.map((policy) => policy.name.en).join(', ') || 'News from the bureau.',
              },
      dueOn: null,
      overdue: false,
      at: reminded ?? bulletin.publishedAt,
      householdId: null,
      href: `/bulletins/${bulletin.id}`,
      action: { zh: '读一读', en: 'Read' },
    }
  })
}

/** Answers of the bureau to the own feedback on policies. */
export const answers: Source = async (tx, deps) =>
  (await deps.answersToRead(tx, 10)).map((feedback) => ({
    id: `feedback:${feedback.id}`,
    kind: 'feedback' as const,
    column: 'changed' as const,
    title: {
      zh: `区里回应了您反映的${feedback.policy.name.zh}问题：${FEEDBACK_STATES[feedback.state].zh}`,
      en: `Your feedback on ${feedback.policy.name.en}: ${FEEDBACK_STATES[feedback.state].en}`,
    },
    why: { zh: feedback.answer ?? '', en: feedback.answer ?? '' },
    dueOn: null,
    overdue: false,
    at: feedback.answeredAt,
    householdId: null,
    href: `/feedback?id=${feedback.id}`,
    action: { zh: '看答复', en: 'Read the answer' },
  }))

/** Feedback that the bureau has not looked at, as one thing to do. */
export const looseFeedback: Source = async (tx, deps) => {
  const { items, total } = await deps.looseFeedback(tx, 1)
  const [newest] = items
  if (!newest) return []
  return [
    {
      id: 'feedback:loose',
      kind: 'feedback' as const,
      column: 'now' as const,
      title: { zh: '政策反馈等您归类和答复', en: 'Feedback on policies waits for you' },
      why: {
        zh: `还有 ${total} 条没有归类，最近一条：${newest.policy.name.zh}，${newest.what}`,
        en: `${total} not gathered yet; the newest: ${newest.policy.name.en}, ${newest.what}`,
      },
      dueOn: null,
      overdue: false,
      at: newest.at,
      householdId: null,
      href: '/feedback',
      action: { zh: '去看看', en: 'Look' },
    },
  ]
}
