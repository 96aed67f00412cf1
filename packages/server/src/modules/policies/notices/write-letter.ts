import type { Because } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { isGuarded, type Library, screenHousehold } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import {
  type HouseholdHead,
  householdHead,
  mayReadFact,
  maySeeFacts,
  policyName,
  presentTree,
  readHouseholdFiles,
  readOpenReceipts,
} from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { DeskDeps } from '../desk/deps.ts'
import { type EffectRow, effectsOfHousehold } from '../desk/effects-store.ts'
import { getChange } from '../desk/store.ts'
import { amountOnPaper } from '../form/fact-words.ts'
import { notReceived } from '../receiving.ts'
import { getNotice, markPrinted, type NoticeRow } from './store.ts'

/** Other benefits that a letter names at most. */
const MOST_OTHERS = 8

/**
 * The letter to a household that loses something: what changes, from which day, by how much, why with the clause, what else
 * it may get, where to ask and object. Taking it is noted as printed, and stands in the ledger.
 */
export async function writeLetter(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string },
): Promise<{ sheet: Sheet; name: string }> {
  const notice = await getNotice(tx, input.id)
  const head = await householdHead(tx, notice.household_id)
  const { library } = await deps.holder.current(tx)
  const change = await getChange(tx, notice.change_id)
  const effects = (await effectsOfHousehold(tx, notice.change_id, notice.household_id)).filter((effect) =>
    notice.policies.includes(effect.policy),
  )
  const see = maySeeFacts(tx, library.facts.all)
  const others = await otherBenefits(tx, library, notice)
  await markPrinted(tx, notice.id)
  tx.ledger({
    action: 'notice.print',
    objectKind: 'notice',
    objectId: notice.id,
    householdId: notice.household_id,
    orgPath: notice.org_path,
    data: { policy: notice.policies[0] ?? '', more: notice.policies.length - 1 },
  })
  const today = legalDateAt(tx.now)
  return {
    name: `待遇变动告知书-${head.headName}-${head.no}`,
    sheet: {
      title: '待遇变动告知书',
      line: `${head.headName}家：您家有待遇要变，请先看清楚。有不明白的、不同意的，都可以来问、来说。`,
      foot: `家庭编号 ${head.no} · 制作日期 ${today}`,
      blocks: [
        ...changeBlocks(library, notice, effects),
        ...reasonBlocks(library, change, effects, (tree) => presentTree(tree, see, () => null)),
        ...otherBlocks(library, others),
        ...(await askBlocks(tx, library, notice, head)),
        ...receiptBlocks(),
      ],
    },
  }
}

function changeBlocks(library: Library, notice: NoticeRow, effects: readonly EffectRow[]): Block[] {
  return [
    { kind: 'heading', text: '一、什么会变' },
    {
      kind: 'table',
      widths: [32, 24, 24, 20],
      head: ['待遇', '现在', '以后', '从哪天起'],
      rows: effects.map((effect) => [
        policyName(library, effect.policy).zh,
        effect.before_fen === null ? '享受' : amountOnPaper(effect.before_fen, effect.per),
        effect.kind === 'loses'
          ? '不再享受'
          : effect.after_fen === null
            ? '减少，以核定为准'
            : amountOnPaper(effect.after_fen, effect.per),
        notice.loses_on,
      ]),
    },
    { kind: 'text', text: `${notice.loses_on} 以前照旧。金额是按现在登记的情况估算的，以街镇核定为准。` },
  ]
}

interface Ground {
  readonly text: string
  readonly clause: string | null
}

/** What speaks against, each with the clause that stands above it; of an answer that still says yes, how the amount comes about. */
function groundsOf(tree: Because): Ground[] {
  const clauseOf = (node: Because): string | null => {
    const cited = node.citation
    if (!cited) return null
    const number = cited.number === '' ? '' : `（${cited.number}）`
    return `《${cited.document}》${number}${cited.clause}${cited.verified === 'unverified' ? '（未核实）' : ''}`
  }
  const found: Ground[] = []
  const visit = (node: Because, clause: string | null): void => {
    const own = clauseOf(node) ?? clause
    const against = (node.children ?? []).filter((child) => child.value === false)
    if (against.length > 0) for (const child of against) visit(child, own)
    else found.push({ text: node.text.zh, clause: own })
  }
  if (tree.value === false) visit(tree, null)
  return found
}

function reasonBlocks(
  library: Library,
  change: { readonly title: string; readonly reason: string },
  effects: readonly EffectRow[],
  presented: (tree: Because) => Because,
): Block[] {
  const rows = effects.flatMap((effect) => {
    const name = policyName(library, effect.policy).zh
    const grounds = groundsOf(presented(effect.because))
    if (grounds.length > 0) return grounds.map(({ text, clause }) => [name, text, clause ?? '见政策库'])
    return [[name, `标准或计算办法变了：${change.title}`, amountClause(library, effect.policy)]]
  })
  return [
    { kind: 'heading', text: '二、为什么' },
    { kind: 'text', text: `政策有变动：${change.title}。${change.reason}` },
    { kind: 'table', widths: [24, 44, 32], head: ['待遇', '原因', '依据'], rows },
  ]
}

