import type { NeedCategory, NeedKind, RootCause } from '@lastmile/domain'

/** What a story of casework says, by kind of need. All invented; no real person or place beyond the district's units. */
export interface StoryTexts {
  readonly title: string
  /** Kinds of need that such a story is about. */
  readonly kinds: readonly NeedKind[]
  readonly ownWords: readonly string[]
  /** What the household would like. */
  readonly wish: string
  readonly items: readonly {
    readonly title: string
    readonly goal: string
    readonly forOrganisation: boolean
  }[]
  readonly contacts: readonly string[]
  readonly result: string
}

export const STORY_TEXTS: Readonly<Record<NeedCategory, StoryTexts>> = {
  living: {
    title: '基本生活有困难',
    kinds: ['living.income', 'living.food', 'living.goods'],
    ownWords: ['这个月的菜钱都要算着花', '不想给政府添麻烦，实在是没办法了', '等孩子找到工作就好了'],
    wish: '每个月的开销能有着落',
    items: [
      { title: '协助申请生活救助', goal: '材料一次备齐，交到受理中心', forOrganisation: false },
      { title: '联系慈善超市领取生活物资', goal: '每月一次，直到救助到账', forOrganisation: false },
    ],
    contacts: [
      '上门看望，核对收入和支出，讲清楚需要哪些材料',
      '电话回访，材料已经交到受理中心',
      '上门送物资，家里米油够用到月底',
      '救助金已经到账，本人确认收到',
    ],
    result: '救助已到账，本人确认',
  },
  medical: {
    title: '看病负担重',
    kinds: ['medical.cost', 'medical.medicine', 'medical.escort'],
    ownWords: ['药不敢停，钱又跟不上', '报销的单子一大摞，不知道往哪里交', '怕拖累儿子'],
    wish: '能按时吃药，不欠医院的钱',
    items: [
      { title: '整理票据，申请医疗救助', goal: '分清统筹、大病和救助各能报多少', forOrganisation: false },
      { title: '陪同就医和取药', goal: '每月一次，由志愿者陪同', forOrganisation: false },
    ],
    contacts: [
      '帮忙整理了半年的票据，缺一张出院小结',
      '陪同到医院补了出院小结',
      '医保窗口已受理，等结果',
      '病情平稳，医疗救助已经打到卡上',
    ],
    result: '医疗救助已办结',
  },
  schooling: {
    title: '孩子上学有困难',
    kinds: ['schooling.cost', 'schooling.tutoring'],
    ownWords: ['孩子懂事，就是费用压得人喘不过气', '想让他继续读下去'],
    wish: '孩子能一直读下去',
    items: [
      { title: '协助申请助学', goal: '开学前办好', forOrganisation: false },
      { title: '课后陪伴和学业辅导', goal: '每周两次，一个学期', forOrganisation: true },
    ],
    contacts: [
      '和班主任通了电话，了解孩子近况',
      '上门和孩子聊了聊，愿意参加课后小组',
      '期末回访，成绩有进步',
    ],
    result: '助学已落实，孩子在读',
  },
  work: {
    title: '家里没人上班',
    kinds: ['work.job', 'work.flexible'],
    ownWords: ['年纪上去了，人家不要', '有活我就干，不挑'],
    wish: '离家近，能顾上老人',
    items: [
      { title: '对接就业援助', goal: '登记就业困难人员，推荐岗位', forOrganisation: false },
      { title: '技能培训报名', goal: '参加一期家政或护理培训', forOrganisation: true },
    ],
    contacts: [
      '陪同到就业服务窗口登记',
      '推荐了两个岗位，一个离家近，本人愿意去试',
      '上班第一个月，回访一切正常',
    ],
    result: '已上岗，收入稳定',
  },
  housing: {
    title: '住房条件差',
    kinds: ['housing.repair', 'housing.access'],
    ownWords: ['一下雨就漏', '卫生间太滑，老人不敢洗澡'],
    wish: '雨季前修好，老人洗澡不怕滑',
    items: [
      { title: '申请居家适老化改造', goal: '装扶手、换防滑砖', forOrganisation: false },
      { title: '修补漏水屋面', goal: '雨季前修好', forOrganisation: false },
    ],
    contacts: ['和村里一起上门看了房子，拍了照片', '施工队量了尺寸', '改造完成，老人试用满意'],
    result: '改造完成',
  },
  care: {
    title: '需要有人照护',
    kinds: ['care.elder', 'care.disabled', 'care.respite'],
    ownWords: ['一个人洗不了澡', '女儿上班，白天家里没人'],
    wish: '白天有人搭把手，我能出去做点事',
    items: [
      { title: '申请老年照护统一需求评估', goal: '评估后接上居家照护', forOrganisation: false },
      { title: '上门照护和助浴', goal: '每周两次', forOrganisation: true },
    ],
    contacts: [
      '上门看望，老人能自己吃饭，起身要人扶',
      '评估员上门评估，等级下个月出来',
      '照护员开始上门，老人慢慢习惯了',
      '家属反映轻松了不少',
    ],
    result: '照护服务已稳定',
  },
  counselling: {
    title: '心里难受，需要有人说说话',
    kinds: ['counselling.mood', 'counselling.family', 'counselling.loss'],
    ownWords: ['晚上睡不着', '不想见人'],
    wish: '有个人能说说心里话',
    items: [
      { title: '心理疏导', goal: '先建立信任，两周一次', forOrganisation: true },
      { title: '邻里陪伴', goal: '楼组长每周去坐坐', forOrganisation: false },
    ],
    contacts: ['第一次上门，只聊了家常', '主动打来电话，说睡得好些了', '愿意到活动室坐坐了'],
    result: '情绪平稳，愿意与人来往',
  },
  legal: {
    title: '需要法律帮助',
    kinds: ['legal.aid', 'legal.debt', 'legal.papers'],
    ownWords: ['工钱拖了半年', '不知道该找谁说理'],
    wish: '有人告诉我们该怎么办',
    items: [{ title: '申请法律援助', goal: '陪同到法律援助窗口', forOrganisation: false }],
    contacts: ['陪同到窗口咨询，已受理', '援助律师联系了本人', '调解成功，钱款分两次付'],
    result: '纠纷已调解',
  },
  inclusion: {
    title: '和邻里来往少',
    kinds: ['inclusion.company', 'inclusion.activity'],
    ownWords: ['老伴走了以后，整天对着电视', '刚搬来，谁也不认识'],
    wish: '能常有人来坐坐',
    items: [{ title: '参加社区小组活动', goal: '每月至少一次', forOrganisation: true }],
    contacts: ['邀请参加包粽子活动，答应了', '活动中认识了同楼的阿姨', '现在每周三都来活动室'],
    result: '已融入社区活动',
  },
  skills: {
    title: '想学一门手艺',
    kinds: ['skills.training', 'skills.digital'],
    ownWords: ['想靠自己', '学了就能接点零活'],
    wish: '学会一样本事，自己挣钱',
    items: [{ title: '技能学习计划', goal: '三个月学会一项', forOrganisation: true }],
    contacts: ['一起定了学习计划', '上了四次课，很认真', '接到第一单零活'],
    result: '学有所成，有了收入',
  },
}

