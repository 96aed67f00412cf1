import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import { readLibrary, readPopulation } from '@lastmile/rules/node'
import {
  type Columns,
  factsRead,
  fastestPlan,
  kernelOf,
  programFor,
  rulesOn,
} from '@lastmile/rules/population'
import { type Bench, type Measured, spent } from './frame/bench.ts'

const ROOT = join(import.meta.dirname, '..')
const DAY = '2026-06-30'
const SIZES = [10_000, 100_000, 1_000_000] as const
const SHARD = 1_000_000
/** Shards of a million each; fewer by LASTMILE_BENCH_SHARDS. */
const SHARDS = Number(process.env.LASTMILE_BENCH_SHARDS ?? 10)
/** Households that each measure looks at at least, so that small sizes are not lost in the clock's grain. */
const LOOKED_AT = 1_000_000

const bench: Bench = {
  title: `The whole library from 10,000 to ${(SHARD * SHARDS).toLocaleString('en')} households, shards of a million made and dropped, day ${DAY}`,
  async run(say) {
    const library = readLibrary(ROOT)
    const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
    const facts = factsRead(rulesOn(library, DAY))
    const folder = mkdtempSync(join(tmpdir(), 'rules-linear-'))
    const file = join(folder, 'population.parquet')
    /** Processor time for a household of a newly made shard, in nanoseconds, with what the columns take. */
    const measure = async (seed: string, count: number) => {
      await writePopulation({ seed, count, org, out: file })
      const columns = (await readPopulation(file, library.facts, { facts, shard: count }).next())
        .value as Columns
      const program = programFor(library, columns, DAY)
      const kernel = kernelOf(fastestPlan(columns, program.work), columns.memory)
      const screen = () => kernel(0, columns.households, new Float64Array(program.work.tallies.length))
      screen()
      const rounds = Math.max(1, Math.round(LOOKED_AT / count))
      const before = spent()
      for (let round = 0; round < rounds; round++) screen()
      const cost = ((spent() - before) * 1e6) / (rounds * count)
      return { cost, persons: columns.persons, held: program.end }
    }
    try {
      const rows: Measured[] = []
      const costs: number[] = []
      for (const count of SIZES) {
        say(`${count.toLocaleString('en')} households`)
        const { cost } = await measure('bench', count)
        costs.push(cost)
        rows.push({
          what: `${count.toLocaleString('en')}, processor time a household`,
          value: cost,
          unit: 'ns',
        })
      }
      const rss = process.memoryUsage().rss
      let [sum, persons, held] = [0, 0, 0]
      for (let shard = 0; shard < SHARDS; shard++) {
        say(`shard ${shard + 1} of ${SHARDS}`)
        const made = await measure(`bench-${shard}`, SHARD)
        sum += made.cost
        persons = made.persons
        held = Math.max(held, made.held)
        rows.push({
          what: `shard ${shard + 1}, memory held by the process beyond its columns and answers`,
          value: (process.memoryUsage().rss - made.held) / made.persons,
          unit: 'bytes a person',
        })
      }
      const all = sum / SHARDS
      rows.push(
        {
          what: `${(SHARD * SHARDS).toLocaleString('en')}, processor time a household`,
          value: all,
          unit: 'ns',
          peer: { name: 'a million', value: costs.at(-1) ?? Number.NaN },
        },
        {
          what: 'a household of all shards beside one of the dearest smaller size',
          value: all / Math.max(...costs),
          unit: '×',
          limit: { atMost: 1.3 },
        },
        {
          what: 'what the process grew by over all shards',
          value: Math.max(0, process.memoryUsage().rss - rss - held) / persons,
          unit: 'bytes a person of one shard',
          limit: { atMost: 200 },
        },
      )
      return rows
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default bench
