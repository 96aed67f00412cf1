import { legalDateAt, NEED_CATEGORIES, NEED_KINDS, NEED_STATES } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import { householdHead } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { needsInOrder } from '../store.ts'
import { presentNeeds } from './present-need.ts'

const MOST = 100

/**
 * The needs of one household on a sheet that it keeps: what is needed, what it wished for, how far it is, and who is
 * there for it. No causes, no notes of staff. Taking it stands in the ledger.
 */
export async function needSheet(
  tx: Tx,
  { householdId }: { readonly householdId: string },
): Promise<{ readonly sheet: Sheet; readonly name: string }> {
  const head = await householdHead(tx, householdId)
  const rows = (await needsInOrder(tx, { householdId }, MOST)).filter(({ state }) => state !== 'withdrawn')
  const needs = await presentNeeds(tx, rows)
  const units = await unitNames(tx, [head.orgPath])
  const advisor = head.advisorId ? (await staffByIds(tx, [head.advisorId])).get(head.advisorId) : undefined
  const day = legalDateAt(tx.now)
  tx.ledger({
    action: 'need.sheet',
    objectKind: 'household',
    objectId: head.id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: { needs: needs.length },
  })
  return {
    name: `服务需求清单-${head.headName}-${head.no}`,
    sheet: {
      title: '我家的服务需求清单',
      line: `${head.headName}家 · ${units.get(head.orgPath) ?? ''} · ${day}`,
      foot: `家庭编号 ${head.no} · 本单由您保管。内容不对，请告诉您的救助顾问。`,
      blocks: [
        ...needBlocks(needs),
        ...contactBlocks(advisor),
        { kind: 'text', text: '家庭签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿' },
      ],
    },
  }
}

function needBlocks(needs: Awaited<ReturnType<typeof presentNeeds>>): Block[] {
  if (needs.length === 0) return [{ kind: 'text', text: '目前没有登记需求。有困难请随时告诉救助顾问。' }]
  return [
    { kind: 'heading', text: '我们需要什么' },
    {
      kind: 'table',
      widths: [6, 18, 30, 26, 20],
      head: ['', '哪方面', '需要什么', '我们的想法', '现在到哪一步'],
      rows: needs.map((need, index) => [
        String(index + 1),
        kindOf(need.category, need.kind),
        need.title,
        need.wish ?? '',
        (NEED_STATES as Record<string, { zh: string }>)[need.state]?.zh ?? need.state,
      ]),
    },
  ]
}

function kindOf(category: string, kind: string | null): string {
  const first = (NEED_CATEGORIES as Record<string, { zh: string }>)[category]?.zh ?? category
  const second = kind === null ? undefined : (NEED_KINDS as Record<string, { zh: string }>)[kind]?.zh
  return second === undefined ? first : `${first}：${second}`
}

function contactBlocks(
  advisor: { readonly name: string; readonly orgName: string; readonly workPhone: string | null } | undefined,
): Block[] {
  return [
    { kind: 'heading', text: '找谁' },
    {
      kind: 'text',
      text: advisor
        ? `您的救助顾问：${advisor.name}（${advisor.orgName}），电话 ${advisor.workPhone ?? '＿＿＿＿＿＿＿＿'}`
        : '还没有指定救助顾问，请找您所在的居（村）委会。',
    },
  ]
}
