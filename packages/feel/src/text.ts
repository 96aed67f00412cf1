import { plain } from './decimal.ts'
import { dateText, dateTimeText, daysTimeText, timeText, yearsMonthsText } from './temporal/text.ts'
import type { FeelRange, FeelValue } from './values.ts'
import { isList, isNum } from './values.ts'

/** What `string(…)` makes of a value (DMN 1.5, 10.3.4.1): a string as it is, null for null, others as FEEL writes them. */
export function asString(value: FeelValue): string | null {
  if (value === null || typeof value === 'string') return value
  return written(value, false)
}

/** A value as text inside lists and contexts; `literal` makes dates and strings such that FEEL reads them again. */
export function written(value: FeelValue, literal: boolean): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return String(value)
  if (isNum(value)) return plain(value)
  if (isList(value)) return `[${value.map((item) => written(item, literal)).join(', ')}]`
  const at = (text: string) => (literal ? `@"${text}"` : text)
  switch (value.kind) {
    case 'date':
      return at(dateText(value))
    case 'time':
      return at(timeText(value))
    case 'date and time':
      return at(dateTimeText(value))
    case 'years and months duration':
      return at(yearsMonthsText(value))
    case 'days and time duration':
      return at(daysTimeText(value))
    case 'range':
      return rangeText(value, literal)
    case 'function':
      return value.text
    case 'context': {
      const entries = [...value.entries].map(
        ([name, entry]) => `${literal ? quoted(name) : keyText(name)}: ${written(entry, literal)}`,
      )
      return `{${entries.join(', ')}}`
    }
  }
}

function rangeText({ start, end, startIncluded, endIncluded }: FeelRange, literal: boolean): string {
  if (start === null) return `${endIncluded ? '<=' : '<'} ${written(end, literal)}`
  if (end === null) return `${startIncluded ? '>=' : '>'} ${written(start, literal)}`
  const [open, close] = [startIncluded ? '[' : '(', endIncluded ? ']' : ')']
  return `${open}${written(start, literal)} .. ${written(end, literal)}${close}`
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function keyText(name: string): string {
  return /^[\p{L}\p{N}_?' +*./-]+$/u.test(name) ? name : quoted(name)
}
