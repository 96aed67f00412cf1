import { CASE_OUTCOMES, type CaseOutcome } from '@lastmile/domain'
import type { WaitingRow } from '../../../casework/index.ts'
import { headOf, type Wording } from './item.ts'

function outcomeWords(row: WaitingRow): { zh: string; en: string } {
  return CASE_OUTCOMES[row.title as CaseOutcome] ?? { zh: row.title, en: row.title }
}

const toCase = (row: WaitingRow): string => `/cases/${row.case_id ?? row.id}`

/** The sentences of each kind of waiting work. */
export const WORDINGS = {
  assign: {
    kind: 'assign',
    column: 'now',
    action: { zh: '指派顾问', en: 'Assign' },
    title: (_row, head) => ({
      zh: `${headOf(head)}家还没有顾问`,
      en: `${headOf(head)}: no advisor yet`,
    }),
    why: (row) => ({
      zh: `个案 ${row.title} 已开，需要确定谁来陪伴。`,
      en: `Case ${row.title} is open and needs somebody beside the family.`,
    }),
    href: toCase,
  },
  unplanned: {
    kind: 'need',
    column: 'now',
    action: { zh: '排服务清单', en: 'Plan' },
    title: (_row, head) => ({
      zh: `为${headOf(head)}家排服务清单`,
      en: `Plan the help for ${headOf(head)}`,
    }),
    why: (row) => ({
      zh: `个案 ${row.title} 的需求已确认，还没有安排服务。`,
      en: `The needs of case ${row.title} are confirmed; nothing is planned yet.`,
    }),
    href: toCase,
  },
  planItem: {
    kind: 'plan-item',
    column: 'now',
    action: { zh: '去办', en: 'Do it' },
    title: (row, head) => ({
      zh: `${headOf(head)}家：${row.title}`,
      en: `${headOf(head)}: ${row.title}`,
    }),
    why: (row) => ({
      zh: row.note ?? '服务清单中的一项，由您负责。',
      en: row.note ?? 'An item of the plan that is yours.',
    }),
    href: toCase,
  },
  handOver: {
    kind: 'hand-over',
    column: 'now',
    action: { zh: '安排社工', en: 'Name a worker' },
    title: (row, head) => ({
      zh: `街镇转来：${headOf(head)}家 ${row.title}`,
      en: `Handed over: ${headOf(head)}, ${row.title}`,
    }),
    why: (row) => ({
      zh: row.note ?? '请指定一名社工，或说明原因退回。',
      en: row.note ?? 'Name a social worker, or give it back with a reason.',
    }),
    href: toCase,
  },
  contact: {
    kind: 'contact-due',
    column: 'now',
    action: { zh: '记一次服务', en: 'Record a contact' },
    title: (_row, head) => ({ zh: `联系${headOf(head)}家`, en: `Contact ${headOf(head)}` }),
    why: () => ({ zh: '约好的下次联系到了。', en: 'The next contact that was agreed on is due.' }),
    href: (row) => `/households/${row.household_id}?compose=contact`,
  },
  review: {
    kind: 'closure-review',
    column: 'now',
    action: { zh: '审核', en: 'Review' },
    title: (row, head) => ({
      zh: `${headOf(head)}家申请结案：${outcomeWords(row).zh}`,
      en: `${headOf(head)}: closure proposed, ${outcomeWords(row).en}`,
    }),
    why: (row) => ({ zh: row.note ?? '', en: row.note ?? '' }),
    href: toCase,
  },
  returned: {
    kind: 'closure-returned',
    column: 'now',
    action: { zh: '看意见', en: 'See why' },
    title: (_row, head) => ({
      zh: `${headOf(head)}家的结案被退回`,
      en: `${headOf(head)}: closure returned`,
    }),
    why: (row) => ({
      zh: row.note ?? '督导没有写意见。',
      en: row.note ?? 'The supervisor left no comment.',
    }),
    href: toCase,
  },
} as const satisfies Record<string, Wording>
