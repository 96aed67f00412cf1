import { ancestry, legalDateAt, type OrgPath } from '@lastmile/domain'
import type { TransactionActor, Tx } from '../../../platform/db/index.ts'
import { withActor } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { listUnits } from '../../identity/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { openTable } from '../files/open-table.ts'
import type { TableFile } from '../files/table-file.ts'
import { findLayout } from '../layouts/find-layout.ts'
import { guessHeader, knownNames } from '../layouts/guess-header.ts'
import { UNFORESEEN } from '../layouts/unforeseen.ts'
import type { RowReader } from '../rows/read-row.ts'
import { UnitIndex } from '../rows/unit-index.ts'
import type { Layout } from '../sources/layout.ts'
import type { BatchRow } from '../store/batches.ts'
import { findFile, storedBytes } from '../store/files.ts'
import type { Mapping } from '../table/mapping.ts'
import { type ChosenSheet, chooseSheet, type FindHeader, readerOf } from './inspect-file.ts'

/** Runs work in transactions of one actor, one after another. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** The transactions of an import's own work: as the platform, within the range of the import. */
export function importTransactions(
  deps: DiscoveryDeps,
  batch: { readonly started_by: string | null; readonly org_path: OrgPath },
): Transact {
  const actor: TransactionActor = { userId: batch.started_by ?? '', role: 'system', orgPath: batch.org_path }
  return (work) => withActor(deps.db, actor, { clock: deps.clock, purpose: 'import' }, work)
}

/** Finds the header of a file of which no list knows the names. */
export function headerGuess(
  deps: Pick<DiscoveryDeps, 'layouts'>,
  headerRow: number | null = null,
): FindHeader {
  const known = knownNames(deps.layouts.values())
  return (rows) => guessHeader(rows, known, headerRow)
}

/** Units of the whole district, by the names that rosters give them. */
export async function readUnits(tx: Tx, orgPath: OrgPath): Promise<UnitIndex> {
  return new UnitIndex(await listUnits(tx, { under: ancestry(orgPath)[0] ?? orgPath }))
}

/** A stored file opened again, with its header and the reader of its rows. */
export interface OpenBatch {
  readonly layout: Layout
  readonly table: TableFile
  readonly chosen: ChosenSheet
  readonly mapping: Mapping
  readonly units: UnitIndex
  readonly reader: RowReader
}

export interface OpenOtherwise {
  /** Go before what the batch has. */
  readonly mapping?: Mapping | undefined
  readonly sheet?: string | undefined
  /** Guess the header instead of looking for the names of the layout; a row of it goes before the guess. */
  readonly guess?: { readonly headerRow: number | null }
}

/** Opens the file of a batch with the layout, and the version of it, that the batch names. */
export async function openBatch(
  deps: DiscoveryDeps,
  batch: BatchRow,
  transact: Transact,
  other: OpenOtherwise = {},
): Promise<OpenBatch> {
  const { file, units, layout } = await transact(async (tx) => ({
    layout: (await findLayout(tx, deps, batch.source, batch.layout_version)).layout,
    file: batch.file_id === null ? null : await findFile(tx, batch.file_id),
    units: await readUnits(tx, batch.org_path),
  }))
  if (!file) throw new AppError('import_file_gone')
  const table = await openTable(storedBytes(file, deps.keys, transact))
  const guess = other.guess ?? (layout.id === UNFORESEEN ? { headerRow: batch.header_row } : undefined)
  const sheet = other.sheet ?? batch.sheet
  const chosen = await (guess
    ? chooseSheet(table, layout, sheet, headerGuess(deps, guess.headerRow))
    : chooseSheet(table, layout, sheet))
  const mapping = other.mapping ?? batch.mapping
  const today = legalDateAt(deps.clock.now())
  const reader = readerOf(layout, chosen.header, mapping, { units, scope: batch.org_path, today })
  return { layout, table, chosen, mapping, units, reader }
}
