import type { Tx } from '../../../platform/db/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { type Assessed, viewAssessment } from './view-assessment.ts'

const FIRM = { firm: '稳', fair: '较稳', loose: '还不稳' } as const
const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

/** The assessment on paper: tier, dimensions beside the street, reasons, what is to be asked, who confirmed. */
export async function assessmentSheet(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string },
): Promise<{ readonly sheet: Sheet; readonly name: string }> {
  // Paper is read by whoever finds it: what is protected is on none.
  const assessed = await viewAssessment(tx, deps, { id: input.id, open: true })
  const units = await unitNames(tx, [assessed.orgPath])
  tx.ledger({
    action: 'assessment.sheet',
    objectKind: 'household',
    objectId: input.id,
    householdId: input.id,
    orgPath: assessed.orgPath,
  })
  return {
    name: `多维评估-${assessed.headName}-${assessed.no}`,
    sheet: {
      title: '家庭多维评估表',
      line: `${assessed.headName}家 · ${units.get(assessed.orgPath) ?? ''} · ${assessed.view.date}`,
      foot: `家庭编号 ${assessed.no} · 方案 ${assessed.view.scheme.version} · 含个人信息，请妥善保管`,
      blocks: blocksOf(assessed),
    },
  }
}

function blocksOf({ view }: Assessed): Block[] {
  const { lower, upper } = view.bounds
  const score = lower === upper ? percent(lower) : `${percent(lower)}–${percent(upper)}`
  const questions = view.missing.map(
    (one) => `${one.memberName ? `${one.memberName}：` : ''}${one.question.zh}`,
  )
  return [
    {
      kind: 'table',
      widths: [18, 32, 18, 32],
      rows: [
        ['建议级别', view.proposed.name.zh, '现定级别', view.tier?.name.zh ?? '还没有确认'],
        ['困难程度', score, '稳不稳', FIRM[view.firmness.level]],
        [
          '同级位次',
          `第 ${view.rank.place} 位，共 ${view.rank.of} 户`,
          '下次评估',
          view.dueOn ?? '确认后排定',
        ],
      ],
    },
    { kind: 'heading', text: '各方面的困难' },
    {
      kind: 'table',
      widths: [20, 16, 16, 48],
      head: ['方面', '这一户', '本街镇平均', '有哪些困难'],
      rows: view.dimensions.map((one) => [
        one.name.zh,
        one.depth ? percent(one.depth.lower) : '受保护',
        percent(one.street.mean),
        one.indicators
          .filter((indicator) => indicator.deprived === true)
          .map((indicator) => indicator.cutoff.zh)
          .join('；') || (one.depth ? '没有发现' : ''),
      ]),
    },
    ...(questions.length > 0
      ? [
          { kind: 'heading', text: '还要问清楚的' } as const,
          { kind: 'checklist', items: questions.slice(0, 12) } as const,
        ]
      : []),
    { kind: 'heading', text: '对应的服务' },
    { kind: 'checklist', items: view.services.map((service) => service.name.zh) },
    { kind: 'text', text: '本表不含心理量表等不便公开的情况，那些由社工和督导掌握。' },
    { kind: 'text', text: '居村确认：＿＿＿＿＿＿　街镇复核：＿＿＿＿＿＿　日期：＿＿＿＿＿＿' },
  ]
}
