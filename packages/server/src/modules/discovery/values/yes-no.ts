import type { Cell } from '../files/cell.ts'
import { saysNothing, wordKey } from './clean.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

const YES = new Set([
  '是',
  '有',
  '对',
  '√',
  '✓',
  '✔',
  '☑',
  'y',
  'yes',
  'true',
  '1',
  '已',
  '享受',
  '在享',
  '正常',
  '符合',
])
const NO = new Set([
  '否',
  '无',
  '没有',
  '不是',
  '错',
  '×',
  '✗',
  '✘',
  '☒',
  'x',
  'n',
  'no',
  'false',
  '0',
  '未',
  '未享受',
  '不享受',
])

/** Yes or no in the ways people tick a box. */
export function readYesNo(cell: Cell | null): Reading<boolean> {
  if (saysNothing(cell)) return NOTHING
  const key = wordKey(cell.text)
  if (YES.has(key)) return found(true)
  if (NO.has(key)) return found(false)
  return wrong('yes_no_unreadable')
}
