import { createHash, randomBytes } from 'node:crypto'
import { newIdAt } from '@lastmile/domain'
import { type Keyring, sealBytes, unsealBytes } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type FileBytes, readThrough } from '../files/bytes.ts'

const CHUNK = 1024 * 1024
const IV_BYTES = 12

/** An uploaded file lies encrypted in pieces of a megabyte, each bound to its place. */
interface Piece {
  readonly fileId: string
  readonly no: number
}

function bound(piece: Piece): Buffer {
  return Buffer.from(`file_chunk|bytes|${piece.fileId}|${piece.no}`)
}

function sealPiece(keys: Keyring, piece: Piece, bytes: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const id = Buffer.from(keys.ids.master)
  const sealed = sealBytes(keys.derive('file:v1', keys.ids.master), iv, bound(piece), bytes)
  return Buffer.concat([Buffer.from([id.length]), id, iv, sealed])
}

function openPiece(keys: Keyring, piece: Piece, stored: Buffer): Buffer {
  const end = 1 + (stored[0] ?? 0)
  const key = keys.derive('file:v1', stored.subarray(1, end).toString())
  return unsealBytes(key, stored.subarray(end, end + IV_BYTES), bound(piece), stored.subarray(end + IV_BYTES))
}

export interface NewFile {
  readonly name: string
  readonly mime: string
  readonly orgPath: string
  readonly sha256: string
}

/** SHA-256 of a file, in hex. */
export async function sha256Of(bytes: FileBytes): Promise<string> {
  const hash = createHash('sha256')
  for await (const step of readThrough(bytes)) hash.update(step)
  return hash.digest('hex')
}

/** Stores a file under the acting account; gives its id. */
export async function storeFile(tx: Tx, keys: Keyring, file: NewFile, bytes: FileBytes): Promise<string> {
  const id = newIdAt(tx.now)
  await tx.execute(
    `INSERT INTO stored_file (id, owner_id, org_path, name, mime, size, sha256, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, tx.actor.userId || null, file.orgPath, file.name, file.mime, bytes.size, file.sha256, tx.now],
  )
  for (let no = 0; no * CHUNK < bytes.size; no += 1) {
    const piece = await bytes.read(no * CHUNK, Math.min((no + 1) * CHUNK, bytes.size))
    await tx.execute('INSERT INTO file_chunk (file_id, no, bytes) VALUES ($1, $2, $3)', [
      id,
      no,
      sealPiece(keys, { fileId: id, no }, piece),
    ])
  }
  return id
}

/**
 * A stored file, read piece by piece in short transactions of the caller's choice; two pieces are kept, since readers
 * go forward or look at the end first.
 */
export function storedBytes(
  file: { readonly id: string; readonly size: number },
  keys: Keyring,
  transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
): FileBytes {
  const kept = new Map<number, Buffer>()
  const piece = async (no: number): Promise<Buffer> => {
    const known = kept.get(no)
    if (known) return known
    const [row] = await transact((tx) =>
      tx.query<{ bytes: Buffer }>('SELECT bytes FROM file_chunk WHERE file_id = $1 AND no = $2', [
        file.id,
        no,
      ]),
    )
    if (!row) throw new AppError('import_file_gone')
    const bytes = openPiece(keys, { fileId: file.id, no }, row.bytes)
    const [oldest] = kept.keys()
    if (kept.size > 1 && oldest !== undefined) kept.delete(oldest)
    kept.set(no, bytes)
    return bytes
  }
  return {
    size: file.size,
    read: async (start, end) => {
      const parts: Buffer[] = []
      const last = Math.min(end, file.size)
      for (let at = start; at < last; ) {
        const no = Math.floor(at / CHUNK)
        const from = at - no * CHUNK
        const part = (await piece(no)).subarray(from, Math.min(CHUNK, from + last - at))
        parts.push(part)
        at += part.length
        if (part.length === 0) break
      }
      return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts)
    },
  }
}

/** Size of a stored file, or null when it is gone or not visible. */
export async function findFile(tx: Tx, id: string): Promise<{ id: string; size: number } | null> {
  const [row] = await tx.query<{ id: string; size: number }>(
    'SELECT id, size FROM stored_file WHERE id = $1',
    [id],
  )
  return row ?? null
}
