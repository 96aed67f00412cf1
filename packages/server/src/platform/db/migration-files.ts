import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One migration: `NNNN-sentence.sql`, never edited once it ran. */
export interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** The migrations of this release. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url))

const NAME = /^\d{4}-[a-z0-9-]+\.sql$/

/** Reads the migrations of a folder in their order. Throws on a name that is no migration's, or a number used twice. */
export function readMigrations(folder: string = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, index) => {
    if (!NAME.test(name) || names[index - 1]?.slice(0, 4) === name.slice(0, 4)) {
      throw new Error(`migration out of order or badly named: ${name}`)
    }
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}
