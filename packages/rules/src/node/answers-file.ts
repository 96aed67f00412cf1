import { once } from 'node:events'
import { createWriteStream, renameSync, rmSync, type WriteStream } from 'node:fs'
import { extname } from 'node:path'
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { Output } from '../backends/kernel.ts'
import { type Columns, UNKNOWN_INT, valuesOf } from '../columns/index.ts'
import type { Program } from '../population/program.ts'
import { OUTCOMES } from '../population/verdict.ts'
import { PopulationFileError } from './population-file.ts'

type Cell = string | number | null
/** Households written at a time. */
const PIECE = 10_000

/** A column of the file and how its cell is found. */
type AnswerColumn = {
  readonly name: string
  readonly type: 'STRING' | 'DOUBLE'
  readonly cell: (household: number) => Cell
}

/**
 * The answers of a screening, a household a row: `household_id`, `org`, then for each policy its outcome (`<policy>`) and, where it pays
 * a sum, `<policy>.amount` in yuan (empty: unknown, or not eligible). By its ending `.csv`, `.jsonl` or `.parquet`; written under
 * `<file>.part` and named when it is complete.
 */
export class AnswersFile {
  private readonly file: string
  private sink: Sink | null = null

  /** Throws `PopulationFileError` on another ending. */
  constructor(file: string) {
    this.file = file
    if (!(extname(file) in SINKS))
      throw new PopulationFileError(`${file} must end in .parquet, .csv or .jsonl`)
  }

  /** Adds the answers of a shard. Every shard has the same policies. */
  async add(columns: Columns, program: Program): Promise<void> {
    const all = answerColumns(columns, program)
    this.sink ??= SINKS[extname(this.file) as keyof typeof SINKS](`${this.file}.part`, all)
    for (let from = 0; from < columns.households; from += PIECE) {
      const places = Array.from({ length: Math.min(PIECE, columns.households - from) }, (_, at) => from + at)
      await this.sink.add(all, places)
    }
  }

  async close(): Promise<void> {
    this.sink ??= SINKS[extname(this.file) as keyof typeof SINKS](`${this.file}.part`, [])
    await this.sink.close()
    renameSync(`${this.file}.part`, this.file)
  }

  discard(): void {
    rmSync(`${this.file}.part`, { force: true })
  }
}

function answerColumns(columns: Columns, program: Program): AnswerColumn[] {
  const { ids, org } = columns
  const orgs = org
    ? valuesOf(columns, { storage: 'i32', offset: org.offset, length: columns.households })
    : null
  const read = (output: Output) => valuesOf(columns, { ...output, length: columns.households })
  return [
    { name: 'household_id', type: 'STRING', cell: (h) => ids?.[h] ?? '' },
    { name: 'org', type: 'STRING', cell: (h) => org?.names[orgs?.[h] ?? 0] || null },
    ...program.policies.flatMap(({ policy, outcome, amount }): AnswerColumn[] => {
      const outcomes = read(outcome)
      const own: AnswerColumn = {
        name: policy,
        type: 'STRING',
        cell: (h) => OUTCOMES[outcomes[h] ?? 0] ?? null,
      }
      if (!amount) return [own]
      const amounts = read(amount)
      const yuan = (h: number): number | null => {
        const fen = amounts[h] ?? Number.NaN
        return Number.isNaN(fen) || (amount.storage === 'i32' && fen === UNKNOWN_INT) ? null : fen / 100
      }
      return [own, { name: `${policy}.amount`, type: 'DOUBLE', cell: yuan }]
    }),
  ]
}

type Sink = {
  add(columns: readonly AnswerColumn[], households: readonly number[]): Promise<void>
  close(): Promise<void>
}

const SINKS = {
  '.csv': (file: string, columns: readonly AnswerColumn[]): Sink => {
    const lines = new Lines(file, `${columns.map(({ name }) => name).join(',')}\n`)
    const text = (cell: Cell) => {
      const plain = cell === null ? '' : String(cell)
      return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
    }
    return {
      add: (all, households) =>
        lines.write(households.map((h) => `${all.map(({ cell }) => text(cell(h))).join(',')}\n`).join('')),
      close: () => lines.close(),
    }
  },
  '.jsonl': (file: string): Sink => {
    const lines = new Lines(file, '')
    return {
      add: (all, households) =>
        lines.write(
          households
            .map(
              (h) => `${JSON.stringify(Object.fromEntries(all.map(({ name, cell }) => [name, cell(h)])))}\n`,
            )
            .join(''),
        ),
      close: () => lines.close(),
    }
  },
  '.parquet': (file: string, columns: readonly AnswerColumn[]): Sink => {
    const source = (all: readonly AnswerColumn[], households: readonly number[]): ColumnSource[] =>
      all.map(({ name, type, cell }) => ({ name, type, nullable: true, data: households.map(cell) }))
    const schema = schemaFromColumnData({ columnData: source(columns, []) })
    const writer = new ParquetWriter({ writer: fileWriter(file), schema, createdBy: 'lastmile screen' })
    return {
      add: async (all, households) =>
        writer.write({ columnData: source(all, households), rowGroupSize: households.length }),
      close: async () => writer.finish(),
    }
  },
} as const

/** A text file, written no faster than the disk takes it. */
class Lines {
  private readonly stream: WriteStream

  constructor(file: string, head: string) {
    this.stream = createWriteStream(file)
    this.stream.write(head)
  }

  async write(text: string): Promise<void> {
    if (!this.stream.write(text)) await once(this.stream, 'drain')
  }

  async close(): Promise<void> {
    this.stream.end()
    await once(this.stream, 'finish')
  }
}
