import { PassThrough } from 'node:stream'
import type { Cell as SheetCell, WorksheetWriter } from '@cj-tech-master/excelts'
import type { DiscoveryDeps } from '../deps.ts'
import type { Cell, TableRow } from '../files/cell.ts'
import type { Problem, Severity } from '../problems/catalogue.ts'
import { problemMessage } from '../problems/message.ts'
import { type BatchRow, getBatch } from '../store/batches.ts'
import { listProblems, problemsOfRows } from '../store/problems.ts'
import { openBatch, type Transact } from './open-batch.ts'

const FILLS: Readonly<Record<Severity, string>> = {
  refused: 'FFF8CBAD',
  review: 'FFFFE699',
  warning: 'FFFFF2CC',
}
const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  refused: '未导入',
  review: '待核对',
  warning: '提醒',
}
const STEP = 500
/** Excel opens no more comments than this in reasonable time; beyond it cells are filled and listed, without a comment. */
const MOST_NOTES = 20_000

/**
 * The file again, with the cells that were wrong filled and commented, and a sheet that lists the problems. Everything is
 * text in cells of text format, so nothing in it is ever taken for a formula.
 */
export async function problemsWorkbook(
  deps: DiscoveryDeps,
  transact: Transact,
  input: { readonly id: string },
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const batch = await transact((tx) => getBatch(tx, input.id))
  const open = await openBatch(deps, batch, transact)
  // A large library that few requests need.
  const { WorkbookWriter } = await import('@cj-tech-master/excelts')
  const stream = new PassThrough()
  const collected = collect(stream)
  const workbook = new WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const { header, sheet } = open.chosen
  const rows = workbook.addWorksheet(sheet === '' ? '名单' : sheet, {
    views: [{ state: 'frozen', ySplit: header.row }],
  })
  let notes = 0
  const writeRow = (row: TableRow, problems: readonly Problem[]): void => {
    const line = rows.getRow(row.number)
    row.cells.forEach((cell, column) => {
      if (cell) setText(line.getCell(column + 1), textOf(cell))
    })
    for (const [column, found] of byColumn(problems, header.names)) {
      const cell = line.getCell(column + 1)
      const worst =
        found.find(({ severity }) => severity === 'refused') ??
        found.find(({ severity }) => severity === 'review') ??
        found[0]
      if (!worst) continue
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: FILLS[worst.severity] } }
      if (notes < MOST_NOTES)
        cell.note = found.map(({ code, params }) => problemMessage(code, params).zh).join('\n')
      notes += 1
    }
    line.commit()
  }
  for await (const chunk of inSteps(open.table.rows(sheet))) {
    const first = chunk[0]?.number ?? 0
    const last = chunk.at(-1)?.number ?? 0
    const problems = Map.groupBy(
      await transact((tx) => problemsOfRows(tx, batch.id, first, last)),
      ({ row }) => row,
    )
    for (const row of chunk) writeRow(row, problems.get(row.number) ?? [])
  }
  rows.commit()
  await writeList(
    workbook.addWorksheet('问题清单', { views: [{ state: 'frozen', ySplit: 1 }] }),
    batch,
    transact,
  )
  await workbook.commit()
  return { name: `${batch.file_name.replace(/\.[^.]*$/, '')}-问题.xlsx`, bytes: await collected }
}

function setText(cell: SheetCell, text: string): void {
  cell.value = text
  cell.numFmt = '@'
}

function textOf(cell: Cell): string {
  return cell.kind === 'formula' ? '' : cell.text
}

/** Problems by the column they stand in; those of a whole row go to its first cell. */
function byColumn(problems: readonly Problem[], names: readonly string[]): Map<number, Problem[]> {
  return Map.groupBy(problems, ({ column }) => Math.max(0, column === null ? 0 : names.indexOf(column)))
}

async function* inSteps(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let step: TableRow[] = []
  for await (const row of rows) {
    step.push(row)
    if (step.length < STEP) continue
    yield step
    step = []
  }
  if (step.length > 0) yield step
}

async function writeList(sheet: WorksheetWriter, batch: BatchRow, transact: Transact): Promise<void> {
  const add = (values: string[]): void => {
    const row = sheet.addRow(values)
    row.eachCell((cell) => {
      cell.numFmt = '@'
    })
    row.commit()
  }
  add(['行', '列', '结果', '问题和处理办法', '原内容', 'What is wrong and what to do'])
  for (let offset = 0; ; offset += STEP) {
    const { problems } = await transact((tx) => listProblems(tx, batch.id, { limit: STEP, offset }))
    for (const { row, column, severity, code, params, value } of problems) {
      const { zh, en } = problemMessage(code, params)
      add([row === 0 ? '全表' : String(row), column ?? '', SEVERITY_NAMES[severity], zh, value ?? '', en])
    }
    if (problems.length < STEP) break
  }
  sheet.commit()
}

async function collect(stream: PassThrough): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return new Uint8Array(Buffer.concat(parts))
}
