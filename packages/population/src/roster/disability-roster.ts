import type { DisabilityType } from '../people/person.ts'
import type { SyntheticHousehold } from '../synthetic-household.ts'

/** The columns of 持证残疾人名册, one line a person. */
export const DISABILITY_ROSTER_COLUMNS = [
  '序号',
  '姓名',
  '性别',
  '出生日期',
  '身份证号',
  '街镇',
  '居村委',
  '残疾类别',
  '残疾等级',
  '有效期至',
  '联系电话',
] as const
export type DisabilityRosterColumn = (typeof DISABILITY_ROSTER_COLUMNS)[number]
export type DisabilityRosterRow = Record<DisabilityRosterColumn, string | number>

const TYPES: Readonly<Record<DisabilityType, string>> = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
}
const GRADES = ['', '一级', '二级', '三级', '四级']

/** The holders of a disability certificate on record, as the disabled persons' federation lists them. Streams. */
export function* disabilityRoster(households: Iterable<SyntheticHousehold>): Generator<DisabilityRosterRow> {
  let number = 0
  for (const household of households) {
    for (const member of household.members) {
      if (member.facts.has_disability_certificate !== true) continue
      number += 1
      const type = TYPES[member.facts.disability_type as DisabilityType] ?? ''
      yield {
        序号: number,
        姓名: member.name,
        性别: member.sex === 'male' ? '男' : '女',
        出生日期: member.birthDate,
        身份证号: member.idNumber ?? '',
        街镇: household.place.street,
        居村委: household.place.committee,
        残疾类别: type,
        残疾等级: GRADES[Number(member.facts.disability_grade ?? 0)] ?? '',
        有效期至: String(member.facts.disability_certificate_until ?? ''),
        联系电话: member.phone ?? '',
      }
    }
  }
}
