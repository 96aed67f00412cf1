import { addDays } from '@lastmile/domain'
import { Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
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

const print = (document: Document): string => document.toString({ lineWidth: 0 })

/**
 * Adds a value to a figure in the text of its file, comments and order kept. The value that was open until then ends on
 * the day before; a value from the same day is replaced.
 */
export function addValue(text: string, name: string, next: NewValue): string {
  const document = parseDocument(text)
  const values = valuesOf(document, name)
  const entries = values.items
  for (const entry of entries) {
    const [from, to] = [entry.get('from') as string | null, entry.get('to') as string | null]
    if ((from === null || from < next.from) && (to === null || to >= next.from))
      entry.set('to', addDays(next.from, -1))
  }
  values.items = entries.filter((entry) => entry.get('from') !== next.from)
  values.add(document.createNode(next) as YAMLMap)
  values.items.sort((a, b) => (String(a.get('from') ?? '') < String(b.get('from') ?? '') ? -1 : 1))
  return print(document)
}

/** Marks a value as seen at its source, without touching the value itself. */
export function confirmValue(text: string, name: string, confirmed: Confirmation): string {
  const document = parseDocument(text)
  const entry = valuesOf(document, name).items.find((item) => (item.get('from') ?? null) === confirmed.from)
  if (!entry) throw new AppError('figure_unknown', { name })
  entry.set('verified', 'verified')
  entry.set('source', confirmed.source)
  return print(document)
}
