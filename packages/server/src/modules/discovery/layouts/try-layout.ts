import type { layouts } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { DiscoveryDeps } from '../deps.ts'
import type { Cell } from '../files/cell.ts'
import { maskCell } from '../problems/mask.ts'
import { problemMessage } from '../problems/message.ts'
import { factReader } from '../rows/cell-reader.ts'
import { readerOf } from '../service/inspect-file.ts'
import type { OpenBatch, Transact } from '../service/open-batch.ts'
import type { Layout, LayoutColumn } from '../sources/layout.ts'
import { proposeMapping } from '../table/mapping.ts'
import { type Draft, layoutOfDraft } from './draft-to-document.ts'
import { DistinctCells, type FilePlace, firstData, openForMapping } from './look-at-columns.ts'
import { readWho } from './read-who.ts'

type Tried = z.infer<NonNullable<(typeof layouts.tryOut)['~orpc']['outputSchema']>>
const SHOWN_PROBLEMS = 30

/** What a column's words become, and how many of its cells cannot be read. */
function tryColumn(
  column: LayoutColumn,
  cells: readonly (Cell | null)[],
  header: string,
  around: { readonly open: OpenBatch; readonly today: string; readonly scope: string },
): Tried['columns'][number] {
  const { target } = column
  const read =
    target.kind === 'fact'
      ? factReader(column, target.fact, around.today)
      : readWho(column, { ...around, units: around.open.units })
  const distinct = new DistinctCells()
  for (const cell of cells) distinct.add(cell)
  return {
    header,
    target: target.name,
    unreadable: read === null ? 0 : cells.filter((cell) => cell !== null && !read(cell).ok).length,
    values:
      read === null
        ? []
        : distinct.words().map(({ text, cell, count }) => {
            const reading = read(cell)
            return {
              ...{ text: maskCell(text), count },
              becomes: reading.ok ? shown(reading.value) : null,
              problem: reading.ok ? null : problemMessage(reading.code, reading.params ?? {}),
            }
          }),
  }
}

function shown(value: string | number | boolean | null): string | number | boolean | null {
  return typeof value === 'string' ? maskCell(value) : value
}

/** What a draft would make of the first rows of a file; nothing is written. */
export async function tryLayout(
  deps: DiscoveryDeps,
  transact: Transact,
  input: FilePlace & { readonly draft: Draft },
): Promise<Tried> {
  const { batch, open } = await openForMapping(deps, transact, input)
  const { header } = open.chosen
  const layout: Layout = layoutOfDraft(input.draft, 'own-draft', header.names, deps)
  const mapping = proposeMapping(layout, header)
  const today = legalDateAt(deps.clock.now())
  const around = { units: open.units, scope: batch.org_path, today }
  const reader = readerOf(layout, header, mapping, around)
  const { rows } = await firstData({ ...open, reader })
  let refused = 0
  const problems: Tried['problems'] = []
  for (const row of rows) {
    const reading = reader.read(row)
    if (!reading.refused) continue
    refused += 1
    for (const { severity, column, code, params } of reading.problems)
      if (severity === 'refused' && problems.length < SHOWN_PROBLEMS)
        problems.push({ row: row.number, column, message: problemMessage(code, params) })
  }
  return {
    rows: rows.length,
    refused,
    columns: layout.columns.map((column) => {
      const name = mapping[column.target.name] ?? ''
      const at = header.names.indexOf(name)
      const cells = rows.map((row) => row.cells[at] ?? null)
      return tryColumn(column, cells, name, { open, today, scope: batch.org_path })
    }),
    problems,
  }
}
