import { LIMITS } from '../limits.ts'
import { readWholeXml } from '../xml.ts'
import { damaged } from '../zip.ts'
import { workbookTooLarge } from './too-large.ts'

const PAGE = 1024 * 1024
const FIRST_PLACES = 4096

/** The shared strings of a workbook, packed as UTF-8: half the memory of JavaScript strings, and no slices of the XML kept alive. */
export class StringTable {
  private readonly pages: Buffer[] = []
  private used = PAGE
  /** Page, start and end of each text, one behind the other: numbers of four bytes, and no object for each. */
  private places = new Uint32Array(FIRST_PLACES * 3)
  private count = 0
  private bytes = 0

  add(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    this.bytes += bytes.length
    if (this.count >= LIMITS.sharedStrings || this.bytes > LIMITS.sharedStringBytes) throw workbookTooLarge()
    if (this.used + bytes.length > PAGE) {
      this.pages.push(Buffer.allocUnsafe(Math.max(PAGE, bytes.length)))
      this.used = 0
    }
    const page = this.pages.length - 1
    this.pages[page]?.set(bytes, this.used)
    if (this.count * 3 === this.places.length) {
      const larger = new Uint32Array(this.places.length * 2)
      larger.set(this.places)
      this.places = larger
    }
    this.places.set([page, this.used, this.used + bytes.length], this.count * 3)
    this.count += 1
    this.used += bytes.length
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.count)) throw damaged(`shared string ${index}`)
    const [page = 0, start = 0, end = 0] = this.places.subarray(index * 3, index * 3 + 3)
    return this.pages[page]?.toString('utf8', start, end) ?? ''
  }
}

/** `_x000D_` and its like are how a workbook writes characters that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Reads sharedStrings.xml. Phonetic guides are left out, runs of rich text are joined. */
export async function readStringTable(bytes: AsyncIterable<Buffer>): Promise<StringTable> {
  const table = new StringTable()
  let text = ''
  let isText = false
  let isPhonetic = false
  await readWholeXml(bytes, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    close(name) {
      if (name === 'si') table.add(unescapeText(text))
      else if (name === 'rPh') isPhonetic = false
      else if (name === 't') isText = false
    },
    text(part) {
      if (isText && text.length < LIMITS.cellCharacters) text += part
    },
  })
  return table
}
