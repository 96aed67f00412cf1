/** Categories of need (服务需求分类), the first level. */
export const NEED_CATEGORIES = {
  living: { zh: '基本生活', en: 'Basic living' },
  medical: { zh: '医疗', en: 'Medical' },
  schooling: { zh: '就学', en: 'Schooling' },
  work: { zh: '就业', en: 'Work' },
  housing: { zh: '住房', en: 'Housing' },
  care: { zh: '照护', en: 'Care' },
  counselling: { zh: '心理疏导', en: 'Counselling' },
  legal: { zh: '法律', en: 'Legal' },
  inclusion: { zh: '社会融入', en: 'Inclusion' },
  skills: { zh: '能力提升', en: 'Skills' },
} as const
export type NeedCategory = keyof typeof NEED_CATEGORIES

/**
 * Kinds of need, the second level. The first part of each key is its category. "Other" has no kind of its own: the
 * category alone says so.
 */
export const NEED_KINDS = {
  'living.income': { zh: '日常开销不够', en: 'Not enough for daily living' },
  'living.food': { zh: '吃饭和买菜', en: 'Meals and groceries' },
  'living.goods': { zh: '衣被和日用品', en: 'Clothes and household goods' },
  'living.utilities': { zh: '水电燃气费', en: 'Water, power and gas' },
  'medical.cost': { zh: '看病花费大', en: 'Medical bills' },
  'medical.medicine': { zh: '长期用药', en: 'Long-term medicine' },
  'medical.escort': { zh: '有人陪着看病', en: 'Somebody to go along' },
  'medical.rehab': { zh: '康复和辅助器具', en: 'Rehabilitation and aids' },
  'schooling.cost': { zh: '学费和生活费', en: 'Fees and boarding' },
  'schooling.tutoring': { zh: '课业辅导', en: 'Help with lessons' },
  'schooling.return': { zh: '回到学校', en: 'Back to school' },
  'work.job': { zh: '找工作', en: 'Finding a job' },
  'work.flexible': { zh: '在家或灵活做工', en: 'Work from home or by the hour' },
  'work.start': { zh: '做点小生意', en: 'Starting a small business' },
  'housing.rent': { zh: '房租和住处', en: 'Rent and a place to live' },
  'housing.repair': { zh: '修房子', en: 'Repairs' },
  'housing.access': { zh: '无障碍和适老改造', en: 'Ramps, rails and bathrooms' },
  'care.elder': { zh: '照顾老人', en: 'Care of an old person' },
  'care.disabled': { zh: '照顾残疾人', en: 'Care of a disabled person' },
  'care.child': { zh: '照顾孩子', en: 'Care of a child' },
  'care.respite': { zh: '让照顾的人歇一歇', en: 'A rest for the carer' },
  'counselling.mood': { zh: '心里难受', en: 'Low spirits' },
  'counselling.family': { zh: '家里闹矛盾', en: 'Conflict in the family' },
  'counselling.loss': { zh: '亲人离世或变故', en: 'Loss of somebody' },
  'legal.aid': { zh: '打官司和法律援助', en: 'Legal aid' },
  'legal.debt': { zh: '欠债纠纷', en: 'Debt' },
  'legal.papers': { zh: '户口和证件', en: 'Registration and papers' },
  'inclusion.company': { zh: '有人说说话', en: 'Company' },
  'inclusion.activity': { zh: '参加活动', en: 'Taking part in activities' },
  'inclusion.kin': { zh: '和亲人重新来往', en: 'Back in touch with family' },
  'skills.training': { zh: '学一门手艺', en: 'Learning a trade' },
  'skills.digital': { zh: '用手机办事', en: 'Using a phone for errands' },
  'skills.budget': { zh: '安排家里开支', en: 'Planning the household money' },
  'skills.parenting': { zh: '带孩子的办法', en: 'Raising children' },
} as const
export type NeedKind = keyof typeof NEED_KINDS

/** Whether a kind of need lies in a category. */
export function kindLiesIn(kind: string, category: string): boolean {
  return kind in NEED_KINDS && kind.startsWith(`${category}.`)
}

/** What made somebody confirm a need: the evidence that it has. */
export const NEED_SOURCES = {
  gap: { zh: '政策匹配', en: 'Policy screening' },
  signal: { zh: '发现线索', en: 'Signal' },
  assessment: { zh: '困难评估', en: 'Assessment' },
  visit: { zh: '上门走访', en: 'Home visit' },
  conversation: { zh: '咨询对话', en: 'Conversation' },
  resident: { zh: '本人提出', en: 'The household asked' },
  staff: { zh: '工作人员了解', en: 'Staff' },
} as const
export type NeedSource = keyof typeof NEED_SOURCES

/** Root causes of hardship (致贫致困主要根源). */
export const ROOT_CAUSES = {
  illness: { zh: '患病', en: 'Illness' },
  disability: { zh: '残疾', en: 'Disability' },
  unemployment: { zh: '失业', en: 'Unemployment' },
  schooling: { zh: '就学负担', en: 'Schooling costs' },
  accident: { zh: '意外灾害', en: 'Accident or disaster' },
  family_change: { zh: '家庭变故', en: 'Family change' },
  care_burden: { zh: '照护负担', en: 'Care burden' },
  old_age: { zh: '年老体弱', en: 'Old age' },
  debt: { zh: '负债', en: 'Debt' },
  low_skill: { zh: '缺少技能', en: 'Low skill' },
  unknown: { zh: '尚不清楚', en: 'Not yet known' },
} as const
export type RootCause = keyof typeof ROOT_CAUSES

/** Relation to the head of the household. */
export const RELATIONS = {
  head: { zh: '户主', en: 'Head' },
  spouse: { zh: '配偶', en: 'Spouse' },
  child: { zh: '子女', en: 'Child' },
  parent: { zh: '父母', en: 'Parent' },
  grandchild: { zh: '孙子女', en: 'Grandchild' },
  grandparent: { zh: '祖父母', en: 'Grandparent' },
  sibling: { zh: '兄弟姐妹', en: 'Sibling' },
  child_in_law: { zh: '儿媳女婿', en: 'Child-in-law' },
  other: { zh: '其他', en: 'Other' },
} as const
export type Relation = keyof typeof RELATIONS
