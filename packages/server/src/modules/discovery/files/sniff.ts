import { AppError } from '../../../platform/errors/index.ts'
import type { FileBytes } from './bytes.ts'

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const HEAD = 64 * 1024

const OTHER_KINDS: readonly { readonly magic: string; readonly zh: string }[] = [
  { magic: '%PDF-', zh: 'PDF 文档（PDF）' },
  { magic: '\x89PNG', zh: '图片（PNG）' },
  { magic: '\xff\xd8\xff', zh: '图片（JPEG）' },
  { magic: 'GIF8', zh: '图片（GIF）' },
  { magic: 'BM', zh: '图片（BMP）' },
  { magic: 'Rar!', zh: '压缩包（RAR）' },
  { magic: '7z\xbc\xaf', zh: '压缩包（7z）' },
  { magic: '\x1f\x8b', zh: '压缩包（gzip）' },
  { magic: '{\\rtf', zh: '文档（RTF）' },
  { magic: 'SQLite format 3', zh: '数据库文件（SQLite）' },
]

/**
 * What a file is, by its content; the name is not asked. Throws the refusal that says what to do for everything that
 * is neither a zip nor text.
 */
export async function sniff(bytes: FileBytes): Promise<'zip' | 'text'> {
  if (bytes.size === 0) throw new AppError('import_file_empty')
  const head = await bytes.read(0, Math.min(bytes.size, HEAD))
  const start = head.subarray(0, 32).toString('latin1')
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (head.subarray(0, 8).equals(COMPOUND)) throw await compoundRefusal(bytes)
  const other = OTHER_KINDS.find(
    ({ magic, zh }) => start.startsWith(magic) && (zh !== '图片（BMP）' || isBinary(head)),
  )
  if (other) throw new AppError('import_file_other_kind', { kind: other.zh })
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (!isUtf16 && isBinary(head)) {
    throw new AppError('import_file_other_kind', { kind: '二进制数据（binary data）' })
  }
  const text = head
    .toString(isUtf16 ? 'utf16le' : 'latin1')
    .replace(/^[\ufeff\xef\xbb\xbf\s]+/, '')
    .slice(0, 2000)
    .toLowerCase()
  if (/^(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body|meta|table|style|script)\b/.test(text)) {
    throw new AppError('import_file_html')
  }
  if (text.startsWith('<?xml') || text.startsWith('mime-version:')) {
    if (/<html|text\/html/.test(text)) throw new AppError('import_file_html')
    throw new AppError('import_file_other_kind', { kind: 'XML 文件（XML）' })
  }
  return 'text'
}

function isBinary(head: Buffer): boolean {
  return head.includes(0)
}

/** Names in a compound file's directory are UTF-16: that tells a locked .xlsx from an old .xls and an old .doc. */
async function compoundRefusal(bytes: FileBytes): Promise<AppError> {
  const has = async (name: string): Promise<boolean> => {
    const wanted = Buffer.from(name, 'utf16le')
    const limit = Math.min(bytes.size, 32 * 1024 * 1024)
    for (let at = 0; at < limit; at += 1024 * 1024) {
      if ((await bytes.read(at, at + 1024 * 1024 + wanted.length)).includes(wanted)) return true
    }
    return false
  }
  if ((await has('EncryptedPackage')) || (await has('EncryptionInfo')))
    return new AppError('import_file_encrypted')
  if ((await has('Workbook')) || (await has('Book'))) return new AppError('import_file_old_excel')
  return new AppError('import_file_other_kind', { kind: '旧版 Office 文档（Word/PowerPoint）' })
}
