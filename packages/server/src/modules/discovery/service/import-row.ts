import type { ImportedRow } from '@lastmile/contract'
import type { z } from 'zod'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { TableRow } from '../files/cell.ts'
import { maskCell } from '../problems/mask.ts'
import { getBatch } from '../store/batches.ts'
import { problemsOfRows } from '../store/problems.ts'
import { findRow } from '../store/rows.ts'
import { type OpenBatch, openBatch, type Transact } from './open-batch.ts'
import { presentProblem } from './present-batch.ts'

async function rowAt(open: OpenBatch, number: number): Promise<TableRow | null> {
  for await (const row of open.table.rows(open.chosen.sheet)) {
    if (row.number === number) return row
    if (row.number > number) return null
  }
  return null
}

/** A row of an import as the file has it, numbers masked, with what became of it; the household counts as read. */
export async function importedRow(
  deps: DiscoveryDeps,
  transact: Transact,
  input: { readonly id: string; readonly row: number },
): Promise<z.infer<typeof ImportedRow>> {
  const batch = await transact((tx) => getBatch(tx, input.id))
  const open = await openBatch(deps, batch, transact)
  const row = await rowAt(open, input.row)
  if (!row) throw new AppError('not_found')
  const { kept, problems } = await transact(async (tx) => {
    const found = await findRow(tx, batch.id, input.row)
    if (found?.household_id)
      recordReads(tx, [{ id: found.household_id, orgPath: found.org_path }], 'import-row')
    return { kept: found, problems: await problemsOfRows(tx, batch.id, input.row, input.row) }
  })
  return {
    row: row.number,
    cells: open.chosen.header.names.flatMap((header, column) => {
      const text = row.cells[column]?.text ?? ''
      return text === '' && /^\[[A-Z]+\]$/.test(header) ? [] : [{ header, text: maskCell(text) }]
    }),
    outcome: kept?.outcome ?? null,
    householdId: kept?.household_id ?? null,
    problems: problems.map(presentProblem),
  }
}
