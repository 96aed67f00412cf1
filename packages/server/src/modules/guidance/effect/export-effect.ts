import { DISMISS_REASONS, type DismissReason, legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { ListOnPaper } from '../../../platform/paper/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import { viewEffect } from './view-effect.ts'

const rounded = (value: number): number => Math.round(value * 10) / 10

/** The effect of policies as a workbook, in the actor's scope: by policy, or for one policy by the units below. */
export async function exportEffect(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly under?: string | undefined; readonly policy?: string | undefined },
): Promise<{ readonly name: string; readonly list: ListOnPaper }> {
  const { rows, guarded } = await viewEffect(tx, deps, input)
  const under = input.under ?? tx.actor.orgPath
  const unit = (await unitNames(tx, [under])).get(under) ?? ''
  const day = legalDateAt(tx.now)
  const policy = input.policy === undefined ? null : deps.policyName(input.policy).zh
  const title = policy === null ? '政策效果' : `政策效果：${policy}`
  tx.ledger({
    action: 'effect.export',
    objectKind: 'org',
    objectId: under,
    householdId: null,
    orgPath: under,
    data: { unit, rows: rows.length, ...(input.policy === undefined ? {} : { policy: input.policy }) },
  })
  const few = (count: number | null) => count ?? '少于 10'
  return {
    name: `${title}-${unit}-${day}`,
    list: {
      sheet: '政策效果',
      title,
      line: [`单位：${unit}`, `截至：${day}`],
      columns: [
        { name: policy === null ? '政策' : '单位', width: 34 },
        { name: '在享受（户）', width: 12, numeric: true },
        { name: '符合条件（户）', width: 13, numeric: true },
        { name: '应享未享', width: 10, numeric: true },
        { name: '已核实', width: 10, numeric: true },
        { name: '等发放', width: 10, numeric: true },
        { name: '不成立', width: 30 },
        { name: '天数中位数', width: 11, numeric: true },
        { name: '件数', width: 8, numeric: true },
      ],
      rows: [
        ...rows.map((row) => [
          policy === null ? row.policy.name.zh : row.unit.name,
          row.receiving,
          row.entitled,
          row.open,
          row.confirmed,
          row.waiting,
          Object.entries(row.dismissed)
            .map(([reason, count]) => `${DISMISS_REASONS[reason as DismissReason]?.zh ?? reason} ${count}`)
            .join('；'),
          row.days === null ? null : rounded(row.days.median),
          row.days?.count ?? 0,
        ]),
        ...(guarded === null
          ? []
          : [
              [
                '受保护的政策（合计）',
                few(guarded.receiving),
                few(guarded.entitled),
                few(guarded.open),
                few(guarded.confirmed),
                few(guarded.waiting),
                String(few(guarded.dismissed)),
                null,
                null,
              ],
            ]),
      ],
      notes: [
        '天数：从核实到开始享受。',
        ...(guarded === null
          ? []
          : ['受保护的政策只给全区合计：少于 10 的不显示，其余向下取到 5 的倍数，不分政策、不分街镇。']),
      ],
      sign: [],
    },
  }
}
