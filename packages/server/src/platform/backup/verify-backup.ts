import { createHash, type Hash } from 'node:crypto'
import { statSync } from 'node:fs'
import type { Keyring } from '../crypto/index.ts'
import { AppError } from '../errors/index.ts'
import type { BackupHeader, BackupManifest } from './manifest.ts'
import { readArchive } from './read-archive.ts'

/** What a whole and genuine backup holds. */
export interface BackupSummary {
  readonly file: string
  readonly bytes: number
  readonly id: string
  readonly createdAt: string
  readonly keys: { readonly master: string; readonly index: string }
  readonly tables: number
  readonly rows: number
  readonly ledger: { readonly entries: number; readonly blocks: number; readonly head: string }
}

interface Counted {
  readonly hash: Hash
  parts: number
  /** COPY text ends each row with one line feed; those within values are escaped. */
  rows: number
}

function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

function requireAgreement(file: string, manifest: BackupManifest, counted: Map<string, Counted>): void {
  for (const table of manifest.tables) {
    const found = counted.get(table.name)
    const sha256 = found?.hash.digest('hex') ?? createHash('sha256').digest('hex')
    if (sha256 !== table.sha256 || (found?.rows ?? 0) !== table.rows || (found?.parts ?? 0) !== table.parts) {
      throw new AppError('backup_file_unreadable', { file, detail: `the rows of ${table.name} do not agree` })
    }
  }
}

/** The summary of a file that was read to its end. */
export function summarise(file: string, header: BackupHeader, manifest: BackupManifest): BackupSummary {
  return {
    file,
    bytes: statSync(file).size,
    id: header.id,
    createdAt: header.createdAt,
    keys: header.keys,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    ledger: manifest.ledger,
  }
}

/** Reads a whole backup and checks every part, row count and checksum. Touches no database. */
export async function verifyBackup(file: string, keyring: Keyring): Promise<BackupSummary> {
  const counted = new Map<string, Counted>()
  const { header, manifest } = await readArchive(file, keyring, {
    onPart: (table, part, bytes) => {
      const count = counted.get(table) ?? { hash: createHash('sha256'), parts: 0, rows: 0 }
      if (part !== count.parts) throw new Error(`part ${part} of ${table} is out of order`)
      count.hash.update(bytes)
      count.parts++
      count.rows += countLines(bytes)
      counted.set(table, count)
    },
  })
  requireAgreement(file, manifest, counted)
  return summarise(file, header, manifest)
}
