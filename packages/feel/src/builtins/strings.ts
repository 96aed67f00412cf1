import { num, wholeNumber } from '../decimal.ts'
import { builtin, form, list, nullable, number, optional, type Parameter, text, truth } from './define.ts'
import { pattern, replacement } from './pattern.ts'

/** Characters count as code points (DMN 1.5, 10.3.4.3). */
const points = (value: string): string[] => Array.from(value)

const split = builtin(
  'split',
  form([text('string'), text('delimiter')], (runtime, string, delimiter) => {
    const by = pattern(delimiter, '')
    if (by === null) return runtime.warn('the delimiter is no regular expression')
    if (by.test('')) return runtime.warn('the delimiter matches nothing at all')
    return string === '' ? [''] : pieces(string, by)
  }),
)

function pieces(string: string, by: RegExp): string[] {
  const parts: string[] = []
  let from = 0
  for (const match of string.matchAll(new RegExp(by.source, `${by.flags}g`))) {
    parts.push(string.slice(from, match.index))
    from = match.index + match[0].length
  }
  return [...parts, string.slice(from)]
}

const texts = (name: string): Parameter<readonly (string | null)[]> => ({
  ...list(name),
  read(value) {
    const items = list(name).read(value)
    return items?.every((item) => item === null || typeof item === 'string')
      ? items.map((item) => (typeof item === 'string' ? item : null))
      : undefined
  },
})

/** String functions (DMN 1.5, 10.3.4.3). */
export const STRINGS = [
  builtin(
    'substring',
    form(
      [text('string'), number('start position'), optional(number('length'))],
      (runtime, string, start, length) => {
        const all = points(string)
        const place = wholeNumber(start)
        if (place === null || place === 0 || Math.abs(place) > all.length)
          return runtime.warn('the start lies outside the string')
        const rest = all.slice(place > 0 ? place - 1 : all.length + place)
        const count = length === null ? rest.length : wholeNumber(length)
        if (count === null || count < 1 || count > rest.length)
          return runtime.warn('the string is not that long')
        return rest.slice(0, count).join('')
      },
    ),
  ),
  builtin(
    'string length',
    form([text('string')], (_, string) => num(points(string).length)),
  ),
  builtin(
    'upper case',
    form([text('string')], (_, string) => string.toUpperCase()),
  ),
  builtin(
    'lower case',
    form([text('string')], (_, string) => string.toLowerCase()),
  ),
  builtin(
    'substring before',
    form([text('string'), text('match')], (_, string, match) => {
      const at = string.indexOf(match)
      return at < 0 ? '' : string.slice(0, at)
    }),
  ),
  builtin(
    'substring after',
    form([text('string'), text('match')], (_, string, match) => {
      const at = string.indexOf(match)
      return at < 0 ? '' : string.slice(at + match.length)
    }),
  ),
  builtin(
    'contains',
    form([text('string'), text('match')], (_, string, match) => string.includes(match)),
  ),
  builtin(
    'starts with',
    form([text('string'), text('match')], (_, string, match) => string.startsWith(match)),
  ),
  builtin(
    'ends with',
    form([text('string'), text('match')], (_, string, match) => string.endsWith(match)),
  ),
  builtin(
    'matches',
    form(
      [text('input'), text('pattern'), optional(nullable(text('flags')))],
      (runtime, input, source, flags) => {
        const by = pattern(source, flags ?? '')
        return by === null ? runtime.warn('the pattern is no regular expression') : by.test(input)
      },
    ),
  ),
  builtin(
    'replace',
    form(
      [text('input'), text('pattern'), text('replacement'), optional(nullable(text('flags')))],
      (runtime, input, source, by, flags) => {
        const from = pattern(source, flags ?? '')
        if (from === null) return runtime.warn('the pattern is no regular expression')
        if (from.test('')) return runtime.warn('the pattern matches nothing at all')
        const to = (flags ?? '').includes('q') ? () => by : replacement(by)
        if (to === null) return runtime.warn('the replacement is not well-formed')
        return input.replace(new RegExp(from.source, `${from.flags}g`), (...found: unknown[]) => {
          const end = found.findIndex((part) => typeof part === 'number')
          return to(found.slice(0, end).map((part) => (typeof part === 'string' ? part : '')))
        })
      },
    ),
  ),
  split,
  builtin(
    'string join',
    form([texts('list'), optional(nullable(text('delimiter')))], (_, items, delimiter) =>
      items.filter((item) => item !== null).join(delimiter ?? ''),
    ),
  ),
  builtin(
    'not',
    form([truth('negand')], (_, negand) => !negand),
  ),
] as const
