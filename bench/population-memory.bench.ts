import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import type { Bench, Measured } from './frame/bench.ts'

const SIZES = [10_000, 100_000, 1_000_000] as const
const ORG = resolve(import.meta.dirname, '../districts/qingpu/org.yaml')
const MB = 1024 * 1024

interface Run {
  /** What is in use after a full collection, at its largest, MB: what the households themselves hold on to. */
  readonly live: number
  /** Resident memory at its largest, MB: with what the collector has not yet given back. */
  readonly resident: number
  readonly processorSeconds: number
  readonly seconds: number
}

/** Writes a population and its truth, looking at the memory after every 10,000 households. */
async function measure(count: number, out: string, truth: string): Promise<Run> {
  let live = 0
  let resident = 0
  const cpu = process.cpuUsage()
  const started = performance.now()
  await writePopulation({
    seed: 'bench',
    count,
    org: readOrgFile(ORG),
    out,
    truth,
    onProgress: () => {
      resident = Math.max(resident, process.memoryUsage().rss / MB)
      globalThis.gc?.()
      const { heapUsed, external } = process.memoryUsage()
      live = Math.max(live, (heapUsed + external) / MB)
    },
  })
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { live, resident, processorSeconds: (user + system) / 1e6, seconds }
}

const bench: Bench = {
  title: 'Synthetic population: memory does not grow with the households',
  async run(say) {
    const rows: Measured[] = []
    const folder = mkdtempSync(join(tmpdir(), 'population-bench-'))
    try {
      for (const form of ['jsonl', 'parquet'] as const) {
        let tenth = Number.NaN
        for (const count of SIZES) {
          const out = join(folder, `population.${form}`)
          const run = await measure(count, out, join(folder, 'truth.jsonl'))
          rmSync(out)
          const what = `${count.toLocaleString('en')} households to .${form}`
          say(
            `${what}: ${run.seconds.toFixed(1)} s, in use ${run.live.toFixed(0)} MB, resident ${run.resident.toFixed(0)} MB`,
          )
          rows.push(
            { what: `${what}: memory in use`, value: run.live, unit: 'MB' },
            { what: `${what}: resident memory`, value: run.resident, unit: 'MB', limit: { atMost: 500 } },
          )
          if (count === 1_000_000) {
            rows.push(
              {
                what: `${what}: memory in use beside a tenth of them`,
                value: run.live / tenth,
                unit: '×',
                limit: { atMost: 1.25 },
              },
              { what: `${what}: processor time`, value: run.processorSeconds, unit: 's' },
              { what: `${what}: elapsed`, value: run.seconds, unit: 's' },
            )
          }
          tenth = run.live
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    return rows
  },
}

export default bench
