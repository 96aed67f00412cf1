import type { RootCause } from '@lastmile/domain'
import type { SyntheticHousehold } from '../synthetic-household.ts'

/** The columns of 低保在册名单 in the order in which a street office keeps them. */
export const DIBAO_ROSTER_COLUMNS = [
  '序号',
  '低保证号',
  '户主姓名',
  '性别',
  '身份证号',
  '街镇',
  '居村委',
  '住址',
  '联系电话',
  '保障人口',
  '月人均收入',
  '月救助金额',
  '享受起始日期',
  '致困原因',
] as const
export type DibaoRosterColumn = (typeof DIBAO_ROSTER_COLUMNS)[number]
/** One line of the roster: money in yuan, dates `YYYY-MM-DD`, an empty text where nothing is on record. */
export type DibaoRosterRow = Record<DibaoRosterColumn, string | number>

const CAUSE: Readonly<Record<RootCause, string>> = {
  illness: '因病',
  disability: '因残',
  unemployment: '失业',
  schooling: '因学',
  accident: '因灾',
  family_change: '家庭变故',
  care_burden: '缺少劳力',
  old_age: '年老体弱',
  debt: '负债',
  low_skill: '缺少技能',
  unknown: '其他',
}

/** The households that receive the living allowance, as the department's file of the as-of day lists them. Streams. */
export function* dibaoRoster(households: Iterable<SyntheticHousehold>): Generator<DibaoRosterRow> {
  let number = 0
  for (const household of households) {
    const benefit = household.benefits.find((each) => each.policy === 'dibao')
    const head = household.members[0]
    if (!benefit || !head) continue
    number += 1
    const started = household.history.find(
      (entry) => entry.kind === 'benefit' && entry.policy === 'dibao' && entry.change === 'start',
    )
    const living = household.truth.find(
      (truth) => truth.kind === 'need' && truth.detail.category === 'living',
    )
    const cause = started?.cause ?? (living?.kind === 'need' ? living.detail.cause : 'unknown')
    const own = household.members.filter(
      (member) => 'employed' in member.facts || member.facts.in_school !== undefined,
    )
    const size = Math.max(1, own.length)
    const income = household.facts.monthly_income
    yield {
      序号: number,
      低保证号: certificateNumber(household),
      户主姓名: head.name,
      性别: head.sex === 'male' ? '男' : '女',
      身份证号: head.idNumber ?? '',
      街镇: household.place.street,
      居村委: household.place.committee,
      住址: household.address,
      联系电话: head.phone ?? '',
      保障人口: size,
      月人均收入: typeof income === 'number' ? Math.round((income * 100) / size) / 100 : '',
      月救助金额: (benefit.amountFen ?? 0) / 100,
      享受起始日期: benefit.since,
      致困原因: CAUSE[cause],
    }
  }
}

/** An invented certificate number: the same household keeps it in every file of the same seed. */
function certificateNumber(household: SyntheticHousehold): string {
  return `示低${String(household.index + 1).padStart(8, '0')}`
}