/** The clause that the amount of a policy follows from, in its newest version. */
function amountClause(library: Library, id: string): string {
  const document = library.byId.get(id)?.document
  const cite = document?.versions?.at(-1)?.amount?.cite
  const cited = cite === undefined ? undefined : document?.documents[cite.document]
  return cite && cited ? `《${cited.title}》${cite.clause}` : '见政策库'
}

/** What a household is entitled to on the day of the loss and does not get, the largest first; no more of it than the reader may know. */
async function otherBenefits(
  tx: Tx,
  library: Library,
  notice: NoticeRow,
): Promise<{ policy: string; fen: number | null; per: string | null }[]> {
  const root = notice.org_path.slice(0, notice.org_path.indexOf('/') + 1)
  const day = notice.loses_on
  const { file, receipts } = await asSystem(tx, root, async () => ({
    file: (await readHouseholdFiles(tx, { facts: library.facts }, [notice.household_id], day)).get(
      notice.household_id,
    ),
    receipts: (await readOpenReceipts(tx, [notice.household_id], day)).get(notice.household_id) ?? [],
  }))
  if (!file?.ok) return []
  const readsGuarded = mayReadFact(tx.actor, 'protected')
  return screenHousehold(library, file.household, day, { ask: false })
    .results.flatMap((result) => {
      const policy = library.byId.get(result.policy)
      if (!policy || notice.policies.includes(policy.id) || (isGuarded(policy) && !readsGuarded)) return []
      const missing = notReceived(policy, result, receipts)
      if (!missing) return []
      const { amount } = missing
      return [
        {
          policy: policy.id,
          fen: amount ? Math.round(amount.value * 100) : null,
          per: amount?.per ?? null,
        },
      ]
    })
    .sort((a, b) => (b.fen ?? 0) - (a.fen ?? 0))
    .slice(0, MOST_OTHERS)
}

function otherBlocks(library: Library, others: Awaited<ReturnType<typeof otherBenefits>>): Block[] {
  const heading: Block = { kind: 'heading', text: '三、您家还可能享受' }
  if (others.length === 0)
    return [
      heading,
      { kind: 'text', text: '按现在登记的情况，没有发现别的待遇。家里情况有变化，请告诉我们。' },
    ]
  return [
    heading,
    {
      kind: 'table',
      widths: [34, 26, 40],
      head: ['政策', '估算金额', '到哪里办'],
      rows: others.map(({ policy, fen, per }) => [
        policyName(library, policy).zh,
        fen === null ? '以核定为准' : amountOnPaper(fen, per),
        library.byId.get(policy)?.document.apply.where ?? '',
      ]),
    },
    {
      kind: 'text',
      text: '这些是按现在登记的情况算出来的，要申请、核定以后才算数。救助顾问可以帮您准备材料。',
    },
  ]
}

async function askBlocks(tx: Tx, library: Library, notice: NoticeRow, head: HouseholdHead): Promise<Block[]> {
  const advisor =
    head.advisorId === null ? null : (await staffByIds(tx, [head.advisorId])).get(head.advisorId)
  const units = await unitNames(tx, [notice.org_path])
  const places = [
    ...new Set(notice.policies.flatMap((policy) => library.byId.get(policy)?.document.apply.where ?? [])),
  ]
  return [
    { kind: 'heading', text: '四、有疑问、不同意，找谁' },
    {
      kind: 'table',
      widths: [16, 34, 16, 34],
      rows: [
        ['救助顾问', advisor?.name ?? BLANK, '电话', BLANK],
        ['居村委', units.get(notice.org_path) ?? BLANK, '电话', BLANK],
      ],
    },
    { kind: 'text', text: `办理的地方：${places.join('；') || '就近的社区事务受理服务中心'}。` },
    {
      kind: 'text',
      text: '觉得我们登记的情况不对，现在就可以说，带上能证明的东西，我们重新核对。这张纸是提前告诉您，不是决定。停发、减发要有书面决定；不同意那个决定的，可以依法申请行政复议或者提起行政诉讼（《社会救助暂行办法》，条款未核对原文）。',
    },
    {
      kind: 'table',
      head: ['您的意见（可以写在这里，交给送信的人）'],
      widths: [100],
      rows: [[' \n \n ']],
    },
  ]
}

const BLANK = '＿＿＿＿＿＿＿＿＿＿＿＿'

function receiptBlocks(): Block[] {
  return [
    { kind: 'heading', text: '送达回执' },
    {
      kind: 'table',
      widths: [18, 40, 12, 30],
      rows: [
        ['收到的人签名', ' \n ', '日期', ''],
        ['送达的人签名', ' \n ', '日期', ''],
      ],
    },
  ]
}
