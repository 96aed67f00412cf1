import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { householdLine } from '../output/lines.ts'
import { csvHeader, csvLine, tableRows } from '../output/table.ts'
import { ParquetTable } from './parquet.ts'
import type { HouseholdSink } from './sink.ts'

export type PopulationFormat = 'jsonl' | 'csv' | 'parquet'

/** The format that a file name asks for, or null. */
export function formatOf(file: string): PopulationFormat | null {
  const ending = /\.(jsonl|csv|parquet)$/i.exec(file)?.[1]?.toLowerCase()
  return ending === 'jsonl' || ending === 'csv' || ending === 'parquet' ? ending : null
}

/** Opens a population file. It is written under `<file>.part` and takes its name when it is complete; `rowGroup` is for Parquet. */
export function openSink(file: string, format: PopulationFormat, rowGroup: number): HouseholdSink {
  if (format === 'parquet') return new ParquetTable(file, rowGroup)
  const lines = new LineFile(file)
  if (format === 'csv') lines.add(csvHeader())
  return {
    add(household) {
      if (format === 'jsonl') lines.add(householdLine(household))
      else for (const row of tableRows(household)) lines.add(csvLine(row))
    },
    full: false,
    flush: async () => lines.flush(),
    close: async () => lines.close(),
    discard: () => lines.discard(),
  }
}

const CHUNK = 1 << 20

/** A text file written line by line in chunks of about a megabyte. */
export class LineFile {
  private readonly file: string
  private readonly part: string
  private readonly handle: number
  private pending: string[] = []
  private size = 0

  constructor(file: string) {
    this.file = file
    this.part = `${file}.part`
    this.handle = openSync(this.part, 'w')
  }

  add(line: string): void {
    this.pending.push(line)
    this.size += line.length
    if (this.size >= CHUNK) this.flush()
  }

  close(): void {
    this.flush()
    closeSync(this.handle)
    renameSync(this.part, this.file)
  }

  discard(): void {
    closeSync(this.handle)
    rmSync(this.part, { force: true })
  }

  flush(): void {
    if (this.pending.length === 0) return
    const bytes = Buffer.from(`${this.pending.join('\n')}\n`, 'utf8')
    for (let written = 0; written < bytes.length; ) written += writeSync(this.handle, bytes, written)
    this.pending = []
    this.size = 0
  }
}
