import { num } from '../decimal.ts'
import { readTemporal } from '../temporal/text.ts'
import type { FeelType } from '../types/type.ts'
import { TYPE_NAMES } from '../types/type.ts'
import type { FeelValue } from '../values.ts'
import { nameEnd } from './names.ts'
import type { Reader } from './reader.ts'

const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y

/** A number (grammar rule 37), with exponent since DMN 1.4. Null when none stands here. */
export function readNumber(reader: Reader): FeelValue | undefined {
  NUMBER.lastIndex = reader.place
  const digits = NUMBER.exec(reader.text)?.[0]
  if (digits === undefined) return undefined
  reader.place += digits.length
  const value = num(digits)
  return value.isFinite() ? value : null
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  "'": "'",
  '"': '"',
  '\\': '\\',
}

/** A string (grammar rules 35, 64): `\n \r \t \' \" \\ \uXXXX \UXXXXXX`; any other backslash stands for itself. */
export function readString(reader: Reader): string {
  const { text } = reader
  const start = reader.place
  let value = ''
  let place = start + 1
  for (;;) {
    const character = text[place]
    if (character === undefined) return reader.fail('a string is not closed', start)
    if (character === '"') break
    if (character !== '\\') {
      value += character
      place++
      continue
    }
    const next = text[place + 1] ?? ''
    const digits = next === 'u' ? 4 : next === 'U' ? 6 : 0
    const hex = text.slice(place + 2, place + 2 + digits)
    const known = ESCAPES[next]
    if (digits > 0 && new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(hex)) {
      const code = Number.parseInt(hex, 16)
      if (code > 0x10ffff) return reader.fail('no character has this code', place)
      value += digits === 4 ? String.fromCharCode(code) : String.fromCodePoint(code)
      place += 2 + digits
    } else if (known !== undefined) {
      value += known
      place += 2
    } else {
      value += '\\'
      place++
    }
  }
  reader.place = place + 1
  return value
}

/** `@"…"` (grammar rule 62): a date, time, date and time or duration; null where the text is none. */
export function readAtLiteral(reader: Reader): FeelValue {
  reader.place++
  reader.skip()
  if (reader.text[reader.place] !== '"') return reader.fail('a string must follow "@"')
  return readTemporal(readString(reader))
}

/** A type (grammar rules 52–56). Names that nobody defined are kept and refused where the type is asked for. */
export function readType(reader: Reader): FeelType {
  reader.skip()
  if (reader.takesWord('list')) return readArgument(reader, 'list')
  if (reader.takesWord('range')) return readArgument(reader, 'range')
  if (reader.takesWord('context')) {
    if (!reader.takes('<')) return { kind: 'any context' }
    const entries = new Map<string, FeelType>()
    if (reader.takes('>')) return { kind: 'context', entries }
    do {
      const name = reader.newName([])
      if (name === null) return reader.fail('the name of an entry is missing')
      reader.needs(':')
      entries.set(name, readType(reader))
    } while (reader.takes(','))
    reader.needs('>')
    return { kind: 'context', entries }
  }
  if (reader.takesWord('function')) {
    if (!reader.takes('<')) return { kind: 'any function' }
    const parameters: FeelType[] = []
    if (!reader.takes('>')) {
      do parameters.push(readType(reader))
      while (reader.takes(','))
      reader.needs('>')
    }
    reader.needs('->')
    return { kind: 'function', parameters, result: readType(reader) }
  }
  return readTypeName(reader)
}

function readArgument(reader: Reader, kind: 'list' | 'range'): FeelType {
  if (!reader.takes('<')) return { kind: kind === 'list' ? 'any list' : 'any range' }
  const item = readType(reader)
  reader.needs('>')
  return { kind, item }
}

function readTypeName(reader: Reader): FeelType {
  let best: FeelType | null = null
  let end = reader.place
  for (const [name, type] of Object.entries(TYPE_NAMES)) {
    const nameStop = nameEnd(name, reader.text, reader.place)
    if (nameStop > end) [best, end] = [type, nameStop]
  }
  if (best && reader.text[end] !== '.') {
    reader.place = end
    return best
  }
  const known = reader.knownName(true)
  if (known) {
    reader.place = known.end
    return { kind: 'unknown', name: known.name }
  }
  const parts: string[] = []
  do {
    const name = reader.takeName(false)
    if (name === null) return reader.fail('a type is missing')
    parts.push(name)
  } while (reader.takes('.'))
  return { kind: 'unknown', name: parts.join('.') }
}
