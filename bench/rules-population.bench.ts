import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import type { Fact, Library } from '@lastmile/rules'
import { KernelThreads, readLibrary, readPopulation } from '@lastmile/rules/node'
import {
  type Columns,
  changedLibrary,
  factsRead,
  fastestPlan,
  kernelOf,
  libraryQuery,
  programFor,
  rulesOn,
  type SqlPopulation,
  valuesOf,
  WhatIf,
} from '@lastmile/rules/population'
import { type Bench, type Measured, spent } from './frame/bench.ts'
import { peer } from './frame/peer.ts'

const ROOT = join(import.meta.dirname, '..')
const HOUSEHOLDS = Number(process.env.LASTMILE_BENCH_HOUSEHOLDS ?? 1_000_000)
const DAY = '2026-06-30'
/** Households whose answers are held against DuckDB's one by one. */
const COMPARED = 20_000
const ROUNDS = 7
const THREADS = [1, 2] as const
const AMOUNT = { policy: 'disability-care-subsidy', parameter: 'care_subsidy_grade1', value: 650 }
const LINE = { policy: 'dibao', parameter: 'dibao_standard', value: 1800 }

type Connection = { run(sql: string): Promise<{ getRowsJS(): Promise<unknown[][]> }> }
type DuckDb = { DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> } }

