import type { OwnLayout } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { LayoutDocument } from '../sources/layout.ts'
import { countImportsOfLayouts, listOwnLayouts, type OwnLayoutRow } from '../store/own-layouts.ts'
import { versionKey } from './find-layout.ts'

type View = z.infer<typeof OwnLayout>

/** Layouts that were made here, with what each version does. */
export async function presentOwnLayouts(tx: Tx): Promise<View[]> {
  const rows = await listOwnLayouts(tx)
  const imports = await countImportsOfLayouts(tx)
  const staff = await staffByIds(
    tx,
    rows.map(({ saved_by }) => saved_by),
  )
  const units = await unitNames(
    tx,
    rows.map(({ org_path }) => org_path),
  )
  const bySource = Map.groupBy(rows, ({ source }) => source)
  return [...bySource.values()].flatMap((versions): View[] => {
    const [newest] = versions
    if (!newest) return []
    const { name, department } = newest.document as LayoutDocument
    return [
      {
        ...{ source: newest.source, name, department, orgName: units.get(newest.org_path) ?? '' },
        versions: versions.map((row) => presentVersion(row, imports, staff)),
      },
    ]
  })
}

function presentVersion(
  row: OwnLayoutRow,
  imports: ReadonlyMap<string, number>,
  staff: ReadonlyMap<string, { readonly name: string }>,
): View['versions'][number] {
  const { columns } = row.document as LayoutDocument
  return {
    version: row.version,
    savedBy: row.saved_by === null ? '命令行' : (staff.get(row.saved_by)?.name ?? ''),
    savedAt: row.saved_at.toISOString(),
    imports: imports.get(versionKey(row.source, row.version)) ?? 0,
    columns: columns.map(({ target, label, aliases, values }) => ({
      ...{ header: aliases[0] ?? '', target, label },
      translated: Object.keys(values ?? {}).length,
    })),
  }
}
