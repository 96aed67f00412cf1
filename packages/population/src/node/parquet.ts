import { renameSync, rmSync } from 'node:fs'
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { TABLE_COLUMNS, type TableColumn, tableRows } from '../output/table.ts'
import type { FactValue } from '../record/fact-columns.ts'
import type { SyntheticHousehold } from '../synthetic-household.ts'
import type { HouseholdSink } from './sink.ts'

/** Money and areas as double (yuan, m²), whole numbers as int32, choices, dates and ids as text. */
const TYPES: Readonly<Record<TableColumn['type'], NonNullable<ColumnSource['type']>>> = {
  text: 'STRING',
  enum: 'STRING',
  date: 'STRING',
  boolean: 'BOOLEAN',
  integer: 'INT32',
  money: 'DOUBLE',
  ratio: 'DOUBLE',
}

/** A Parquet file of the table columns, written row group by row group. */
export class ParquetTable implements HouseholdSink {
  private readonly file: string
  private readonly part: string
  private readonly writer: ParquetWriter
  private readonly rowGroup: number
  private columns: (FactValue | null)[][]

  /** @param rowGroup rows held before a row group is written: the memory that a table takes, whatever its length. */
  constructor(file: string, rowGroup: number) {
    this.file = file
    this.rowGroup = rowGroup
    this.part = `${file}.part`
    this.columns = emptyColumns()
    this.writer = new ParquetWriter({
      writer: fileWriter(this.part),
      schema: schemaFromColumnData({ columnData: sources(this.columns) }),
      createdBy: 'lastmile population',
    })
  }

  add(household: SyntheticHousehold): void {
    for (const row of tableRows(household)) {
      row.forEach((value, index) => {
        this.columns[index]?.push(value)
      })
    }
  }

  get full(): boolean {
    return (this.columns[0]?.length ?? 0) >= this.rowGroup
  }

  async close(): Promise<void> {
    await this.flush()
    await this.writer.finish()
    renameSync(this.part, this.file)
  }

  discard(): void {
    rmSync(this.part, { force: true })
  }

  async flush(): Promise<void> {
    const rows = this.columns[0]?.length ?? 0
    if (rows === 0) return
    await this.writer.write({ columnData: sources(this.columns), rowGroupSize: rows })
    this.columns = emptyColumns()
  }
}

function emptyColumns(): (FactValue | null)[][] {
  return TABLE_COLUMNS.map(() => [])
}

function sources(columns: readonly (FactValue | null)[][]): ColumnSource[] {
  return TABLE_COLUMNS.map(({ name, type }, index) => ({
    name,
    data: columns[index] ?? [],
    type: TYPES[type],
    nullable: true,
  }))
}
