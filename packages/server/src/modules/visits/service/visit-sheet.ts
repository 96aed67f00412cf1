import { legalDateAt } from '@lastmile/domain'
import { type ReadablePart, readableForm } from '@lastmile/field'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { findForm } from '../store/forms.ts'
import { filesOf, getVisit } from '../store/visits.ts'

const instantInShanghai = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'medium',
  timeStyle: 'short',
})

/** One visit on paper: who went when, every answer in words, lines to sign. Pictures stay in the system. Taking it stands in the ledger. */
export async function visitSheet(
  tx: Tx,
  { id }: { readonly id: string },
): Promise<{ readonly sheet: Sheet; readonly name: string }> {
  const visit = await getVisit(tx, id)
  const form = visit ? await findForm(tx, visit.form_id, visit.form_version) : null
  const head = visit ? (await householdHeads(tx, [visit.household_id])).get(visit.household_id) : undefined
  if (!visit || !form || !head) throw new AppError('not_found')
  const units = await unitNames(tx, [visit.org_path])
  const by = (await staffByIds(tx, [visit.by_id])).get(visit.by_id)?.name ?? ''
  const files = (await filesOf(tx, visit.id)).length
  const minutes = Math.round((visit.ended_at.getTime() - visit.started_at.getTime()) / 60_000)
  tx.ledger({
    action: 'visit.sheet',
    objectKind: 'visit',
    objectId: visit.id,
    householdId: visit.household_id,
    orgPath: visit.org_path,
    data: { form: form.title_zh, formEn: form.title_en },
  })
  return {
    name: `${form.title_zh}-${head.headName}-${legalDateAt(visit.started_at)}`,
    sheet: {
      title: form.title_zh,
      line: `${head.headName}家 · ${units.get(visit.org_path) ?? ''} · 第 ${form.version} 版`,
      foot: `家庭编号 ${head.no} · 打印于 ${legalDateAt(tx.now)} · 内含个人信息，请妥善保管`,
      blocks: [
        {
          kind: 'table',
          widths: [16, 34, 16, 34],
          rows: [
            ['走访人', by, '走访时间', instantInShanghai.format(visit.started_at)],
            ['见到家人', visit.reached ? '见到了' : '没见到', '用时', `${minutes} 分钟`],
            [
              '地点',
              visit.lat === null ? '没有记录' : '已记录',
              '照片和签名',
              files === 0 ? '没有' : `${files} 张，在系统里看`,
            ],
          ],
        },
        ...readableForm(form.definition, visit.answers).flatMap(blocksOf),
        {
          kind: 'text',
          text: '走访人签名：＿＿＿＿＿＿＿＿　　家庭签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿',
        },
      ],
    },
  }
}

function blocksOf({ title, answers }: ReadablePart): Block[] {
  return [
    ...(title ? [{ kind: 'heading' as const, text: title.zh }] : []),
    {
      kind: 'table',
      widths: [45, 55],
      rows: answers.map((line) => [line.title.zh, line.answer?.zh ?? '没有回答']),
    },
  ]
}
