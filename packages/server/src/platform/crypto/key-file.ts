import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../errors/index.ts'

/** A key with its id, which is computed from it: a key file cannot claim a wrong one. */
export interface Key {
  readonly id: string
  readonly bytes: Buffer
}

/** What a key file holds. */
export interface KeyFile {
  readonly path: string
  /** Encrypts new values. */
  readonly master: Key
  /** For blind indexes; cannot change without writing every index anew. */
  readonly index: Key
  /** Earlier master keys, which still read what they wrote. */
  readonly retired: readonly Key[]
}

const keyText = z.object({ id: z.string(), key: z.string() })
const fileText = z.object({
  version: z.literal(1),
  master: keyText,
  index: keyText,
  retired: z.array(keyText).default([]),
})

/** Short public name of a key: it tells nothing about the key but whether it is the same. */
export function keyId(bytes: Buffer): string {
  return `k${createHmac('sha256', bytes).update('lastmile:key-id').digest('hex').slice(0, 12)}`
}

function newKey(): { id: string; key: string } {
  const bytes = randomBytes(32)
  return { id: keyId(bytes), key: bytes.toString('base64url') }
}

/** Makes a key file with new keys, mode 0600. When another process was faster, its file stays. */
export function createKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`
  const text = JSON.stringify({ version: 1, master: newKey(), index: newKey(), retired: [] }, null, 2)
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function keyFrom(text: { id: string; key: string }, path: string): Key {
  const bytes = Buffer.from(text.key, 'base64url')
  if (bytes.length !== 32 || keyId(bytes) !== text.id) {
    throw new AppError('key_file_invalid', { file: path, detail: `the key ${text.id} is damaged` })
  }
  return { id: text.id, bytes }
}

/** Reads a key file, or returns null when there is none. Throws `key_file_invalid`. */
export function readKeyFile(path: string): KeyFile | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return null
  if (process.platform !== 'win32' && (stat.mode & 0o007) !== 0) {
    throw new AppError('key_file_invalid', { file: path, detail: 'everybody may read it; give it mode 0600' })
  }
  let parsed: z.infer<typeof fileText>
  try {
    parsed = fileText.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // Without the cause: what could not be read may be a key.
    throw new AppError('key_file_invalid', { file: path, detail: 'it is not a key file' })
  }
  return {
    path,
    master: keyFrom(parsed.master, path),
    index: keyFrom(parsed.index, path),
    retired: parsed.retired.map((key) => keyFrom(key, path)),
  }
}
