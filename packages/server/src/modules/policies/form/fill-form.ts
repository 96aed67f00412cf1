import type { Because } from '@lastmile/contract'
import { RELATIONS } from '@lastmile/domain'
import type { Keyring } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import { policyName, readHousehold, revealPerson } from '../../households/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { type Application, mayReveal, readApplication } from './application.ts'
import { amountOnPaper, factOnPaper } from './fact-words.ts'

export interface FormInput {
  readonly id: string
  /** Identity numbers in full, for this purpose. Without it they are masked, with a blank beside them. */
  readonly purpose?: string | undefined
}

export interface FormDeps extends Pick<PolicyDeps, 'library'> {
  readonly keys: Keyring
}

type Household = Awaited<ReturnType<typeof readHousehold>>

const BLANK = '＿＿＿＿＿＿＿＿＿＿＿＿'
const SEX = { male: '男', female: '女' } as const

/**
 * The application form of a gap, filled with what is known: ready to be checked, completed by hand and signed. Taking it
 * stands in the ledger; numbers in full need the permission to reveal them and a purpose, and stand there one by one.
 */
export async function fillForm(
  tx: Tx,
  deps: FormDeps,
  input: FormInput,
): Promise<{ sheet: Sheet; name: string }> {
  const application = await readApplication(tx, deps, input.id)
  const { gap, head } = application
  const household = await readHousehold(tx, deps, head.id)
  const members = household.members.filter((member) => member.toDate === null && member.deceasedOn === null)
  const numbers = new Map<string, string | null>()
  if (input.purpose !== undefined) {
    if (!mayReveal(tx)) throw new AppError('permission_denied')
    for (const member of members) {
      const { idNumber } = await revealPerson(tx, deps, { id: member.personId, purpose: input.purpose })
      numbers.set(member.personId, idNumber)
    }
  }
  tx.ledger({
    action: 'gap.form',
    objectKind: 'gap',
    objectId: gap.id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: { policy: gap.policy, full: input.purpose !== undefined },
  })
  const policy = policyName(deps.library, gap.policy).zh
  return {
    name: `${policy}申请表-${head.headName}-${head.no}`,
    sheet: {
      title: `${policy}申请表`,
      line: `按 ${application.day} 已知的情况预填，请核对、补齐后签名。预填不等于审批结果。`,
      foot: `家庭编号 ${head.no} · 制表日期 ${application.day}`,
      blocks: [
        ...householdBlocks(application, household),
        ...memberBlocks(members, input.purpose === undefined ? null : numbers),
        ...claimBlocks(application, policy),
        ...factBlocks(deps, application),
        ...materialBlocks(application),
        ...signatureBlocks(),
      ],
    },
  }
}

function householdBlocks({ head }: Application, household: Household): Block[] {
  return [
    { kind: 'heading', text: '一、申请家庭' },
    {
      kind: 'table',
      widths: [16, 34, 16, 34],
      rows: [
        ['户主', head.headName, '家庭编号', head.no],
        ['所属居村', household.orgNames.slice(-2).join(' '), '联系电话', phoneOf(household)],
        ['住址', household.address ?? BLANK, '救助顾问', household.advisor?.name ?? BLANK],
      ],
    },
  ]
}

function phoneOf(household: Household): string {
  const masked = household.members.find((member) => member.relation === 'head')?.phoneMasked
  return masked ? `${masked}\n${BLANK}` : BLANK
}

function memberBlocks(
  members: Household['members'],
  numbers: ReadonlyMap<string, string | null> | null,
): Block[] {
  return [
    { kind: 'heading', text: '二、家庭成员' },
    {
      kind: 'table',
      widths: numbers ? [18, 16, 10, 18, 38] : [16, 14, 8, 16, 22, 24],
      head: [
        '姓名',
        '与户主关系',
        '性别',
        '出生日期',
        '证件号码',
        ...(numbers ? [] : ['完整号码（本人填）']),
      ],
      rows: members.map((member) => [
        member.name,
        RELATIONS[member.relation].zh,
        member.sex === null ? '' : SEX[member.sex],
        member.birthDate ?? '',
        (numbers ? numbers.get(member.personId) : member.idNumberMasked) ?? '',
        ...(numbers ? [] : ['']),
      ]),
    },
  ]
}

