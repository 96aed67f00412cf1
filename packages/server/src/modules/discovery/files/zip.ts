import { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../platform/errors/index.ts'
import { type FileBytes, readThrough } from './bytes.ts'
import { LIMITS } from './limits.ts'

class BytesReader extends yauzl.RandomAccessReader {
  readonly bytes: FileBytes

  constructor(bytes: FileBytes) {
    super()
    this.bytes = bytes
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readThrough(this.bytes, start, end), { objectMode: false })
  }
}

/** The parts of a package. Sizes were checked when it was opened; a part that unpacks to more than it declared fails. */
export interface Package {
  has(name: string): boolean
  names(): string[]
  /** The unpacked bytes of a part, as they come. */
  stream(name: string): AsyncGenerator<Buffer>
}

/** Opens a zip package and refuses what is encrypted, damaged or built to burst. */
export async function openPackage(bytes: FileBytes): Promise<Package> {
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(new BytesReader(bytes), bytes.size, {
      lazyEntries: true,
      autoClose: false,
    })
    const entries = await readEntries(zip)
    return {
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      stream: (name) => streamEntry(zip, entries.get(name), name),
    }
  } catch (error) {
    throw asRefusal(error)
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > LIMITS.zipEntries) throw bomb()
  const entries = new Map<string, Entry>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new AppError('import_file_encrypted')
    unpacked += entry.uncompressedSize
    if (unpacked > LIMITS.unpackedBytes) throw bomb()
    if (
      entry.uncompressedSize > LIMITS.ratioFreeBytes &&
      entry.uncompressedSize > entry.compressedSize * LIMITS.ratio
    ) {
      throw bomb()
    }
    entries.set(entry.fileName.replace(/^\//, ''), entry)
  }
  return entries
}

async function* streamEntry(zip: ZipFile, entry: Entry | undefined, name: string): AsyncGenerator<Buffer> {
  if (!entry) throw damaged(`${name} is missing`)
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    throw asRefusal(error)
  }
}

function bomb(): AppError {
  return new AppError('import_file_bomb', { limit: LIMITS.unpackedBytes / 1024 / 1024 })
}

/** A refusal of the file for something that breaks the format of its package. */
export function damaged(detail: string, cause?: unknown): AppError {
  return new AppError('import_file_damaged', { detail: detail.slice(0, 120) }, { cause })
}

function asRefusal(error: unknown): unknown {
  if (error instanceof AppError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/too many bytes in the stream/.test(message)) return bomb()
  return damaged(message, error)
}
