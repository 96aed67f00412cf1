import { posix } from 'node:path'
import { AppError } from '../../../../platform/errors/index.ts'
import type { FileBytes } from '../bytes.ts'
import { LIMITS } from '../limits.ts'
import type { TableFile } from '../table-file.ts'
import { readWholeXml } from '../xml.ts'
import { damaged, openPackage, type Package } from '../zip.ts'
import { readDateStyles } from './date-formats.ts'
import { readMerges } from './merges.ts'
import { readSheetRows, type SheetContext } from './sheet-rows.ts'
import { readStringTable } from './string-table.ts'

interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/** Opens a workbook (.xlsx, .xlsm). Nothing but its list of sheets is read yet. */
export async function openWorkbook(bytes: FileBytes): Promise<TableFile> {
  const pack = await openPackage(bytes)
  const root = await workbookPart(pack)
  const targets = await readRelations(pack, root)
  const { sheets, is1904 } = await readSheetList(pack, root, targets)
  let context: Promise<SheetContext> | null = null
  return {
    format: 'xlsx',
    encoding: null,
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    async *rows(name) {
      const sheet = sheets.find((one) => one.name === name)
      if (!sheet)
        throw new AppError('import_sheet_missing', {
          sheet: name,
          sheets: sheets.map((s) => s.name).join('、'),
        })
      context ??= readContext(pack, targets, is1904)
      const merges = await readMerges(pack.stream(sheet.part))
      yield* readSheetRows(pack.stream(sheet.part), await context, merges)
    },
  }
}

async function workbookPart(pack: Package): Promise<string> {
  const targets = await readRelations(pack, '')
  const main = [...targets.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target
  if (main?.endsWith('.bin')) throw new AppError('import_file_binary_workbook')
  if (main && /(^|\/)workbook[^/]*\.xml$/i.test(main) && pack.has(main)) return main
  throw new AppError('import_file_other_kind', { kind: kindOf(pack.names()) })
}

function kindOf(names: readonly string[]): string {
  if (names.some((name) => name.startsWith('word/'))) return 'Word 文档（Word）'
  if (names.some((name) => name.startsWith('ppt/'))) return '演示文稿（PowerPoint）'
  if (names.includes('content.xml')) return 'ODF 文档（OpenDocument）'
  return '压缩包（zip）'
}

interface Relation {
  readonly type: string
  readonly target: string
}

/** The relations of a part by id, with their targets as paths in the package. */
async function readRelations(pack: Package, part: string): Promise<Map<string, Relation>> {
  const folder = part === '' ? '' : posix.dirname(part)
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations = new Map<string, Relation>()
  if (!pack.has(file)) return relations
  await readWholeXml(pack.stream(file), {
    open(name, attribute) {
      const target = attribute('Target') ?? ''
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(attribute('Id') ?? '', { type: attribute('Type') ?? '', target: path })
    },
    close() {},
    text() {},
  })
  return relations
}

async function readSheetList(
  pack: Package,
  root: string,
  targets: ReadonlyMap<string, Relation>,
): Promise<{ sheets: SheetPart[]; is1904: boolean }> {
  const sheets: SheetPart[] = []
  let is1904 = false
  await readWholeXml(pack.stream(root), {
    open(name, attribute) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name !== 'sheet') return
      const relation = targets.get(attribute('id') ?? '')
      // Chart sheets and macro sheets hold no rows.
      if (!relation?.type.endsWith('/worksheet')) return
      const hidden = (attribute('state') ?? 'visible') !== 'visible'
      sheets.push({ name: attribute('name') ?? '', hidden, part: relation.target })
    },
    close() {},
    text() {},
  })
  if (sheets.length > LIMITS.sheets) {
    throw new AppError('import_file_too_many_sheets', { count: sheets.length, limit: LIMITS.sheets })
  }
  if (sheets.length === 0) throw damaged('no sheets')
  return { sheets, is1904 }
}

async function readContext(
  pack: Package,
  targets: ReadonlyMap<string, Relation>,
  is1904: boolean,
): Promise<SheetContext> {
  const part = (type: string): string | undefined => {
    const found = [...targets.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target
    return found && pack.has(found) ? found : undefined
  }
  const strings = part('sharedStrings')
  const styles = part('styles')
  return {
    strings: strings ? await readStringTable(pack.stream(strings)) : null,
    dateStyles: styles ? await readDateStyles(pack.stream(styles)) : [],
    is1904,
  }
}
