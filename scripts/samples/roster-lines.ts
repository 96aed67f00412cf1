import { recordAt, type SyntheticHousehold } from '@lastmile/population'

/** A cell: text, number, a date as a number under a date format, or a formula with its result. */
export type RosterCell =
  | string
  | number
  | null
  | { readonly serial: number; readonly shown: string }
  | { readonly formula: string; readonly result: number }
export type RosterLine = readonly RosterCell[]

/** The columns of the file. One that such lists usually have is missing: the telephone. */
export const HEADER = [
  '序号',
  '低保证号',
  '街镇',
  '居（村）委',
  '户主姓名',
  '姓名',
  '与户主\n关系',
  '性别',
  '出生日期',
  '身份证号码',
  '居住地址',
  '月保障金额\n（元）',
  '享受起始年月',
  '家庭月收入\n（元）',
  '本市户籍',
  '婚姻状况',
  '就业状况',
  '劳动能力',
  '健康状况',
  '残疾类别',
  '残疾等级',
  '开户银行',
  '银行账号',
] as const
export type RosterColumn = (typeof HEADER)[number]

export const columnOf = (name: RosterColumn): number => HEADER.indexOf(name)

const MARITAL: Readonly<Record<string, string>> = {
  single: '未婚',
  married: '已婚',
  divorced: '离异',
  widowed: '丧偶',
}
const DISABILITY: Readonly<Record<string, string>> = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
}
const GRADES = ['', '一级', '二级', '三级', '四级']

/** Days between the first day of Excel's count and a day. */
export function serialOf(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)
}

/** The lines of one household: who its people are as the records have it, what is true of them as life has it. */
export function rosterLines(
  recorded: SyntheticHousehold,
  real: SyntheticHousehold,
  day: string,
  relations: Readonly<Record<string, { readonly zh: string }>>,
): RosterCell[][] {
  const benefit = recorded.benefits.find(({ policy }) => policy === 'dibao')
  const facts = recordAt(real, day)
  const head = recorded.members[0]
  const amount = (benefit?.amountFen ?? 0) / 100
  return recorded.members.flatMap((member, at): RosterCell[][] => {
    if (member.birthDate > day) return []
    const own = facts.members[at] ?? {}
    const { disability_type: type, disability_grade: grade, has_disability_certificate: certified } = own
    return [
      [
        null,
        `示低${String(recorded.index + 1).padStart(8, '0')}`,
        recorded.place.street,
        recorded.place.committee,
        head?.name ?? '',
        member.name,
        relations[member.relation]?.zh ?? '其他',
        member.sex === 'male' ? '男' : '女',
        member.birthDate,
        member.idNumber,
        recorded.address,
        amount,
        benefit ? `${benefit.since.slice(0, 4)}-${benefit.since.slice(5, 7)}-01` : null,
        typeof facts.household.monthly_income === 'number' ? facts.household.monthly_income : null,
        facts.household.is_shanghai_hukou === false ? '否' : '是',
        MARITAL[String(own.marital_status)] ?? null,
        workOf(own),
        own.able_to_work === undefined ? null : own.able_to_work ? '有' : '无',
        own.has_serious_illness === true ? '大病' : certified === true ? '残疾' : '一般',
        certified === true ? (DISABILITY[String(type)] ?? null) : null,
        certified === true ? (GRADES[Number(grade ?? 0)] ?? null) : null,
        '示例银行青浦支行',
        `6200000000000${String(recorded.index).padStart(6, '0')}`,
      ],
    ]
  })
}

function workOf(facts: Readonly<Record<string, unknown>>): string | null {
  if (facts.in_school === true) return '在读'
  if (facts.retired === true) return '退休'
  return facts.employed === undefined ? null : facts.employed === true ? '在职' : '无业'
}
