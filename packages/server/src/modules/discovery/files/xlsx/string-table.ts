import { LIMITS } from '../limits.ts'
import { readWholeXml } from '../xml.ts'
import { damaged } from '../zip.ts'

const PAGE = 1024 * 1024

/** The shared strings of a workbook, packed as UTF-8: half the memory of JavaScript strings, and no slices of the XML kept alive. */
export class StringTable {
  private readonly pages: Buffer[] = []
  private used = PAGE
  private readonly places: { page: number; start: number; end: number }[] = []

  add(text: string): void {
    if (this.places.length >= LIMITS.sharedStrings) throw damaged('shared strings')
    const bytes = Buffer.from(text, 'utf8')
    if (this.used + bytes.length > PAGE) {
      this.pages.push(Buffer.allocUnsafe(Math.max(PAGE, bytes.length)))
      this.used = 0
    }
    const page = this.pages.length - 1
    this.pages[page]?.set(bytes, this.used)
    this.places.push({ page, start: this.used, end: this.used + bytes.length })
    this.used += bytes.length
  }

  get(index: number): string {
    const place = this.places[index]
    if (!place) throw damaged(`shared string ${index}`)
    return this.pages[place.page]?.toString('utf8', place.start, place.end) ?? ''
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
