import { AppError } from '../../../../platform/errors/index.ts'
import { type FileBytes, readThrough } from '../bytes.ts'

export type Encoding = 'UTF-8' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE'

/**
 * The encoding of a text by validity over the whole of it, not by guessing at letters: a byte order mark decides;
 * otherwise UTF-8 when every byte fits, else GB18030 (which holds GBK and GB 2312) when every byte fits, else refused.
 */
export async function findEncoding(bytes: FileBytes): Promise<Encoding> {
  const head = await bytes.read(0, 3)
  if (head[0] === 0xff && head[1] === 0xfe) return requireValid(bytes, 'UTF-16LE')
  if (head[0] === 0xfe && head[1] === 0xff) return requireValid(bytes, 'UTF-16BE')
  if ((await invalidLine(bytes, 'UTF-8')) === null) return 'UTF-8'
  return requireValid(bytes, 'GB18030')
}

async function requireValid(bytes: FileBytes, encoding: Encoding): Promise<Encoding> {
  const line = await invalidLine(bytes, encoding)
  if (line !== null) throw new AppError('import_file_encoding', { line })
  return encoding
}

/** The line near which a text stops being valid in an encoding, or null. */
async function invalidLine(bytes: FileBytes, encoding: Encoding): Promise<number | null> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of readThrough(bytes)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return null
  } catch {
    return locate(bytes, encoding)
  }
}

/** Looks again, line by line, for the one that was not valid. */
async function locate(bytes: FileBytes, encoding: Encoding): Promise<number> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  try {
    for await (const chunk of readThrough(bytes)) {
      for (let at = 0; at < chunk.length; ) {
        const end = chunk.indexOf(0x0a, at)
        const next = end < 0 ? chunk.length : end + 1
        decoder.decode(chunk.subarray(at, next), { stream: true })
        if (end >= 0) line += 1
        at = next
      }
    }
  } catch {
    // the line counted so far is the one
  }
  return line
}

/** The text of a file in an encoding that was found valid, without its byte order mark. */
export async function* decodeText(bytes: FileBytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of readThrough(bytes)) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
