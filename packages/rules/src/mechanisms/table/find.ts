import type { Node, Table } from '../../language/tree.ts'
import type { Bilingual } from '../../screening/result.ts'

/** A decision table as a formula uses it. */
export type FoundTable = { readonly name: string; readonly label: Bilingual; readonly table: Table }

/** The decision tables in formulas, each once, in the order in which they are met. */
export function tablesIn(nodes: readonly Node[]): FoundTable[] {
  const found = new Map<string, FoundTable>()
  const visit = (part: unknown): void => {
    if (part === null || typeof part !== 'object') return
    if ('table' in part && 'label' in part && 'name' in part) {
      const { name, label, table } = part as FoundTable
      if (!found.has(name)) found.set(name, { name, label, table })
      visit(table.inputs)
      visit(table.rows)
      return
    }
    for (const [key, value] of Object.entries(part)) if (key !== 'fact' && key !== 'derived') visit(value)
  }
  visit(nodes)
  return [...found.values()]
}
