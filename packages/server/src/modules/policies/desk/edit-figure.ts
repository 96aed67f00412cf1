import { addDays } from '@lastmile/domain'
import { type Document, isMap, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { AppError } from '../../../platform/errors/index.ts'

/** A new value of a figure, from a day on. */
export interface NewValue {
  readonly value: number
  readonly from: string
  readonly to: string | null
  readonly verified: 'verified' | 'second-hand' | 'unverified'
  readonly source: string
}

/** What an official says of a value that stands: they saw it at its source. */
export interface Confirmation {
  readonly from: string | null
  readonly value: number
  readonly source: string
}

/** Finds the values of a figure: of a file of its own, or among the `parameters` of a policy. */
function valuesOf(document: Document, name: string): YAMLSeq<YAMLMap> {
  const root = document.contents
  const own = isMap(root) && root.get('name') === name ? root : null
  const list = isMap(root) ? root.get('parameters') : null
  const within = isSeq(list)
    ? list.items.find((item): item is YAMLMap => isMap(item) && item.get('name') === name)
    : undefined
  const values = (own ?? within)?.get('values')
  if (!isSeq(values)) throw new AppError('figure_unknown', { name })
  return values as YAMLSeq<YAMLMap>
}

/** Days and sources stand in quotes, as the files have them. */
function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_SINGLE
  return scalar
}

const print = (document: Document): string => document.toString({ lineWidth: 0 })

/**
 * Adds a value to a figure in the text of its file, comments and order kept. The value that was open until then ends on
 * the day before; a value from the same day is replaced; without a last day it holds until the next value begins.
 */
export function addValue(text: string, name: string, next: NewValue): string {
  const document = parseDocument(text)
  const values = valuesOf(document, name)
  const dayOf = (entry: YAMLMap, key: 'from' | 'to') => (entry.get(key) as string | null | undefined) ?? null
  for (const entry of values.items) {
    const [from, to] = [dayOf(entry, 'from'), dayOf(entry, 'to')]
    if ((from === null || from < next.from) && (to === null || to >= next.from))
      entry.set('to', quoted(addDays(next.from, -1)))
  }
  const later = values.items
    .map((entry) => dayOf(entry, 'from'))
    .filter((from) => from !== null && from > next.from)
  const following = later.sort()[0]
  const to = next.to ?? (following ? addDays(following, -1) : null)
  values.items = values.items.filter((entry) => dayOf(entry, 'from') !== next.from)
  const { value, from, verified, source } = next
  const entry = {
    value,
    from: quoted(from),
    to: to === null ? null : quoted(to),
    verified,
    source: quoted(source),
  }
  values.add(document.createNode(entry) as YAMLMap)
  values.items.sort((a, b) => ((dayOf(a, 'from') ?? '') < (dayOf(b, 'from') ?? '') ? -1 : 1))
  return print(document)
}

/** Marks a value as seen at its source, without touching the value itself. */
export function confirmValue(text: string, name: string, confirmed: Confirmation): string {
  const document = parseDocument(text)
  const entry = valuesOf(document, name).items.find(
    (item) => (item.get('from') ?? null) === confirmed.from && item.get('value') === confirmed.value,
  )
  if (!entry) throw new AppError('figure_unknown', { name })
  entry.set('verified', 'verified')
  entry.set('source', quoted(confirmed.source))
  return print(document)
}
