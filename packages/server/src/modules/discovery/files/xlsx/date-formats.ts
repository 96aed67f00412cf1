import { readWholeXml } from '../xml.ts'

/** Built-in number formats that show a date (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the East Asian ones). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
}

/** Whether a number format of a user shows a date: years, months or days outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[[^\]]*\]/g, '')
  return /[ymd年月日]/i.test(bare) && !/^general$/i.test(bare.trim()) && !/[0#?]/.test(bare)
}

/** For each cell style of a workbook, whether it shows a date. */
export async function readDateStyles(bytes: AsyncIterable<Buffer>): Promise<boolean[]> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let isCellStyles = false
  await readWholeXml(bytes, {
    open(name, attribute) {
      if (name === 'numFmt') {
        custom.set(Number(attribute('numFmtId')), isDateFormat(attribute('formatCode') ?? ''))
      } else if (name === 'cellXfs') isCellStyles = true
      else if (name === 'xf' && isCellStyles) {
        const id = Number(attribute('numFmtId') ?? 0)
        styles.push(custom.get(id) ?? isBuiltInDate(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false
    },
    text() {},
  })
  return styles
}

const DAY = 86_400_000

/**
 * The day of a serial number. In the 1900 system day 60 is a 29 February that never was, kept for Lotus 1-2-3; null for
 * it and for what lies outside the calendar of Excel.
 */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const day = Math.floor(serial + 1e-9)
  if (day < 0 || day > 2_958_465 || (!is1904 && (day === 0 || day === 60))) return null
  const origin = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  return new Date(origin + day * DAY).toISOString().slice(0, 10)
}
