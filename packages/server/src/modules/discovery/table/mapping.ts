import { AppError } from '../../../platform/errors/index.ts'
import type { Layout } from '../sources/layout.ts'
import { wordKey } from '../values/clean.ts'
import type { Header } from './header.ts'

/** Target → the header of its column. */
export type Mapping = Readonly<Record<string, string>>

/**
 * The mapping that the aliases of a layout suggest. The first alias of every target is tried before any second one, so
 * that `姓名` goes to the person even where `户主姓名` is an alias of it too; a column serves one target.
 */
export function proposeMapping(layout: Layout, header: Header): Mapping {
  const mapping: Record<string, string> = {}
  const taken = new Set<string>()
  const ranks = Math.max(...layout.columns.map((column) => column.aliases.length))
  for (let rank = 0; rank < ranks; rank += 1) {
    for (const { target, aliases } of layout.columns) {
      const alias = aliases[rank]
      if (alias === undefined || mapping[target.name] !== undefined) continue
      const free = header.names.filter((one) => !taken.has(one))
      // Of two columns of one name the exact one first: `备注 [F]`.
      const name = free.find((one) => one === alias) ?? free.find((one) => wordKey(one) === wordKey(alias))
      if (name === undefined) continue
      mapping[target.name] = name
      taken.add(name)
    }
  }
  // A roster of heads only has the head's name and no other: it is the person's.
  if (mapping['person.name'] === undefined && mapping['household.head_name'] !== undefined) {
    mapping['person.name'] = mapping['household.head_name']
    delete mapping['household.head_name']
  }
  return mapping
}

/** Refuses a mapping that names what is not there, or gives one column to two targets. */
export function checkMapping(layout: Layout, header: Header, mapping: Mapping): void {
  const invalid = (detail: string) => new AppError('import_mapping_invalid', { detail })
  const used = new Map<string, string>()
  for (const [target, name] of Object.entries(mapping)) {
    if (!layout.columns.some((column) => column.target.name === target)) throw invalid(target)
    if (!header.names.includes(name)) throw invalid(name)
    const other = used.get(name)
    if (other !== undefined) throw invalid(`${name} → ${other}, ${target}`)
    used.set(name, target)
  }
}

/** Labels of required targets that have no column. */
export function missingColumns(layout: Layout, mapping: Mapping): Layout['columns'] {
  return layout.columns.filter((column) => column.required && mapping[column.target.name] === undefined)
}

/** Names of columns that go nowhere, those apart that the layout leaves out on purpose. */
export function unmappedNames(layout: Layout, header: Header, mapping: Mapping): string[] {
  const mapped = new Set(Object.values(mapping))
  const ignored = new Set(layout.ignored.flatMap(({ aliases }) => aliases).map(wordKey))
  return header.names.filter(
    (name) => !mapped.has(name) && !ignored.has(wordKey(name)) && !/^\[[A-Z]+\]$/.test(name),
  )
}
