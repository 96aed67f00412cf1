import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from '@lastmile/rules'
import { parse } from 'yaml'
import { readSourceOrder, type SourceOrder } from '../../households/index.ts'
import { type ColumnSets, columnSets, type Layout, layoutFromDocument } from './layout.ts'

/** Reads all layouts of a folder `districts/<district>/sources`, by id. Throws with the file that is wrong. */
export function readLayouts(folder: string, facts: Facts): Map<string, Layout> {
  const layouts = new Map<string, Layout>()
  const sets = readSets(join(folder, 'shared-columns', 'sets.yaml'))
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.yaml')) continue
    try {
      const layout = layoutFromDocument(parse(readFileSync(join(folder, name), 'utf8')), facts, sets)
      if (`${layout.id}.yaml` !== name) throw new Error(`the id is ${layout.id}`)
      layouts.set(layout.id, layout)
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  }
  return layouts
}

function readSets(file: string): ColumnSets {
  if (!existsSync(file)) return {}
  try {
    return columnSets.parse(parse(readFileSync(file, 'utf8'))).sets
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Which source wins where several speak, from `source-order.yaml` of a district's folder; empty where it has none. */
export function readOrder(folder: string, layouts: ReadonlyMap<string, Layout>, facts: Facts): SourceOrder {
  const file = join(folder, 'source-order.yaml')
  if (!existsSync(file)) return new Map()
  return readSourceOrder(parse(readFileSync(file, 'utf8')), facts, layouts.keys())
}
