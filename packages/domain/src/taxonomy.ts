/** Kinds of need (服务需求分类), the first level. Issue: needs carry sub-needs later; ids stay. */
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
