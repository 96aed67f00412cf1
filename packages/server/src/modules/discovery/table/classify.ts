import type { TableRow } from '../files/cell.ts'
import { plain, saysNothing, wordKey } from '../values/clean.ts'

export type RowClass = 'data' | 'total' | 'note' | 'header'

const TOTAL = /^(合|总|小|共|累)\s*计|^(本页|全镇|全街道|街镇)?(合计|小计|总计)|^(合计|总计|小计|total)/i
const NOTE =
  /^(注|备注|说明|填表|制表|审核|复核|负责人|经办|联系人|联系电话|填报|单位盖章|盖章|日期|打印|数据来源|页码|第.{1,6}页)/

/** What tells data from the lines around it. */
export interface Frame {
  /** Keys of the names in the header, column by column (`wordKey`). */
  readonly headerKeys: readonly string[]
  /** Columns that say who a row is about: name, identity number, birth date. */
  readonly who: readonly number[]
  /** Those of them that only a person has: identity number, birth date. */
  readonly proof: readonly number[]
}

/**
 * Whether a row is data, or a total, a note or a repeated header. In doubt it is data: better a row refused and named
 * than one lost in silence.
 */
export function classify(row: TableRow, frame: Frame): RowClass {
  const filled = row.cells.filter((cell) => !saysNothing(cell))
  if (repeatsHeader(row, filled.length, frame)) return 'header'
  const says = (columns: readonly number[]): boolean =>
    columns.some((column) => !saysNothing(row.cells[column] ?? null))
  if (says(frame.proof)) return 'data'
  const [first] = filled
  if (filled.slice(0, 3).some((cell) => cell && TOTAL.test(plain(cell.text)))) return 'total'
  if (says(frame.who)) return filled.length === 1 && first && NOTE.test(plain(first.text)) ? 'note' : 'data'
  if (new Set(filled.map((cell) => cell?.text)).size === 1 || (first && NOTE.test(plain(first.text))))
    return 'note'
  return 'data'
}

/** Whether more than half of what is filled are the names of the columns. Ends as soon as that cannot be. */
function repeatsHeader(row: TableRow, filled: number, { headerKeys }: Frame): boolean {
  let same = 0
  let left = row.cells.reduce((count, cell) => count + (cell ? 1 : 0), 0)
  for (const [column, cell] of row.cells.entries()) {
    if ((same + left) * 2 <= filled || same + left < 2) return false
    if (!cell) continue
    left -= 1
    if (wordKey(cell.text) === (headerKeys[column] ?? '')) same += 1
  }
  return same >= 2 && same * 2 > filled
}
