import type { ImportPreview } from '@lastmile/contract'
import type { z } from 'zod'
import type { DiscoveryDeps } from '../deps.ts'
import { UNFORESEEN } from '../layouts/unforeseen.ts'
import { maskCell } from '../problems/mask.ts'
import type { BatchRow } from '../store/batches.ts'
import { missingColumns, unmappedNames } from '../table/mapping.ts'
import { fileProblems, sampleFile } from './inspect-file.ts'
import type { OpenBatch, Transact } from './open-batch.ts'
import { presentBatch, presentProblem } from './present-batch.ts'

export type PreviewView = z.infer<typeof ImportPreview>

/** The preview of an opened file. */
export async function presentPreview(
  deps: DiscoveryDeps,
  transact: Transact,
  batch: BatchRow,
  open: OpenBatch,
  seen: { readonly id: string; readonly at: Date } | null,
): Promise<PreviewView> {
  const { layout, table, chosen, mapping, reader } = open
  const { sample, problems: ofRows } = await sampleFile(table, chosen, reader)
  // Nothing is wrong yet with rows of which nobody has said what they mean.
  const problems = layout.id === UNFORESEEN ? [] : ofRows
  const whole = fileProblems(layout, chosen.header, mapping, batch.found, batch.as_of)
  return {
    batch: await transact((tx) => presentBatch(tx, deps, batch)),
    headers: [...chosen.header.names],
    mapping: { ...mapping },
    unmapped: unmappedNames(layout, chosen.header, mapping),
    missing: missingColumns(layout, mapping).map((column) => column.target.name),
    sample: sample.map((row) => row.map(maskCell)),
    sheets: table.format === 'csv' ? [] : table.sheets.map(({ name, hidden }) => ({ name, hidden })),
    problems: [...whole, ...problems].map(presentProblem),
    seenBefore: seen ? { batchId: seen.id, at: seen.at.toISOString() } : null,
  }
}
