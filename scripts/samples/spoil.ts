import { columnOf, type RosterCell, type RosterColumn, serialOf } from './roster-lines.ts'

/** Changes a cell of a line. */
function set(line: RosterCell[], column: RosterColumn, change: (cell: RosterCell) => RosterCell): void {
  const at = columnOf(column)
  line[at] = change(line[at] ?? null)
}

const FULL_WIDTH = (text: string) =>
  text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** A date in the style that its typist likes: a real date, with slashes, in words. */
function inStyle(cell: RosterCell, style: number): RosterCell {
  if (typeof cell !== 'string') return cell
  const [year = '', month = ''] = cell.split('-')
  if (style === 0) return { serial: serialOf(cell), shown: `${year}年${Number(month)}月` }
  return style === 1 ? `${year}/${Number(month)}/1` : `${year}年${Number(month)}月1日`
}

type Slip = readonly [line: number, column: RosterColumn, change: (cell: RosterCell) => RosterCell]

/** What is wrong or odd in single cells, by the place of the line. */
const SLIPS: readonly Slip[] = [
  [6, '月保障金额\n（元）', (cell) => FULL_WIDTH(Number(cell).toFixed(2))],
  [9, '姓名', (cell) => Array.from(String(cell)).join('　')],
  [12, '身份证号码', (cell) => `'${String(cell)}`],
  [15, '身份证号码', (cell) => (typeof cell === 'string' ? Number(cell.replace('X', '0')) : cell)],
  [
    18,
    '月保障金额\n（元）',
    (cell) =>
      `${Number(cell)
        .toFixed(2)
        .replace(/\B(?=(\d{3})+\.)/g, ',')}元`,
  ],
  [21, '居（村）委', (cell) => `\u00a0${String(cell)}\u00a0`],
  [27, '身份证号码', (cell) => flipLast(cell)],
  [33, '身份证号码', (cell) => String(cell).slice(0, 17)],
  [39, '居（村）委', () => '青溪河社区居委会'],
  [45, '月保障金额\n（元）', () => null],
  [52, '享受起始年月', () => '2032年5月'],
  [58, '婚姻状况', () => '分居'],
  [64, '性别', (cell) => (cell === '男' ? '女' : '男')],
  [70, '月保障金额\n（元）', (cell) => ({ formula: `${Number(cell)}*1`, result: Number(cell) })],
  [76, '姓名', () => null],
  [82, '残疾等级', () => '五级'],
  [88, '月保障金额\n（元）', () => '约1200'],
  [94, '享受起始年月', () => 2023.1],
  [
    101,
    '身份证号码',
    (cell) => (typeof cell === 'string' ? `${cell.slice(0, 6)}${cell.slice(8, 17)}` : cell),
  ],
  [108, '家庭月收入\n（元）', () => '800-1000'],
  [115, '身份证号码', (cell) => (typeof cell === 'string' ? Number(cell.replace('X', '0')) : cell)],
  [122, '居住地址', (cell) => String(cell).replace('路', '路\n')],
]

/** A number whose last character does not fit. */
function flipLast(cell: RosterCell): RosterCell {
  const text = String(cell)
  return text.slice(0, 17) + (text.endsWith('1') ? '2' : '1')
}

/** The list as it comes: dates in three styles, slips in single cells, lines that stand twice, numbers in the first column. */
export function spoil(lines: readonly RosterCell[][]): RosterCell[][] {
  const spoilt = lines.map((line, at) => {
    const copy = [...line]
    set(copy, '享受起始年月', (cell) => inStyle(cell, at % 3))
    for (const [where, column, change] of SLIPS) if (where === at) set(copy, column, change)
    return copy
  })
  const twice = (at: number): RosterCell[] => [...(spoilt[at] ?? [])]
  const contradicting = twice(
    spoilt.findIndex((line, at) => at >= 140 && typeof line[columnOf('身份证号码')] === 'string'),
  )
  set(contradicting, '月保障金额\n（元）', (cell) => Number(cell) + 90)
  const all = [
    ...spoilt.slice(0, 150),
    twice(30),
    ...spoilt.slice(150, 200),
    contradicting,
    twice(160),
    ...spoilt.slice(200),
  ]
  all.forEach((line, at) => {
    line[0] = at + 1
  })
  return all
}
