import { newIdAt } from '@lastmile/domain'
import { AppError } from '../../../platform/errors/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { Transact } from '../service/open-batch.ts'
import { layoutFromDocument } from '../sources/layout.ts'
import { type BatchRow, describeBatch, getBatch, lockBatch } from '../store/batches.ts'
import { findOwnLayout, insertOwnLayout } from '../store/own-layouts.ts'
import { clearFindings } from '../store/problems.ts'
import { proposeMapping } from '../table/mapping.ts'
import { type Draft, documentOf, layoutOfDraft } from './draft-to-document.ts'
import { shapeOf } from './guess-header.ts'
import { type FilePlace, openForMapping } from './look-at-columns.ts'

export interface SaveLayout extends FilePlace {
  readonly draft: Draft
  /** The list of which this is a newer version; null: a new list. */
  readonly source: string | null
  readonly asOf?: string | undefined
  readonly version: number
}

/** Lists that were made here bear this, so that no file of the district is ever called the same by accident. */
const PREFIX = 'own-'

/**
 * Keeps a layout as a new list, or as the next version of one, and gives it to the file that it was made on. Versions
 * are never changed: what was imported with an older one is read with that one for ever.
 */
export async function saveLayout(
  deps: DiscoveryDeps,
  transact: Transact,
  input: SaveLayout,
): Promise<BatchRow> {
  const { open } = await openForMapping(deps, transact, input)
  const { header, sheet } = open.chosen
  layoutOfDraft(input.draft, 'own-draft', header.names, deps)
  return transact(async (tx) => {
    const batch = await lockBatch(tx, input.id)
    if (batch.version !== input.version) throw new AppError('version_conflict')
    const waits = batch.state === 'preview' || (batch.dry_run && batch.state === 'done')
    if (!waits) throw new AppError('import_state', { state: batch.state })
    const before = input.source === null ? null : await findOwnLayout(tx, input.source, null)
    if (input.source !== null && !before) throw new AppError('not_found')
    if (before && !before.org_path.startsWith(tx.actor.orgPath)) throw new AppError('layout_from_above')
    const source = before?.source ?? `${PREFIX}${newIdAt(tx.now).replaceAll('-', '').slice(-10)}`
    const version = (before?.version ?? 0) + 1
    const document = documentOf(input.draft, source, header.names, deps)
    await insertOwnLayout(tx, {
      ...{ source, version, document, fingerprint: shapeOf(header) },
      // A version stays where its list is, so that whoever used it goes on to see it; a unit below makes its own list.
      org_path: before?.org_path ?? tx.actor.orgPath,
    })
    await clearFindings(tx, batch.id)
    await describeBatch(tx, batch.id, {
      source,
      layout_version: version,
      mapping: proposeMapping(layoutFromDocument(document, deps.facts), header),
      sheet: open.table.format === 'csv' ? null : sheet,
      header_row: header.row,
      as_of: input.asOf ?? batch.as_of,
    })
    tx.ledger({
      action: 'source.layout-saved',
      objectKind: 'source',
      objectId: source,
      orgPath: tx.actor.orgPath,
      data: { source, version, name: input.draft.name, columns: input.draft.columns.length },
    })
    return getBatch(tx, batch.id)
  })
}