/** Titles of tasks that the bureau gives. */
export const TASKS: readonly { readonly title: string; readonly body: string; readonly reply: string }[] = [
  {
    title: '夏季高温走访',
    body: '请对独居老人和重残家庭逐户走访，重点看降温设备和饮用水，月底前报走访户数。',
    reply: '已逐户走访，需要添置风扇的家庭已由慈善超市补齐。',
  },
  {
    title: '低保标准调整政策告知',
    body: '七月起标准调整，请让每户低保家庭都知道金额变化，有疑问的登记。',
    reply: '已通过上门和电话告知，有疑问的家庭已逐一解答。',
  },
  {
    title: '困境儿童暑期安排摸底',
    body: '请摸清暑期无人看护的孩子名单，联系社会组织安排托管。',
    reply: '名单已核实，需要托管的孩子已全部安排。',
  },
  {
    title: '漏享家庭复核',
    body: '请对系统提示的应享未享家庭逐户核实，说明处理结果。',
    reply: '已逐户核实，符合条件的正在申请。',
  },
]

/** The kind of need that a cause of hardship mostly leads to, when the truth names none. */
export const CATEGORY_OF_CAUSE: Readonly<Record<RootCause, NeedCategory>> = {
  illness: 'medical',
  disability: 'care',
  unemployment: 'work',
  schooling: 'schooling',
  accident: 'living',
  family_change: 'counselling',
  care_burden: 'care',
  old_age: 'care',
  debt: 'legal',
  low_skill: 'skills',
  unknown: 'living',
}

/** What advisors write after a visit. */
export const VISIT_SUMMARIES = {
  met: [
    '一家都在，日子照旧，说药费还是紧',
    '老人一个人在家，精神还好，提醒关好煤气',
    '孩子功课有点跟不上，想找人辅导',
    '屋顶有点漏，说开春再修',
    '刚出院，走路还不稳，要人照看',
    '找了份零工，收入不稳',
  ],
  missed: ['敲门没人应，邻居说去医院了', '没人在家，留了条子', '打电话说在外地，下月回来'],
} as const

/** What families say in their own words. */
export const OWN_WORDS = [
  '要是有人陪着去看病就好了',
  '想找点在家能做的活',
  '孩子上学的钱愁人',
  '没什么，别麻烦你们',
  '最怕半夜不舒服没人知道',
] as const
