import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { createInterface } from 'node:readline'
import { nearest } from '@lastmile/domain/nearest'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet'
import { type Columns, ColumnsBuilder } from '../columns/index.ts'
import type { Fact, Facts } from '../facts/dictionary.ts'
import { HouseholdError, readHousehold } from '../screening/household.ts'
import { csvRecords } from './csv-records.ts'
import { RefusedHouseholds } from './refused.ts'
import { TableReader } from './table-reader.ts'

/** A file that is no population: another ending, a column that no fact has, nothing to tell households apart. */
export class PopulationFileError extends Error {}

export type PopulationOptions = {
  /** The facts that are kept; the others of the file are passed over. */
  readonly facts: Iterable<Fact>
  /** Keep the households' ids. */
  readonly ids?: boolean
  /** Households a shard: columns are handed over when so many are full. Default one million. */
  readonly shard?: number
}

/** Where a population comes from: its columns shard by shard, and beside them what could not be read. */
export type PopulationSource = (
  options: PopulationOptions,
  refused: RefusedHouseholds,
) => AsyncIterable<Columns>

/** A population file as a source. */
export function populationFile(file: string, dictionary: Facts): PopulationSource {
  return (options, refused) => readPopulation(file, dictionary, options, refused)
}

/**
 * Reads a population file of the form that `lastmile population generate` writes (`.parquet`, `.csv`: one row a person, ordered by
 * household; `.jsonl`: one household a line) and gives its columns, shard by shard. Households that cannot be read are counted in
 * `refused`. Throws `PopulationFileError`.
 */
export async function* readPopulation(
  file: string,
  dictionary: Facts,
  options: PopulationOptions,
  refused: RefusedHouseholds = new RefusedHouseholds(),
): AsyncGenerator<Columns> {
  const shard = options.shard ?? 1_000_000
  const facts = [...options.facts]
  const fresh = () => new ColumnsBuilder(facts, { ids: options.ids === true })
  const read = { '.parquet': fromParquet, '.csv': fromCsv, '.jsonl': fromLines }[extname(file)]
  if (!read) throw new PopulationFileError(`${file} must end in .parquet, .csv or .jsonl`)
  let builder = fresh()
  for await (const _ of read(file, dictionary, () => builder, refused)) {
    if (builder.households < shard) continue
    const full = builder
    builder = fresh()
    yield full.finish()
  }
  if (builder.households > 0) yield builder.finish()
}

type Reading = (
  file: string,
  dictionary: Facts,
  builder: () => ColumnsBuilder,
  refused: RefusedHouseholds,
) => AsyncGenerator<void>

/** Turns after each household. */
const fromLines: Reading = async function* (file, dictionary, builder, refused) {
  let line = 0
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++
    if (text.trim() === '') continue
    try {
      const entry: unknown = JSON.parse(text)
      const { id, org } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
        string,
        unknown
      >
      const about = { id: String(id ?? line), org: typeof org === 'string' ? org : null }
      builder().add(readHousehold(dictionary, entry), about)
    } catch (error) {
      if (!(error instanceof HouseholdError || error instanceof SyntaxError)) throw error
      refused.add(`${file}:${line}`, error.message)
    }
    yield
  }
}

const fromCsv: Reading = async function* (file, dictionary, builder, refused) {
  const rows = new Rows(builder, refused)
  for await (const cells of csvRecords(file)) {
    if (!rows.begun) {
      cells[0] = cells[0]?.replace(/^\uFEFF/, '') ?? ''
      rows.begin(columnsOf(cells, dictionary))
    } else {
      const get = (at: number) => cells[at]
      if (rows.ends(get)) yield
      rows.add(get)
    }
  }
  rows.end()
}

const fromParquet: Reading = async function* (file, dictionary, builder, refused) {
  const source = await asyncBufferFromFile(file)
  const metadata = await parquetMetadataAsync(source)
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  const all = columnsOf(names, dictionary)
  const rows = new Rows(builder, refused)
  rows.begin(all)
  const wanted = ['household_id', 'org', ...rows.facts()].filter((name) => all.has(name))
  let first = 0
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows)
    const data: ArrayLike<unknown>[][] = names.map(() => [])
    await parquetRead({
      file: source,
      metadata,
      columns: wanted,
      rowStart: first,
      rowEnd: first + count,
      onChunk: ({ columnName, columnData }) => {
        data[all.get(columnName) ?? -1]?.push(columnData)
      },
    })
    const whole = data.map((chunks) =>
      chunks.length === 1 ? (chunks[0] ?? []) : chunks.flatMap((chunk) => Array.from(chunk)),
    )
    let at = 0
    const get = (column: number): unknown => whole[column]?.[at]
    for (; at < count; at++) {
      if (rows.ends(get)) yield
      rows.add(get)
    }
    first += count
  }
  rows.end()
}

/** Rows of a table on their way into the builder of the shard. */
class Rows {
  private readonly builder: () => ColumnsBuilder
  private readonly refused: RefusedHouseholds
  private places: ReadonlyMap<string, number> = new Map()
  private target: ColumnsBuilder | null = null
  private reader: TableReader | null = null
  private last: unknown = null

  constructor(builder: () => ColumnsBuilder, refused: RefusedHouseholds) {
    this.builder = builder
    this.refused = refused
  }

  get begun(): boolean {
    return this.places.size > 0
  }

  begin(places: ReadonlyMap<string, number>): void {
    this.places = places
  }

  facts(): string[] {
    const { household, person } = this.builder()
    return [...household, ...person].map(({ fact }) => `${fact.entity}.${fact.name}`)
  }

  /** Whether this row begins another household; the one before is then complete, and a shard may end here. */
  ends(get: (at: number) => unknown): boolean {
    const id = get(this.places.get('household_id') ?? 0)
    const complete = this.reader !== null && id !== this.last
    if (complete) this.reader?.flush()
    this.last = id
    return complete
  }

  add(get: (at: number) => unknown): void {
    if (this.target !== this.builder()) {
      this.target = this.builder()
      this.reader = new TableReader(this.target, this.refused, this.places)
    }
    const org = this.places.get('org')
    const unit = org === undefined ? null : get(org)
    this.reader?.row(String(this.last ?? ''), typeof unit === 'string' && unit !== '' ? unit : null, get)
  }

  end(): void {
    this.reader?.flush()
  }
}

const BESIDE = ['household_id', 'org', 'person_id', 'relation']

/** Where each column stands. Throws when a name is no column of a population file. */
function columnsOf(header: readonly string[], dictionary: Facts): ReadonlyMap<string, number> {
  const observed = dictionary.all.filter((fact) => fact.derived === undefined)
  const known = [...BESIDE, ...observed.map((fact) => `${fact.entity}.${fact.name}`)]
  const names = new Set(known)
  for (const name of header) {
    if (names.has(name)) continue
    const near = nearest(name, known)
    throw new PopulationFileError(`there is no column "${name}"${near ? `; did you mean "${near}"?` : ''}`)
  }
  if (!header.includes('household_id')) throw new PopulationFileError('the column household_id is missing')
  return new Map(header.map((name, place) => [name, place] as const))
}
