import { recordAt, type SyntheticHousehold, type SyntheticMember } from '@lastmile/population'

/** One invented person with the household and the facts that life has. */
interface Subject {
  readonly household: SyntheticHousehold
  readonly member: SyntheticMember
  readonly facts: Readonly<Record<string, unknown>>
  readonly home: Readonly<Record<string, unknown>>
  /** Place among the subjects: decides by remainder what nobody recorded. */
  readonly at: number
}
type Cell = string | number
export interface DepartmentSample {
  readonly source: string
  readonly file: string
  readonly encoding: 'utf-8' | 'gb18030' | 'xlsx'
  readonly title: string | null
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const ROWS = 40
const PLACE = ['街镇', '居村委'] as const
const WHO = ['姓名', '身份证号'] as const
const place = ({ household: { place } }: Subject): Cell[] => [place.street, place.committee]
const who = ({ member }: Subject): Cell[] => [member.name, member.idNumber ?? '']
const full = ({ member }: Subject): Cell[] => [
  ...[member.name, member.sex === 'male' ? '男' : '女', member.birthDate, member.idNumber ?? ''],
  member.phone ?? '',
]
const FULL = ['姓名', '性别', '出生日期', '身份证号', '联系电话'] as const
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T
const day = (month: number, at: number): string =>
  `2025-${String(month).padStart(2, '0')}-${String((at % 27) + 1).padStart(2, '0')}`
const yesNo = (value: unknown): string => (value === true ? '是' : '否')
const yuan = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
const STAGES: Readonly<Record<string, string>> = {
  ...{ preschool: '幼儿园', primary: '小学', junior: '初中', senior_high: '高中' },
  ...{ secondary_vocational: '中职', college: '大专、本科', graduate: '研究生' },
}
const age = (member: SyntheticMember): number => 2025 - Number(member.birthDate.slice(0, 4))

interface Plan {
  readonly source: string
  readonly file: string
  readonly encoding: DepartmentSample['encoding']
  readonly title?: string
  readonly header: readonly string[]
  readonly who: (subject: Subject) => boolean
  readonly row: (subject: Subject) => readonly Cell[]
  readonly most?: number
  /** Rows added as they come wrong in life. */
  readonly slips?: (rows: Cell[][]) => void
}

/** A cell of a row is replaced. */
function slip(rows: Cell[][], row: number, column: number, cell: Cell): void {
  const line = rows[row]
  if (line) line[column] = cell
}

const PLANS: readonly Plan[] = [
  {
    ...{ source: 'tekun-roster', file: '特困供养人员名册-2025-06.csv', encoding: 'gb18030' },
    header: [...PLACE, ...FULL, '居住地址', '供养方式', '月供养标准', '供养起始日期', '生活自理能力'],
    who: ({ household }) => household.benefits.some(({ policy }) => policy === 'tekun-support'),
    row: (s) => [
      ...[...place(s), ...full(s), s.household.address, pick(['分散供养', '集中供养'], s.at), 2060],
      ...[`202${s.at % 5}-0${(s.at % 8) + 1}-01`, pick(['自理', '半护理', '全护理'], s.at)],
    ],
    slips: (rows) => slip(rows, 2, 9, '两千零六十'),
  },
  {
    ...{ source: 'low-income-roster', file: '低保边缘家庭名单-2025-06.xlsx', encoding: 'xlsx' },
    title: '青浦区低保边缘家庭名单（2025年6月）',
    header: ['认定编号', ...PLACE, '与户主关系', ...FULL, '居住地址', '认定日期', '家庭月收入'],
    who: ({ household }) => household.benefits.some(({ policy }) => policy === 'dibao-edge'),
    row: (s) => [
      ...[`示边${String(s.household.index + 1).padStart(6, '0')}`, ...place(s)],
      ...[s.member.relation === 'head' ? '户主' : '其他', ...full(s), s.household.address, '2025年3月'],
      yuan(s.home.monthly_income, 4200),
    ],
    slips: (rows) => slip(rows, 4, 10, '2025年13月'),
  },
  {
    ...{ source: 'disability-certificates', file: '持证残疾人名册-2025-06.csv', encoding: 'utf-8' },
    header: [...PLACE, ...FULL, '残疾类别', '残疾等级'],
    who: ({ facts }) => facts.has_disability_certificate === true,
    row: (s) => [
      ...[...place(s), ...full(s), pick(['肢体', '视力', '听力', '智力', '精神'], s.at)],
      ['', '一级', '二级', '三级', '四级'][Number(s.facts.disability_grade ?? 3)] ?? '三级',
    ],
    slips: (rows) => slip(rows, 5, 8, '五级'),
  },
  {
    ...{ source: 'temporary-relief-payments', file: '临时救助发放明细-2025-06.csv', encoding: 'gb18030' },
    header: ['发放编号', ...PLACE, ...FULL, '居住地址', '救助金额', '发放日期', '救助原因'],
    who: ({ member, at }) => member.relation === 'head' && at % 3 === 0,
    row: (s) => [
      ...[`临2025${String(s.at).padStart(5, '0')}`, ...place(s), ...full(s), s.household.address],
      ...[1500 + (s.at % 7) * 500, day(5, s.at), pick(['突发疾病', '交通事故', '火灾', '其他'], s.at)],
    ],
    slips: (rows) => {
      const first = rows[0]
      // The same person is paid twice: two payments, no repetition.
      if (first) rows.push(['临202599999', ...first.slice(1, 9), 800, '2025-06-11', '其他'])
      slip(rows, 3, 9, '约2000')
    },
  },
  {
    ...{ source: 'medical-high-expense', file: '高额医疗费用人员名单-2025-06.xlsx', encoding: 'xlsx' },
    title: '青浦区医保高额医疗费用人员名单（近12个月，截至2025年6月）',
    header: [
      ...WHO,
      '联系电话',
      '门诊自负费用',
      '住院自负费用',
      '医保范围内自负费用',
      '主要病种',
      '职工医保',
      '居民医保',
    ],
    who: ({ facts }) => facts.has_serious_illness === true,
    row: (s) => [
      ...[...who(s), s.member.phone ?? '', yuan(s.facts.outpatient_self_pay_year, 6200)],
      ...[yuan(s.facts.inpatient_self_pay_year, 18_400), 15_000 + (s.at % 9) * 3100],
      ...[pick(['肺癌', '尿毒症', '胃癌', '其他慢性病'], s.at), yesNo(s.facts.insured_employee)],
      yesNo(s.facts.insured_resident_scheme),
    ],
    slips: (rows) => slip(rows, 1, 5, '一万五'),
  },
  {
    ...{ source: 'unemployment-register', file: '失业登记人员名单-2025-06.csv', encoding: 'gb18030' },
    header: [...PLACE, ...FULL, '失业日期', '连续失业月数', '领取失业金', '失业原因', '就业困难人员'],
    who: ({ member, facts }) => facts.employed === false && age(member) > 20 && age(member) < 60,
    row: (s) => [
      ...[...place(s), ...full(s), day(1 + (s.at % 5), s.at), 1 + (s.at % 9)],
      ...[pick(['领取中', '未领取', '已领完'], s.at), pick(['单位解除合同', '本人辞职', '合同到期'], s.at)],
      pick(['是', '否'], s.at),
    ],
    slips: (rows) => slip(rows, 6, 7, '25/3/1'),
  },
  {
    ...{ source: 'wage-contributions', file: '社保缴费与工资记录-2025-06.csv', encoding: 'utf-8' },
    header: [...WHO, '性别', '月缴费工资', '最近缴费年月', '累计缴费月数', '参保身份'],
    who: ({ facts }) => facts.employed === true,
    row: (s) => [
      ...[...who(s), s.member.sex === 'male' ? '男' : '女', yuan(s.facts.monthly_wage, 5200), '202505'],
      ...[60 + (s.at % 200), pick(['单位职工', '灵活就业人员'], s.at)],
    ],
    slips: (rows) => slip(rows, 2, 4, '2025.1'),
  },
  {
    ...{ source: 'school-enrolment', file: '在校学生学籍名单-2025-09.xlsx', encoding: 'xlsx' },
    title: '青浦区在校学生学籍名单（2025年9月）',
    header: ['学生姓名', '身份证号', '性别', '学段', '年级', '是否寄宿', '困难学生认定', '学校', '班级'],
    who: ({ facts }) => facts.in_school === true,
    row: (s) => [
      ...[...who(s), s.member.sex === 'male' ? '男' : '女', STAGES[String(s.facts.school_stage)] ?? '小学'],
      ...[`${pick(['一', '二', '三'], s.at)}年级`, pick(['否', '是'], s.at), pick(['否', '是'], s.at + 1)],
      ...['示例学校', `${(s.at % 6) + 1}班`],
    ],
    slips: (rows) => slip(rows, 3, 3, '职专预科'),
  },
  {
    ...{ source: 'school-dropouts', file: '控辍保学台账-2025-06.csv', encoding: 'utf-8' },
    header: [...PLACE, '学生姓名', '身份证号', '原学段', '离校日期', '离校原因'],
    who: ({ member }) => age(member) >= 10 && age(member) <= 17,
    row: (s) => [
      ...[...place(s), ...who(s), age(s.member) > 14 ? '高中' : '初中', day(3, s.at)],
      pick(['因病', '厌学', '家庭困难', '失联'], s.at),
    ],
    most: 6,
  },
  {
    ...{ source: 'housing-register', file: '住房保障台账-2025-06.xlsx', encoding: 'xlsx' },
    header: [...PLACE, ...WHO, '地址', '房屋性质', '使用面积', '月租金', '租金补贴', '合同号'],
    who: ({ member }) => member.relation === 'head',
    row: (s) => [
      ...[
        ...place(s),
        ...who(s),
        s.household.address,
        pick(['公租房', '市场租赁', '产权房', '宅基房'], s.at),
      ],
      ...[
        yuan(s.home.living_area, 24 + (s.at % 30)),
        (s.at % 4) * 350,
        pick(['否', '是'], s.at),
        `HT${s.at}`,
      ],
    ],
    slips: (rows) => slip(rows, 4, 5, '集体宿舍'),
  },
  {
    ...{ source: 'elder-care-assessments', file: '老年照护评估结果-2025-06.csv', encoding: 'gb18030' },
    header: [...PLACE, '老人姓名', '身份证号', '评估等级', '评估日期', '自理能力', '长护险'],
    who: ({ member }) => age(member) >= 65,
    row: (s) => [
      ...[...place(s), ...who(s), pick(['二级', '三级', '四级', '正常'], s.at), day(4, s.at)],
      ...[pick(['半失能', '自理', '失能'], s.at), pick(['是', '否'], s.at)],
    ],
    slips: (rows) => slip(rows, 3, 4, '七级'),
  },
  {
    ...{ source: 'deaths', file: '死亡人员信息-2025-06.csv', encoding: 'utf-8' },
    header: ['死者姓名', '身份证号', '性别', '死亡日期', '火化日期'],
    who: ({ member, at }) => age(member) >= 80 && at % 4 === 0,
    row: (s) => [...who(s), s.member.sex === 'male' ? '男' : '女', day(5, s.at), day(5, s.at)],
    most: 5,
  },
  {
    ...{ source: 'marriages', file: '婚姻登记信息-2025-06.xlsx', encoding: 'xlsx' },
    header: [...WHO, '登记类型', '登记日期', '登记机关'],
    who: ({ member, at }) => age(member) >= 24 && age(member) <= 50 && at % 5 === 0,
    row: (s) => [...who(s), pick(['结婚登记', '离婚登记'], s.at), day(5, s.at), '青浦区婚姻登记中心'],
    most: 12,
  },
  {
    ...{ source: 'hotline-tickets', file: '12345热线工单-2025-06.csv', encoding: 'utf-8' },
    header: [
      '工单号',
      '来电人姓名',
      '身份证号',
      '来电号码',
      '受理时间',
      '诉求类型',
      '近12个月来电次数',
      '诉求内容',
    ],
    who: ({ member, at }) => age(member) >= 30 && at % 6 === 0,
    row: (s) => [
      ...[
        `20250600${String(s.at).padStart(4, '0')}`,
        ...who(s),
        s.member.phone ?? '',
        `${day(6, s.at)} 10:21:00`,
      ],
      ...[pick(['生活困难', '就医', '养老', '欠薪', '住房'], s.at), 1 + (s.at % 4), '希望了解救助政策'],
    ],
    most: 24,
    slips: (rows) => {
      const caller = rows[1]
      if (caller)
        rows.push(['2025069999', ...caller.slice(1, 4), '2025-06-28 16:02:00', '就医', 5, '再次来电'])
    },
  },
  {
    ...{ source: 'legal-aid', file: '法律援助与安置帮教名单-2025-06.csv', encoding: 'gb18030' },
    header: ['受援人姓名', '身份证号', '案件类型', '安置帮教', '是否获赔', '案号'],
    who: ({ member, at }) => age(member) >= 20 && at % 17 === 0,
    row: (s) => [
      ...[...who(s), pick(['讨薪', '赡养费', '交通事故'], s.at), pick(['否', '否', '是'], s.at)],
      ...[pick(['未获赔', '已赔偿'], s.at), `示例案${s.at}`],
    ],
    most: 14,
  },
  {
    ...{ source: 'petitions', file: '信访登记-2025-06.xlsx', encoding: 'xlsx' },
    title: '信访登记（民生救助类）2025年6月',
    header: ['信访件编号', '信访人姓名', '身份证号', '来访日期', '反映事项', '信访形式'],
    who: ({ member, at }) => age(member) >= 30 && at % 19 === 0,
    row: (s) => [
      ...[`信2025${String(s.at).padStart(4, '0')}`, ...who(s), day(6, s.at)],
      ...[pick(['低保', '动迁', '欠薪', '赡养'], s.at), '来访'],
    ],
    most: 12,
  },
]

/** The sample files of the departments, over households of the demo as life has their facts. */
export function departmentSamples(
  recorded: readonly SyntheticHousehold[],
  real: readonly SyntheticHousehold[],
): DepartmentSample[] {
  const subjects = recorded.flatMap((household, index) => {
    const facts = recordAt(real[index] ?? household, '2025-06-01')
    return household.members.slice(0, real[index]?.members.length).flatMap((member, at) => {
      if (member.birthDate > '2025-05-01') return []
      return [{ household, member, facts: facts.members[at] ?? {}, home: facts.household }]
    })
  })
  const numbered = subjects.map((subject, at): Subject => ({ ...subject, at }))
  return PLANS.map((plan) => {
    const rows = numbered
      .filter((subject) => subject.member.idNumber !== null && plan.who(subject))
      .slice(0, plan.most ?? ROWS)
      .map((subject) => [...plan.row(subject)])
    plan.slips?.(rows)
    const { source, file, encoding, title = null, header } = plan
    return { source, file, encoding, title, header, rows }
  })
}
