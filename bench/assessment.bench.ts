import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportOf } from '@lastmile/measure'
import { readDistrictScheme, readInstruments } from '@lastmile/measure/node'
import { CellCounter, countColumns, schemeProgram } from '@lastmile/measure/population'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import { readLibrary, readPopulation } from '@lastmile/rules/node'
import { type Columns, fastestPlan, kernelOf, valuesOf } from '@lastmile/rules/population'
import type { Bench, Measured } from './frame/bench.ts'

const ROOT = join(import.meta.dirname, '..')
const HOUSEHOLDS = 1_000_000
const DAY = '2026-06-30'
const ROUNDS = 7

const bench: Bench = {
  title: `The scheme of Qingpu over ${HOUSEHOLDS.toLocaleString('en')} synthetic households, one thread, day ${DAY}`,
  async run(say) {
    const library = readLibrary(ROOT)
    const scheme = readDistrictScheme(ROOT, library, readInstruments(ROOT))
    const folder = mkdtempSync(join(tmpdir(), 'assessment-bench-'))
    try {
      const file = join(folder, 'population.parquet')
      say('generating')
      const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
      await writePopulation({ seed: 'bench', count: HOUSEHOLDS, org, out: file })
      say('reading')
      const own = new Set(library.facts.all)
      const facts = [...scheme.facts].filter((fact) => own.has(fact))
      const shards = readPopulation(file, library.facts, { facts, shard: HOUSEHOLDS })
      const columns = (await shards.next()).value as Columns
      const program = schemeProgram(scheme, columns, DAY)
      const kernel = kernelOf(fastestPlan(columns, program.work), columns.memory)
      const nothing = new Float64Array(0)
      kernel(0, columns.households, nothing)
      say('assessing')
      const assessed = middle(() => kernel(0, columns.households, nothing))
      const scan = middle(() => scanOf(columns))
      const counter = new CellCounter()
      const counted = once(() => countColumns(scheme, columns, DAY, counter))
      const groups = [...counter.groups()].map(([id, cells]) => ({ id: String(id), cells }))
      const cells = groups.reduce((sum, group) => sum + group.cells.length, 0)
      const reported = middle(() => reportOf(scheme, groups))
      const rows: Measured[] = [
        {
          what: `${scheme.indicators.length} indicators, unknown and overrides of every household`,
          value: assessed,
          unit: 'ms',
          limit: { atMost: 2000 },
        },
        { what: 'a bare scan of the same columns', value: scan, unit: 'ms' },
        { what: 'assessment beside the bare scan', value: assessed / scan, unit: '×' },
        { what: 'assessed and counted by unit, made ready included', value: counted, unit: 'ms' },
        { what: 'households that answer alike, cells', value: cells, unit: 'cells' },
        { what: 'H, A, M0, contributions, units and robustness from the cells', value: reported, unit: 'ms' },
      ]
      return rows
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default bench

/** Reads every value of the columns once and adds it up: what any evaluation must at least do. */
function scanOf(columns: Columns): number {
  let total = 0
  for (const column of [...columns.household.values(), ...columns.person.values()]) {
    const values = valuesOf(columns, column)
    let sum = 0
    for (let at = 0; at < values.length; at++) sum += values[at] ?? 0
    total += sum
  }
  return total
}

function once(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

function middle(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => once(work)).sort((a, b) => a - b)
  return times[Math.floor(ROUNDS / 2)] ?? Number.NaN
}
