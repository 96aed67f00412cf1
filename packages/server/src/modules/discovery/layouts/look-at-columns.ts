import type { FileColumns } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { DiscoveryDeps } from '../deps.ts'
import type { Cell, TableRow } from '../files/cell.ts'
import { maskCell } from '../problems/mask.ts'
import { frameOf } from '../service/inspect-file.ts'
import { type OpenBatch, openBatch, type Transact } from '../service/open-batch.ts'
import type { LayoutDocument } from '../sources/layout.ts'
import { type BatchRow, getBatch } from '../store/batches.ts'
import { findOwnLayout } from '../store/own-layouts.ts'
import { classify } from '../table/classify.ts'
import { saysNothing, tidy } from '../values/clean.ts'
import { FIGURE_UNITS, unitInName } from '../values/units.ts'
import { draftOf } from './draft-to-document.ts'
import { sourceNames } from './find-layout.ts'
import { IDENTITY_FIELDS } from './identity-fields.ts'
import { TargetSuggestions } from './suggest-targets.ts'

/** Rows that are looked at while somebody waits. */
export const LOOKED_ROWS = 5000
const SAMPLES = 5
/** A column with more different cells than this is no list of words. */
const MOST_DISTINCT = 40

/** Where the file is read, when the guess was wrong. */
export interface FilePlace {
  readonly id: string
  readonly sheet?: string | undefined
  readonly headerRow?: number | undefined
}

/** The different cells of a column, with one of each and how often it stands. */
export class DistinctCells {
  private readonly cells = new Map<string, { readonly cell: Cell; count: number }>()
  filled = 0

  add(cell: Cell | null): void {
    if (cell === null || tidy(cell.text) === '') return
    this.filled += 1
    const text = tidy(cell.text).slice(0, 80)
    const known = this.cells.get(text)
    if (known) known.count += 1
    else if (this.cells.size <= MOST_DISTINCT) this.cells.set(text, { cell, count: 1 })
  }

  /** The most frequent first; none when there are too many to be words. */
  words(): { readonly text: string; readonly cell: Cell; readonly count: number }[] {
    if (this.cells.size > MOST_DISTINCT) return []
    return [...this.cells]
      .map(([text, { cell, count }]) => ({ text, cell, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
  }

  some(): Cell[] {
    return [...this.cells.values()].map(({ cell }) => cell).filter((cell) => !saysNothing(cell))
  }
}

/** The first data rows of an opened file, and whether that is all of it. */
export async function firstData(open: OpenBatch): Promise<{ rows: TableRow[]; whole: boolean }> {
  const frame = frameOf(open.chosen.header, open.reader)
  const rows: TableRow[] = []
  for await (const row of open.table.rows(open.chosen.sheet)) {
    if (row.number <= open.chosen.header.row || classify(row, frame) !== 'data') continue
    if (rows.length >= LOOKED_ROWS) return { rows, whole: false }
    rows.push(row)
  }
  return { rows, whole: true }
}

/** Opens the file of a batch for somebody who says what its columns are: its header is guessed, whatever it was read with. */
export async function openForMapping(
  deps: DiscoveryDeps,
  transact: Transact,
  place: FilePlace,
): Promise<{ batch: BatchRow; open: OpenBatch }> {
  const batch = await transact((tx) => getBatch(tx, place.id))
  const open = await openBatch(deps, batch, transact, {
    sheet: place.sheet,
    guess: { headerRow: place.headerRow ?? (place.sheet === undefined ? batch.header_row : null) },
  })
  return { batch, open }
}

/** The columns of a file with their first cells, and what each may mean. */
export async function lookAtColumns(
  deps: DiscoveryDeps,
  transact: Transact,
  place: FilePlace,
): Promise<z.infer<typeof FileColumns>> {
  const { batch, open } = await openForMapping(deps, transact, place)
  const { header, sheet } = open.chosen
  const { rows, whole } = await firstData(open)
  const today = legalDateAt(deps.clock.now())
  const { names, current } = await transact(async (tx) => ({
    names: await sourceNames(tx, deps),
    current:
      batch.layout_version === null ? null : await findOwnLayout(tx, batch.source, batch.layout_version),
  }))
  const suggestions = new TargetSuggestions({
    ...{ facts: deps.facts, layouts: deps.layouts.values(), units: open.units, scope: batch.org_path, today },
  })
  return {
    sheet,
    sheets: open.table.sheets.map(({ name }) => name),
    headerRow: header.row,
    rows: rows.length,
    whole,
    asOf: batch.as_of ?? today,
    columns: header.names.map((name, column) => {
      const distinct = new DistinctCells()
      for (const row of rows) distinct.add(row.cells[column] ?? null)
      return {
        header: name,
        samples: rows.slice(0, SAMPLES).map((row) => maskCell(row.cells[column]?.text ?? '')),
        filled: distinct.filled,
        distinct: distinct.words().map(({ text, count }) => ({ text: maskCell(text), count })),
        unit: unitInName(name),
        suggestions: suggestions.of(name, distinct.some()),
      }
    }),
    fields: [...IDENTITY_FIELDS],
    units: Object.entries(FIGURE_UNITS).map(([id, { type, of, label }]) => ({ id, type, of, label })),
    offices: [...new Set([...names.values()].map(({ department }) => department.zh))].sort(),
    current: current && {
      source: current.source,
      version: current.version,
      draft: draftOf(current.document as LayoutDocument),
    },
  }
}
