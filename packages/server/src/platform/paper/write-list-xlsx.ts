import type { Cell, Row } from '@cj-tech-master/excelts'

/** A column of a list: its name, its width in characters, and whether it holds numbers (right, summed by the office). */
export interface ListColumn {
  readonly name: string
  readonly width: number
  readonly numeric?: boolean
}

/** A list as an office hands it in: title, who made it and when, the table with a serial number, and lines to sign. */
export interface ListOnPaper {
  readonly sheet: string
  readonly title: string
  /** Below the title, left to right: unit, day, count. */
  readonly line: readonly string[]
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** Below the table: what is left out, where figures come from. */
  readonly notes: readonly string[]
  /** Who signs, left to right: 填表人, 审核人. */
  readonly sign: readonly string[]
}

const THIN = { style: 'thin', color: { argb: 'FF808080' } } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN }
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF5' } } as const

/**
 * Writes lists as one workbook (Office Open XML), a sheet each, set to print on A4 across with the head on each page.
 * Text stands in cells of text format, so nothing in it is ever taken for a formula.
 */
export async function writeListXlsx(lists: readonly ListOnPaper[]): Promise<Uint8Array<ArrayBuffer>> {
  // A large library that few requests need.
  const { Workbook } = await import('@cj-tech-master/excelts')
  const workbook = new Workbook()
  workbook.creator = '最后一公里'
  for (const list of lists) {
    const sheet = workbook.addWorksheet(list.sheet, {
      pageSetup: {
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '3:3',
      },
      headerFooter: { oddFooter: '第 &P 页，共 &N 页' },
      views: [{ state: 'frozen', ySplit: 3 }],
    })
    const last = list.columns.length
    sheet.columns = list.columns.map(({ width }) => ({ width }))
    sheet.mergeCells(1, 1, 1, last)
    const title = put(sheet.getRow(1).getCell(1), list.title)
    title.font = { name: '黑体', size: 18, bold: true }
    title.alignment = { horizontal: 'center', vertical: 'middle' }
    sheet.getRow(1).height = 32
    sheet.mergeCells(2, 1, 2, last)
    put(sheet.getRow(2).getCell(1), list.line.join('　　')).font = { name: '宋体', size: 11 }
    fill(
      sheet.getRow(3),
      list.columns.map(({ name }) => name),
      (cell) => {
        cell.font = { name: '黑体', size: 11, bold: true }
        cell.fill = HEAD_FILL
        cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
      },
    )
    list.rows.forEach((row, index) => {
      fill(sheet.getRow(4 + index), row, (cell, column) => {
        cell.font = { name: '宋体', size: 11 }
        cell.alignment = {
          vertical: 'top',
          wrapText: true,
          horizontal: list.columns[column]?.numeric ? 'right' : 'left',
        }
      })
    })
    let at = 4 + list.rows.length
    for (const note of list.notes) {
      sheet.mergeCells(at, 1, at, last)
      const cell = put(sheet.getRow(at).getCell(1), note)
      cell.font = { name: '宋体', size: 10, color: { argb: 'FF595959' } }
      cell.alignment = { wrapText: true }
      at += 1
    }
    if (list.sign.length > 0) {
      sheet.mergeCells(at + 1, 1, at + 1, last)
      put(
        sheet.getRow(at + 1).getCell(1),
        list.sign.map((who) => `${who}：＿＿＿＿＿＿＿＿`).join('　　　　'),
      ).font = {
        name: '宋体',
        size: 11,
      }
    }
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function put(cell: Cell, value: string | number | null): Cell {
  cell.value = value
  if (typeof value === 'string') cell.numFmt = '@'
  return cell
}

function fill(
  row: Row,
  values: readonly (string | number | null)[],
  style: (cell: Cell, column: number) => void,
): void {
  values.forEach((value, column) => {
    const cell = put(row.getCell(column + 1), value)
    cell.border = BORDER
    style(cell, column)
  })
}