const bench: Bench = {
  title: `The whole library over ${HOUSEHOLDS.toLocaleString('en')} synthetic households, day ${DAY}`,
  async run(say) {
    const library = readLibrary(ROOT)
    const folder = mkdtempSync(join(tmpdir(), 'rules-bench-'))
    try {
      const file = join(folder, 'population.parquet')
      say('generating')
      const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
      await writePopulation({ seed: 'bench', count: HOUSEHOLDS, org, out: file })
      say('reading')
      const facts = factsRead(rulesOn(library, DAY))
      const shards = readPopulation(file, library.facts, { facts, shard: HOUSEHOLDS })
      const before = process.memoryUsage().rss
      const columns = (await shards.next()).value as Columns
      const rows = await screening(library, columns, file, facts, before, say)
      say('what-if')
      return [...rows, ...(await whatIf(library, columns))]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default bench

async function screening(
  library: Library,
  columns: Columns,
  file: string,
  facts: ReadonlySet<Fact>,
  rss: number,
  say: (progress: string) => void,
): Promise<Measured[]> {
  const program = programFor(library, columns, DAY)
  const { work } = program
  const started = performance.now()
  const plan = fastestPlan(columns, work)
  const compiled = performance.now() - started
  const tallies = new Float64Array(work.tallies.length)
  const kernel = kernelOf(plan, columns.memory)
  kernel(0, columns.households, tallies)
  // A stretch ends at a whole block: the vectors of its last households write over their neighbours.
  const tenth = Math.floor(columns.households / 10 / 512) * 512
  const scratch = () => new Float64Array(work.tallies.length)
  const whole = await middle(() => kernel(0, columns.households, scratch()), spent)
  const part = await middle(() => kernel(0, tenth, scratch()), spent)
  const beyond = process.resourceUsage().maxRSS * 1024 - rss - program.end
  const floor = await memoryFloor(columns, program)
  kernel(0, columns.households, scratch())
  const rows: Measured[] = [
    { what: `${program.policies.length} policies made ready (WebAssembly)`, value: compiled, unit: 'ms' },
    {
      what: 'one thread beside a tenth of the households, a household',
      value: whole / columns.households / (part / tenth),
      unit: '×',
      limit: { atMost: 1.3 },
    },
    {
      what: 'memory at its most while reading and screening, beyond the columns and answers',
      value: beyond / columns.persons,
      unit: 'bytes a person',
      limit: { atMost: 200 },
    },
    { what: 'one thread, processor time', value: whole, unit: 'ms' },
    {
      what: 'memory floor: reading and writing the same columns, processor time',
      value: floor.cpu,
      unit: 'ms',
    },
    {
      what: 'one thread beside the memory floor, processor time',
      value: whole / floor.cpu,
      unit: '×',
      aim: 5,
    },
    { what: 'read and written', value: floor.bytes / columns.households, unit: 'bytes a household' },
  ]
  say('DuckDB')
  const { DuckDBInstance } = await peer<DuckDb>('@duckdb/node-api')
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const population = await loadDuckDb(duck, file, facts)
  const together = libraryQuery(library, DAY, population, 'duckdb')
  const wrong = await compare(duck, together, columns, program)
  rows.push({
    what: 'answers that DuckDB’s SQL gives otherwise',
    value: wrong,
    unit: `of ${(program.work.outputs.length * COMPARED).toLocaleString('en')}`,
    limit: { atMost: 0 },
  })
  for (const count of THREADS) {
    const threads = new KernelThreads(count)
    await threads.run(columns, plan, work.tallies.length)
    const ours = await middle(() => threads.run(columns, plan, work.tallies.length))
    await threads.close()
    await duck.run(`SET threads = ${count}`)
    const all = await once(() => duck.run(`CREATE OR REPLACE TABLE answers AS ${together}`))
    say(`${count} thread(s): ${ours.toFixed(0)} ms; DuckDB ${all.toFixed(0)} ms`)
    rows.push({
      what: `every outcome and amount, ${count} thread(s)`,
      value: ours,
      unit: 'ms',
      peer: { name: 'DuckDB', value: all },
    })
    rows.push({
      what: `times faster than DuckDB, ${count} thread(s)`,
      value: all / ours,
      unit: '×',
      limit: { atLeast: 20 },
    })
    rows.push({
      what: `beside the memory floor, ${count} thread(s)`,
      value: ours / floor.ms,
      unit: '×',
      aim: count === 1 ? 5 : 3,
    })
  }
  return rows
}

/** Changes of one figure on two threads, the first time (with what is then kept) and again. */
async function whatIf(library: Library, columns: Columns): Promise<Measured[]> {
  const threads = new KernelThreads(2)
  const rows: Measured[] = []
  for (const [name, change, aim] of [
    ['an amount', AMOUNT, 1000 / 60],
    ['the dibao standard', LINE, 100],
  ] as const) {
    const asked = new WhatIf(library, columns, DAY)
    const ask = async (value: number) => {
      const [started, before] = [performance.now(), spent()]
      const other = changedLibrary(library, DAY, [{ ...change, value }])
      const { keep, work, columns: all, byOrg } = asked.change(other)
      if (keep.outputs.length > 0) await threads.run(all, fastestPlan(all, keep), 0)
      await threads.run(all, fastestPlan(all, work), work.tallies.length)
      byOrg()
      return { ms: performance.now() - started, cpu: spent() - before }
    }
    const first = await ask(change.value)
    const again: { ms: number; cpu: number }[] = []
    for (let round = 0; round < ROUNDS; round++) again.push(await ask(change.value + round + 1))
    rows.push(
      { what: `what if ${name} were another, first time`, value: first.ms, unit: 'ms' },
      {
        what: `what if ${name} were another, then: rules changed, made ready and reckoned`,
        value: median(again.map(({ ms }) => ms)),
        unit: 'ms',
        aim,
      },
      {
        what: 'the same, processor time of all threads',
        value: median(again.map(({ cpu }) => cpu)),
        unit: 'ms',
      },
    )
  }
  await threads.close()
  return rows
}

/**
 * Reads every column that the program reads, where it is, and fills as many as it writes, by the host's own comparing and filling. What is
 * filled lies in memory of its own: filling memory that threads share is eight times as slow.
 */
async function memoryFloor(columns: Columns, program: ReturnType<typeof programFor>) {
  const width = { u8: 1, i32: 4, f64: 8 } as const
  const bytesOf = (offset: number, length: number) => Buffer.from(columns.memory.buffer, offset, length)
  const read = [...columns.household.values(), ...columns.person.values()].map(
    ({ offset, length, storage }) => bytesOf(offset, length * width[storage]),
  )
  read.push(bytesOf(columns.startOffset, 4 * columns.households))
  const written = program.work.outputs.map(({ storage }) =>
    Buffer.alloc(columns.households * width[storage], 2),
  )
  const work = () => {
    // Equal bytes make the comparison read on to the end.
    for (const part of read) Buffer.compare(part, part.subarray())
    for (const part of written) part.fill(1)
  }
  const bytes = [...read, ...written].reduce((sum, { length }) => sum + length, 0)
  return { ms: await middle(work), cpu: await middle(work, spent), bytes }
}

/** The population as tables of the engine's numbers, made by DuckDB from the same file. */
async function loadDuckDb(duck: Connection, file: string, facts: ReadonlySet<Fact>): Promise<SqlPopulation> {
  const described = await (await duck.run(`DESCRIBE SELECT * FROM read_parquet('${file}')`)).getRowsJS()
  const held = new Set(described.map(([name]) => String(name)))
  const numbers = (entity: Fact['entity']) =>
    [...facts]
      .filter((fact) => fact.entity === entity && fact.derived === undefined && fact.type !== 'string')
      .map((fact) => {
        const there = held.has(`${fact.entity}.${fact.name}`)
        return `${there ? engineNumber(fact) : 'NULL::bigint'} AS "${fact.name}"`
      })
  await duck.run(`CREATE TABLE source AS SELECT *, dense_rank() OVER (ORDER BY file_row_number - nth) - 1 AS h FROM (
    SELECT *, row_number() OVER (PARTITION BY household_id ORDER BY file_row_number) - 1 AS nth
    FROM read_parquet('${file}', file_row_number = true))`)
  await duck.run(
    `CREATE TABLE household AS SELECT h, household_id AS id, ${numbers('household').join(', ')} FROM source WHERE nth = 0`,
  )
  await duck.run(`CREATE TABLE person AS SELECT h, ${numbers('person').join(', ')} FROM source`)
  await duck.run('DROP TABLE source')
  return {
    households: 'SELECT * FROM household',
    persons: 'SELECT * FROM person',
    column: ({ key }) => `"${key.slice(key.indexOf('.') + 1)}"`,
  }
}

function engineNumber(fact: Fact): string {
  const name = `"${fact.entity}.${fact.name}"`
  switch (fact.type) {
    case 'boolean':
      return `${name}::bigint`
    case 'enum': {
      const words = (fact.values ?? []).map(({ value }) => `'${value}'`)
      return `(list_position([${words.join(', ')}], ${name}::varchar) - 1)::bigint`
    }
    case 'date':
      return `replace(substr(${name}::varchar, 1, 10), '-', '')::bigint`
    case 'money':
    case 'ratio':
      return `round(${name}::double * 100)::bigint`
    default:
      return `${name}::bigint`
  }
}

/** How many answers of the first households differ between the columns and DuckDB. */
async function compare(
  duck: Connection,
  query: string,
  columns: Columns,
  program: ReturnType<typeof programFor>,
): Promise<number> {
  const count = Math.min(COMPARED, columns.households)
  const said = await duck.run(`SELECT * FROM (${query}) WHERE h < ${count} ORDER BY h`)
  const rows = await said.getRowsJS()
  if (rows.length !== count) throw new Error(`${count} households were asked for, ${rows.length} answered`)
  let [wrong, place] = [0, 1]
  for (const { outcome, amount } of program.policies) {
    for (const output of amount ? [outcome, amount] : [outcome]) {
      const own = valuesOf(columns, { ...output, length: columns.households })
      rows.forEach((row, household) => {
        const [theirs, ours] = [row[place] ?? null, own[household] ?? Number.NaN]
        const unknown = Number.isNaN(ours) || ours === -2147483648
        if (theirs === null ? !unknown : Number(theirs) !== ours) wrong++
      })
      place++
    }
  }
  return wrong
}

async function once(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The middle of some rounds: neither the luck of one nor the others' load. */
async function middle(work: () => unknown, clock = () => performance.now()): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = clock()
    await work()
    rounds.push(clock() - started)
  }
  return median(rounds)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
