import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { type Layout, type LayoutDocument, layoutFromDocument } from '../sources/layout.ts'
import { findOwnLayout, listOwnLayouts, type OwnLayoutRow } from '../store/own-layouts.ts'
import { UNFORESEEN, UNFORESEEN_LAYOUT } from './unforeseen.ts'

type Deps = Pick<DiscoveryDeps, 'layouts' | 'facts'>

/** A layout with the version that it has when it was made here. */
export interface VersionedLayout {
  readonly layout: Layout
  readonly version: number | null
}

/** The layout of a kept version. */
export function layoutOfRow(row: OwnLayoutRow, facts: Deps['facts']): VersionedLayout {
  return { layout: layoutFromDocument(row.document, facts), version: row.version }
}

/**
 * The layout of a source: the version that is asked for, else the district's own file, else the newest that was made here.
 * An import that names a version is read with it for ever, whatever is saved later.
 */
export async function findLayout(
  tx: Tx,
  deps: Deps,
  source: string,
  version: number | null = null,
): Promise<VersionedLayout> {
  if (source === UNFORESEEN) return { layout: UNFORESEEN_LAYOUT, version: null }
  const known = version === null ? deps.layouts.get(source) : undefined
  if (known) return { layout: known, version: null }
  const row = await findOwnLayout(tx, source, version)
  if (row) return layoutOfRow(row, deps.facts)
  throw new AppError('import_source_unknown', { source, sources: [...deps.layouts.keys()].join('、') })
}

/** The newest version of each layout that was made here, those apart that the district has made its own since. */
export async function newestOwnLayouts(tx: Tx, deps: Deps): Promise<Layout[]> {
  const newest = new Map<string, Layout>()
  for (const row of await listOwnLayouts(tx))
    if (!newest.has(row.source) && !deps.layouts.has(row.source))
      newest.set(row.source, layoutOfRow(row, deps.facts).layout)
  return [...newest.values()]
}

/** What a source is called: the district's lists and those made here, by id; of versions the newest counts, or the one named. */
export type SourceNames = ReadonlyMap<string, Pick<LayoutDocument, 'name' | 'department'>>

/** The key of one version among the names. */
export const versionKey = (source: string, version: number | null): string =>
  version === null ? source : `${source} ${version}`

/** Names of all sources that the caller sees. */
export async function sourceNames(tx: Tx, deps: Pick<Deps, 'layouts'>): Promise<SourceNames> {
  const names = new Map<string, Pick<LayoutDocument, 'name' | 'department'>>([
    [UNFORESEEN, UNFORESEEN_LAYOUT],
  ])
  for (const row of await listOwnLayouts(tx)) {
    const document = row.document as LayoutDocument
    names.set(versionKey(row.source, row.version), document)
    if (!names.has(row.source)) names.set(row.source, document)
  }
  for (const [id, layout] of deps.layouts) names.set(id, layout)
  return names
}
