/** The bytes of a file, wherever they lie; a reader never holds the whole of it. */
export interface FileBytes {
  readonly size: number
  /** The bytes from `start` up to `end`, without `end`; fewer at the end of the file. */
  read(start: number, end: number): Promise<Buffer>
}

const STEP = 64 * 1024

/** A file that is in memory. */
export function bufferBytes(buffer: Buffer): FileBytes {
  return {
    size: buffer.length,
    read: (start, end) => Promise.resolve(buffer.subarray(start, end)),
  }
}

/** A file that lies on a disk behind a Blob, as uploads and `openAsBlob` give it. */
export function blobBytes(blob: Blob): FileBytes {
  return {
    size: blob.size,
    read: async (start, end) => Buffer.from(await blob.slice(start, end).arrayBuffer()),
  }
}

/** Reads a range in steps, one after another. */
export async function* readThrough(
  bytes: FileBytes,
  start = 0,
  end: number = bytes.size,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const step = await bytes.read(at, Math.min(at + STEP, end))
    if (step.length === 0) return
    yield step
    at += step.length
  }
}
