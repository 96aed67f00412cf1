import { legalDateAt, newIdAt, type OrgPath } from '@lastmile/domain'
import type { TransactionActor, Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { findUnit } from '../../identity/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { FileBytes } from '../files/bytes.ts'
import { openTable } from '../files/open-table.ts'
import type { TableFile } from '../files/table-file.ts'
import { findLayout, layoutOfRow } from '../layouts/find-layout.ts'
import { shapesOf } from '../layouts/guess-header.ts'
import { UNFORESEEN } from '../layouts/unforeseen.ts'
import { findSameFile, getBatch, insertBatch } from '../store/batches.ts'
import { sha256Of, storeFile } from '../store/files.ts'
import { findLayoutOfShape } from '../store/own-layouts.ts'
import { findTemplate } from '../store/templates.ts'
import { fingerprint } from '../table/header.ts'
import { checkMapping, type Mapping, proposeMapping } from '../table/mapping.ts'
import { chooseSheet, firstRows, readerOf, surveyFile } from './inspect-file.ts'
import { headerGuess, readUnits } from './open-batch.ts'
import { type PreviewView, presentPreview } from './present-preview.ts'

export interface Upload {
  /** The list; without it, one that was made here is found again by the names of the columns. */
  readonly source?: string | undefined
  readonly file: FileBytes
  readonly fileName: string
  readonly mime: string
  readonly orgPath?: OrgPath | undefined
  readonly asOf?: string | undefined
  readonly sheet?: string | undefined
  readonly mapping?: Mapping | undefined
}

/** Who uploads, and how transactions are opened for it: reading a long file must not hold one. */
export interface Uploader {
  readonly actor: TransactionActor
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** The shapes that the sheets of a file have, by which a layout that was made here is found again. */
async function shapesOfSheets(table: TableFile, wanted: string | null): Promise<string[]> {
  const sheets = table.sheets.filter(({ name, hidden }) => (wanted === null ? !hidden : name === wanted))
  const shapes: string[] = []
  for (const { name } of sheets) shapes.push(...shapesOf(await firstRows(table, name)))
  return shapes
}

/** Opens a department's file, stores it encrypted, and gives the preview: mapping, sample, what is wrong with the first rows. */
export async function uploadFile(
  deps: DiscoveryDeps,
  uploader: Uploader,
  upload: Upload,
): Promise<PreviewView> {
  const scope = upload.orgPath ?? uploader.actor.orgPath
  const table = await openTable(upload.file)
  const shapes = upload.source === undefined ? await shapesOfSheets(table, upload.sheet ?? null) : []
  const { layout, version } = await uploader.transact(async (tx) => {
    if (!scope.startsWith(uploader.actor.orgPath) || !(await findUnit(tx, scope)))
      throw new AppError('not_found')
    if (upload.source !== undefined) return findLayout(tx, deps, upload.source)
    const row = await findLayoutOfShape(tx, scope, shapes)
    return row ? layoutOfRow(row, deps.facts) : findLayout(tx, deps, UNFORESEEN)
  })
  const isUnforeseen = layout.id === UNFORESEEN
  const chosen = await (isUnforeseen
    ? chooseSheet(table, layout, upload.sheet ?? null, headerGuess(deps))
    : chooseSheet(table, layout, upload.sheet ?? null))
  const { units, template } = await uploader.transact(async (tx) => ({
    units: await readUnits(tx, scope),
    // A mapping that was kept for a list is no layout of its own: versions say everything themselves.
    template: version === null ? await findTemplate(tx, layout.id, scope, fingerprint(chosen.header)) : null,
  }))
  const mapping = upload.mapping ?? template ?? proposeMapping(layout, chosen.header)
  checkMapping(layout, chosen.header, mapping)
  const today = legalDateAt(deps.clock.now())
  const reader = readerOf(layout, chosen.header, mapping, { units, scope, today })
  const survey = await surveyFile(table, chosen, reader, upload.fileName, today)
  const sha256 = await sha256Of(upload.file)
  const found = upload.asOf ? { ...survey.found, asOfGuessed: false } : survey.found
  const batch = await uploader.transact(async (tx) => {
    const file = { name: upload.fileName, mime: upload.mime, orgPath: scope, sha256 }
    const id = newIdAt(tx.now)
    await insertBatch(tx, {
      id,
      source: layout.id,
      layout_version: version,
      org_path: scope,
      file_id: await storeFile(tx, deps.keys, file, upload.file),
      file_name: upload.fileName,
      file_sha256: sha256,
      encoding: table.encoding,
      sheet: table.format === 'csv' ? null : chosen.sheet,
      header_row: chosen.header.row,
      mapping,
      as_of: upload.asOf ?? survey.asOf,
      rows: survey.rows,
      found,
      started_by: uploader.actor.userId || null,
    })
    tx.ledger({
      action: 'import.upload',
      objectKind: 'import',
      objectId: id,
      orgPath: scope,
      data: { source: layout.id, rows: survey.rows, sha256 },
    })
    return {
      row: await getBatch(tx, id),
      seen: await findSameFile(tx, { id, source: layout.id, file_sha256: sha256 }),
    }
  })
  const open = { layout, table, chosen, mapping, units, reader }
  return presentPreview(deps, uploader.transact, batch.row, open, batch.seen)
}
