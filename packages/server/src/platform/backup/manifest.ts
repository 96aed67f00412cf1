import { z } from 'zod'

/** Version of the format; a reader refuses a newer one. */
export const FORMAT = 1

/** Names of the entries in the archive: first, last, and its authentication code. */
export const HEADER = 'lastmile-backup.json'
export const MANIFEST = 'manifest.json'
export const MANIFEST_MAC = 'manifest.mac'

const column = z.object({ name: z.string(), type: z.string() })
export type ColumnInfo = z.infer<typeof column>

const table = z.object({ name: z.string(), columns: z.array(column) })
export type TableInfo = z.infer<typeof table>

/** First entry: what the file is, and which keys it needs. Holds no data of anybody. */
export const headerSchema = z.object({
  product: z.literal('lastmile'),
  format: z.number().int().positive(),
  /** Random id that binds the parts to this file. */
  id: z.string(),
  createdAt: z.string(),
  postgres: z.string(),
  /** Ids of the keys: the master key also encrypts the parts. The keys themselves are not in the file. */
  keys: z.object({ master: z.string(), index: z.string() }),
  /** Where the key file lay when the backup was made. */
  keyFile: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  /** In an order in which rows may be written: referenced tables first. */
  tables: z.array(table),
})
export type BackupHeader = z.infer<typeof headerSchema>

/** Last entry: what a whole file holds. A file without it was cut off. */
export const manifestSchema = z.object({
  id: z.string(),
  /** Of the first entry, which is thereby authenticated too. */
  headerSha256: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int().nonnegative(),
      parts: z.number().int().nonnegative(),
      /** Of the rows as COPY text. */
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.number().nullable() })),
  ledger: z.object({ entries: z.number().int(), blocks: z.number().int(), head: z.string() }),
})
export type BackupManifest = z.infer<typeof manifestSchema>

/** Name of a part of a table's rows. */
export function partName(tableName: string, part: number): string {
  return `tables/${tableName}/${String(part).padStart(6, '0')}`
}
