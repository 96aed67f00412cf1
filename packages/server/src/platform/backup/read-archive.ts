import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { extract } from 'tar-stream'
import type { Keyring } from '../crypto/index.ts'
import { AppError, isAppError } from '../errors/index.ts'
import {
  type BackupHeader,
  type BackupManifest,
  FORMAT,
  HEADER,
  headerSchema,
  MANIFEST,
  MANIFEST_MAC,
  manifestSchema,
  partName,
} from './manifest.ts'
import { PART_BYTES, PartCipher } from './part-cipher.ts'

/** An entry of the archive may not be longer: nothing that we write is. */
const LONGEST_ENTRY = 2 * PART_BYTES

/** What a reader of a backup does with it. */
export interface BackupVisitor {
  onHeader?(header: BackupHeader): Promise<void> | void
  /** Plain COPY text of one part; parts of a table come in order, tables in the order of the header. */
  onPart?(table: string, part: number, bytes: Buffer): Promise<void> | void
}

async function* entriesOf(file: string): AsyncGenerator<{ name: string; bytes: Buffer }> {
  const tar = extract()
  const input = createReadStream(file)
  input.on('error', (error) => tar.destroy(error))
  input.pipe(tar)
  try {
    for await (const entry of tar) {
      const parts: Buffer[] = []
      let size = 0
      for await (const chunk of entry) {
        if (!Buffer.isBuffer(chunk)) throw new TypeError('the archive gave no bytes')
        size += chunk.length
        if (size > LONGEST_ENTRY) throw new Error(`the entry ${entry.header.name} is too long`)
        parts.push(chunk)
      }
      yield { name: entry.header.name, bytes: Buffer.concat(parts) }
    }
  } finally {
    input.destroy()
  }
}

function parseHeader(file: string, bytes: Buffer): BackupHeader {
  const text: unknown = JSON.parse(bytes.toString('utf8'))
  const format =
    typeof text === 'object' && text !== null && 'format' in text && typeof text.format === 'number'
      ? text.format
      : 0
  if (format > FORMAT) throw new AppError('backup_format_newer', { file, format })
  return headerSchema.parse(text)
}

interface Reading {
  readonly header: BackupHeader
  readonly headerSha256: string
  readonly cipher: PartCipher
  manifestText: Buffer | null
  manifest: BackupManifest | null
}

/** The names that parts may have: only tables of the header, so that nothing else is ever written anywhere. */
function tableOfPart(header: BackupHeader, name: string): { table: string; part: number } {
  const [folder, table = '', part = '', ...rest] = name.split('/')
  const known = header.tables.some((candidate) => candidate.name === table)
  const number = Number(part)
  if (folder !== 'tables' || !known || rest.length > 0 || partName(table, number) !== name) {
    throw new Error(`unexpected entry ${name}`)
  }
  return { table, part: number }
}

async function readEntry(
  reading: Reading,
  name: string,
  bytes: Buffer,
  visitor: BackupVisitor,
): Promise<void> {
  if (reading.manifest) throw new Error(`the entry ${name} stands behind the end`)
  if (name === MANIFEST) {
    reading.manifestText = bytes
  } else if (name === MANIFEST_MAC) {
    const text = reading.manifestText
    if (!text || reading.cipher.mac(text) !== bytes.toString('utf8'))
      throw new Error('the manifest was changed')
    const manifest = manifestSchema.parse(JSON.parse(text.toString('utf8')))
    if (manifest.headerSha256 !== reading.headerSha256) throw new Error('the header was changed')
    reading.manifest = manifest
  } else {
    const { table, part } = tableOfPart(reading.header, name)
    await visitor.onPart?.(table, part, await reading.cipher.unseal(name, bytes))
  }
}

/**
 * Reads a backup from begin to end, one part in memory at a time. Throws `key_wrong` when the keyring does not hold
 * its key, `backup_file_unreadable` when anything is missing, changed or cut off.
 */
export async function readArchive(
  file: string,
  keyring: Keyring,
  visitor: BackupVisitor,
): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  let reading: Reading | null = null
  try {
    for await (const { name, bytes } of entriesOf(file)) {
      if (reading) {
        await readEntry(reading, name, bytes, visitor)
        continue
      }
      if (name !== HEADER) throw new Error('it is not a backup of Lastmile')
      const header = parseHeader(file, bytes)
      const cipher = new PartCipher(keyring, header.keys.master, header.id)
      const headerSha256 = createHash('sha256').update(bytes).digest('hex')
      reading = { header, headerSha256, cipher, manifestText: null, manifest: null }
      await visitor.onHeader?.(header)
    }
    if (!reading?.manifest) throw new Error('it ends too early')
    return { header: reading.header, manifest: reading.manifest }
  } catch (error) {
    if (isAppError(error) || isDatabaseError(error)) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('backup_file_unreadable', { file, detail }, { cause: error })
  }
}

/** Errors of PostgreSQL pass through: the file is not to blame. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && 'severity' in error
}

/** Reads only the first entry: what a backup is and which keys it needs. */
export async function readBackupHeader(file: string): Promise<BackupHeader> {
  try {
    for await (const { name, bytes } of entriesOf(file)) {
      if (name !== HEADER) break
      return parseHeader(file, bytes)
    }
    throw new Error('it is not a backup of Lastmile')
  } catch (error) {
    if (isAppError(error)) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('backup_file_unreadable', { file, detail }, { cause: error })
  }
}
