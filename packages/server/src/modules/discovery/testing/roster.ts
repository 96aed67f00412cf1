import { madeNumber } from './import-world.ts'
import type { MadeCell } from './make-files.ts'

/** The columns of the small rosters that tests make. */
export const ROSTER = [
  '低保证号',
  '街镇',
  '居村委',
  '姓名',
  '与户主关系',
  '性别',
  '出生日期',
  '身份证号',
  '联系电话',
  '居住地址',
  '月保障金额',
  '享受起始年月',
  '家庭月收入',
  '残疾类别',
  '残疾等级',
  '就业状况',
  '婚姻状况',
] as const
export type RosterColumn = (typeof ROSTER)[number]
export type RosterRow = Record<RosterColumn, MadeCell>

const NAMES = ['王建国', '李秀英', '赵大明', '钱小红', '孙志强', '周玉兰']

/** A row of a household of one in which nothing is wrong. */
export function goodRow(no: number, change: Partial<RosterRow> = {}): RosterRow {
  return {
    低保证号: `示低${String(no).padStart(6, '0')}`,
    街镇: '夏阳街道',
    居村委: '东盛社区居委会',
    姓名: NAMES[no % NAMES.length] ?? '王建国',
    与户主关系: '户主',
    性别: '男',
    出生日期: null,
    身份证号: madeNumber('1950-01-01'),
    联系电话: '19900001234',
    居住地址: '青浦区夏阳街道东盛路8弄1号101室',
    月保障金额: '1450',
    享受起始年月: '2023年3月',
    家庭月收入: '600',
    残疾类别: null,
    残疾等级: null,
    就业状况: '无业',
    婚姻状况: '丧偶',
    ...change,
  }
}

/** Rows as a table with its header on top. */
export function asTable(rows: readonly RosterRow[], columns: readonly RosterColumn[] = ROSTER): MadeCell[][] {
  return [[...columns], ...rows.map((row) => columns.map((column) => row[column]))]
}
