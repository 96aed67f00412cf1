// Makes the samples: 低保在册名单-2025-06.{xlsx,csv}, a department's file as it comes, with everything that goes wrong in such
// files, and a small file of every other department. Everybody in them is invented: the households are those of the demo
// (same seed), and some that it does not have.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Workbook } from '@cj-tech-master/excelts'
import { RELATIONS } from '@lastmile/domain'
import { generateHouseholds, type SyntheticHousehold } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import iconv from 'iconv-lite'
import { type DepartmentSample, departmentSamples } from './samples/departments.ts'
import { HEADER, type RosterCell, type RosterLine, rosterLines } from './samples/roster-lines.ts'
import { spoil } from './samples/spoil.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = process.argv[2] ?? join(root, 'samples')

/** The demo's seed and size: the first households of the file are in it, the last are not. */
const SEED = 20260701
const DEMO_HOUSEHOLDS = 5000
const NEW_HOUSEHOLDS = 900
/** Households that the small files of the departments take their people from: in every demo of some size. */
const FEW_HOUSEHOLDS = 500
const FROM_DEMO = 100
const FROM_NEW = 45
const DAY = '2025-06-01'
const TITLE = '青浦区最低生活保障在册家庭名单（2025年6月）'
const SUBTITLE = '填报单位：区民政局社会救助科'

const options = {
  seed: SEED,
  count: DEMO_HOUSEHOLDS + NEW_HOUSEHOLDS,
  org: readOrgFile(join(root, 'districts/qingpu/org.yaml')),
  focus: 'difficulty',
} as const

/** Households on the list, as the records have their people and as life has their facts: the department knows more. */
function chosen(): { recorded: SyntheticHousehold; true: SyntheticHousehold }[] {
  const recorded = generateHouseholds(options)
  const real = generateHouseholds({ ...options, errors: 'none' })
  const picked: { recorded: SyntheticHousehold; true: SyntheticHousehold }[] = []
  const left = { demo: FROM_DEMO, fresh: FROM_NEW }
  for (const household of recorded) {
    const truth = real.next().value
    const onList = household.benefits.some(({ policy, since }) => policy === 'dibao' && since < DAY)
    const kind = household.index < DEMO_HOUSEHOLDS ? 'demo' : 'fresh'
    if (!truth || !onList || left[kind] === 0 || household.members.length > 5) continue
    left[kind] -= 1
    picked.push({ recorded: household, true: truth })
  }
  return picked
}

const lines = spoil(chosen().flatMap((pair) => rosterLines(pair.recorded, pair.true, DAY, RELATIONS)))
const total = lines.length
const note = ['注：本表为演示数据，人员均为虚构；金额单位为元。']
const totals: RosterCell[] = HEADER.map((name) =>
  name === '序号' ? '合计' : name === '姓名' ? `${total}人` : null,
)

writeFileSync(join(folder, '低保在册名单-2025-06.csv'), csv())
writeFileSync(join(folder, '低保在册名单-2025-06.xlsx'), await xlsx())
console.log(`${total} rows`)
const few = { ...options, count: FEW_HOUSEHOLDS }
const some = departmentSamples(
  [...generateHouseholds(few)],
  [...generateHouseholds({ ...few, errors: 'none' })],
)
for (const sample of some) {
  writeFileSync(join(folder, sample.file), sample.encoding === 'xlsx' ? await sheetOf(sample) : csvOf(sample))
  console.log(`${sample.file} ${sample.rows.length}`)
}

function csvOf({ title, header, rows, encoding }: DepartmentSample): Buffer {
  const lines = [...(title === null ? [] : [[title]]), header, ...rows.map((row) => row.map(String))]
  const text = lines.map((row) => `${row.map(field).join(',')}\r\n`).join('')
  return encoding === 'utf-8' ? Buffer.from(`\uFEFF${text}`) : iconv.encode(text, encoding)
}

async function sheetOf({ title, header, rows }: DepartmentSample): Promise<Uint8Array> {
  const workbook = new Workbook()
  workbook.created = new Date('2025-06-05T01:00:00Z')
  workbook.modified = workbook.created
  const sheet = workbook.addWorksheet('名单')
  if (title !== null) sheet.addRow([title])
  sheet.addRow([...header]).font = { bold: true }
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function csv(): Buffer {
  const rows = [
    [TITLE],
    [SUBTITLE],
    [...HEADER],
    ...lines.map((line) => line.map(shown)),
    totals.map(shown),
    note,
  ]
  return iconv.encode(rows.map((row) => `${row.map(field).join(',')}\r\n`).join(''), 'gb18030')
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A cell as Excel shows it, which is what it writes into a CSV. */
function shown(cell: RosterCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return cell >= 1e11 ? cell.toExponential(5).replace('e', 'E') : String(cell)
  return 'formula' in cell ? String(cell.result) : cell.shown
}

async function xlsx(): Promise<Uint8Array> {
  const workbook = new Workbook()
  workbook.creator = '区民政局社会救助科'
  workbook.created = new Date('2025-06-05T01:00:00Z')
  workbook.modified = workbook.created
  const sheet = workbook.addWorksheet('在册名单')
  const width = HEADER.length
  sheet.addRow([TITLE])
  sheet.addRow([SUBTITLE])
  sheet.mergeCells(1, 1, 1, width)
  sheet.mergeCells(2, 1, 2, width)
  sheet.addRow([...HEADER])
  for (const line of [...lines, totals]) {
    const row = sheet.addRow([])
    line.forEach((cell: RosterLine[number], column: number) => {
      if (cell === null) return
      const place = row.getCell(column + 1)
      if (typeof cell !== 'object') place.value = cell
      else if ('formula' in cell) place.value = { formula: cell.formula, result: cell.result }
      else {
        place.value = cell.serial
        place.numFmt = 'yyyy"年"m"月"'
      }
    })
  }
  sheet.addRow(note)
  sheet.getRow(3).font = { bold: true }
  sheet.getRow(1).font = { bold: true, size: 16 }
  HEADER.forEach((name, column) => {
    sheet.getColumn(column + 1).width = name.includes('地址') ? 36 : name.includes('身份证') ? 22 : 12
  })
  const draft = workbook.addWorksheet('草稿', { state: 'hidden' })
  draft.addRow(['上月核对用，勿动'])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