function claimBlocks(application: Application, policy: string): Block[] {
  const { gap, citations } = application
  const amount =
    gap.amount_fen === null
      ? application.missing.length > 0
        ? '还算不出，以核定为准'
        : '没有固定金额，以核定为准'
      : `${amountOnPaper(gap.amount_fen, gap.per)}${gap.unverified ? '（标准未核实）' : ''}，以核定为准`
  const grounds = citations.map(
    ({ document, number, clause, verified }) =>
      `《${document}》${number === '' ? '' : `（${number}）`}${clause}${verified === 'unverified' ? '（未核实）' : ''}`,
  )
  return [
    { kind: 'heading', text: '三、申请事项' },
    {
      kind: 'table',
      widths: [16, 84],
      rows: [
        ['政策', policy],
        ['估算金额', amount],
        ['依据', grounds.length === 0 ? '见政策库' : grounds.join('\n')],
        ['办理地点', application.where],
        ['办理时限', application.timeLimit ?? '以窗口答复为准'],
      ],
    },
  ]
}

interface Leaf {
  readonly fact: string
  readonly value: unknown
  readonly member?: string | undefined
  readonly source?: string | undefined
  readonly day?: string | undefined
}

function leavesOf(tree: Because): Leaf[] {
  const found = new Map<string, Leaf>()
  const visit = (node: Because): void => {
    for (const leaf of node.facts ?? []) found.set(`${leaf.member ?? ''} ${leaf.fact}`, leaf)
    for (const child of node.children ?? []) visit(child)
  }
  visit(tree)
  return [...found.values()]
}

function factBlocks(deps: FormDeps, application: Application): Block[] {
  const { facts } = deps.library
  const rows = leavesOf(application.because).map((leaf) => {
    const { label, value } = factOnPaper(facts, leaf.fact, leaf.value, leaf.member ? 'person' : 'household')
    const who = leaf.member ? (application.names.get(leaf.member) ?? '') : '全家'
    return [who, label, value, leaf.source ?? '按其他情况算出', leaf.day ?? '']
  })
  const missing = application.missing.map(
    ({ question, who }) => `${who === '' ? '' : `${who}：`}${question.zh}`,
  )
  return [
    { kind: 'heading', text: '四、已经知道的情况' },
    rows.length === 0
      ? { kind: 'text', text: '没有可以预填的情况。' }
      : { kind: 'table', widths: [18, 26, 20, 22, 14], head: ['谁', '情况', '内容', '来源', '日期'], rows },
    { kind: 'heading', text: '五、还要当面问清的情况' },
    missing.length === 0
      ? { kind: 'text', text: '没有。' }
      : {
          kind: 'table',
          widths: [60, 40],
          head: ['要问什么', '回答'],
          rows: missing.map((one) => [one, '']),
        },
  ]
}

function materialBlocks({ materials, steps }: Application): Block[] {
  return [
    { kind: 'heading', text: '六、要带的材料' },
    materials.length === 0
      ? { kind: 'text', text: '政策里没有列出，请先问办理窗口。' }
      : { kind: 'checklist', items: materials },
    ...(steps === null ? [] : [{ kind: 'text' as const, text: `办理步骤：${steps}` }]),
  ]
}

function signatureBlocks(): Block[] {
  return [
    { kind: 'heading', text: '七、签名' },
    { kind: 'text', text: '以上情况属实。同意为办理本项申请核对家庭经济状况。' },
    {
      kind: 'table',
      widths: [20, 40, 12, 28],
      rows: [
        ['申请人签名', ' \n ', '日期', ''],
        ['救助顾问签名', ' \n ', '日期', ''],
        ['受理人签名', ' \n ', '日期', ''],
      ],
    },
  ]
}
