import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import type { Bench, Measured } from './frame/bench.ts'

const SIZES = [10_000, 100_000, 1_000_000] as const
const ORG = resolve(import.meta.dirname, '../districts/qingpu/org.yaml')

/** Peak resident memory of this process so far, MB. It only rises, so the sizes run from small to large. */
const peak = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

const bench: Bench = {
  title: 'Synthetic population: memory does not grow with the households',
  async run(say) {
    const rows: Measured[] = []
    const folder = mkdtempSync(join(tmpdir(), 'population-bench-'))
    const org = readOrgFile(ORG)
    try {
      for (const form of ['jsonl', 'parquet'] as const) {
        let before = Number.NaN
        for (const count of SIZES) {
          const out = join(folder, `population.${form}`)
          const cpu = process.cpuUsage()
          const started = performance.now()
          await writePopulation({ seed: 'bench', count, org, out, truth: join(folder, 'truth.jsonl') })
          const seconds = (performance.now() - started) / 1000
          const { user, system } = process.cpuUsage(cpu)
          rmSync(out)
          const now = peak()
          const what = `${count.toLocaleString('en')} households to .${form}`
          say(`${what}: ${seconds.toFixed(1)} s, ${now} MB`)
          rows.push({ what: `${what}: peak memory`, value: now, unit: 'MB', limit: { atMost: 700 } })
          if (count === 1_000_000) {
            rows.push(
              {
                what: `${what}: memory beside a tenth of them`,
                value: now / before,
                unit: '×',
                limit: { atMost: 1.25 },
              },
              { what: `${what}: processor time`, value: (user + system) / 1e6, unit: 's' },
              { what: `${what}: elapsed`, value: seconds, unit: 's' },
            )
          }
          before = now
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    return rows
  },
}

export default bench
