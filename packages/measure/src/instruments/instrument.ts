import { RuleError, readYaml } from '@lastmile/rules/conditions'
import { type Instrument, type InstrumentDocument, instrumentDocument } from './document.ts'
import { readAnswers } from './read-answers.ts'
import { scoreInstrument } from './score.ts'

/** One instrument's file. */
export type InstrumentFile = { readonly path: string; readonly text: string }

/** Reads and checks an instrument. Throws a `RuleError` with file, line and column of what is wrong. */
export function loadInstrument({ path, text }: InstrumentFile): Instrument {
  const document = readYaml(path, text, instrumentDocument)
  const fail = (message: string, at: string) => {
    const lines = text.split('\n')
    const line = lines.findIndex((one) => one.includes(at))
    const column = line < 0 ? 0 : (lines[line]?.indexOf(at) ?? 0)
    return new RuleError({
      code: 'instrument',
      message: `${document.id}: ${message}`,
      file: path,
      line: line + 1 || 1,
      column: column + 1,
    })
  }
  const ids = new Set<string>()
  for (const item of document.items) {
    if (ids.has(item.id)) throw fail(`the item ${item.id} stands twice`, item.id)
    ids.add(item.id)
    if (!item.text && !item.topic) throw fail(`the item ${item.id} has neither text nor topic`, item.id)
    const ranged = item.from !== undefined && item.to !== undefined
    if (!ranged && !item.choices && !document.choices)
      throw fail(`the item ${item.id} has no answers`, item.id)
  }
  const known = (name: string) => {
    if (!ids.has(name)) throw fail(`there is no item "${name}"`, name)
  }
  for (const item of document.items) if (item.show_if) known(item.show_if.item)
  for (const { items } of document.scoring.subscales ?? []) items.forEach(known)
  for (const { any } of [...(document.classes ?? []), ...(document.alerts ?? [])])
    for (const { item } of any ?? []) known(item)
  for (const one of document.scoring.implied ?? []) [one.item, ...one.items].forEach(known)
  const classes = new Set((document.classes ?? []).map((one) => one.id))
  for (const alert of document.alerts ?? []) {
    if (alert.class !== undefined && !classes.has(alert.class))
      throw fail(`there is no class "${alert.class}"`, alert.class)
    if (alert.class === undefined && !alert.any) throw fail(`the alert ${alert.id} names no answer`, alert.id)
  }
  if (
    document.scoring.method === 'sum' &&
    (document.scoring.min === undefined || document.scoring.max === undefined)
  )
    throw fail('a sum has a least and a greatest value', 'scoring')
  const instrument = { ...document, withheld: document.items.every((item) => !item.text), file: path }
  document.cases.forEach((one, place) => {
    const wrong = caseProblem(instrument, one)
    if (wrong) throw fail(`case ${place + 1}: ${wrong}`, 'cases:')
  })
  return instrument
}

/** What a worked example gets wrong, or null. */
function caseProblem(instrument: Instrument, one: InstrumentDocument['cases'][number]): string | null {
  const { answers, sex } = one
  const result = scoreInstrument(instrument, readAnswers(instrument, { answers, ...(sex ? { sex } : {}) }))
  const said = (what: string, expected: unknown, found: unknown) =>
    JSON.stringify(expected) === JSON.stringify(found)
      ? null
      : `${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`
  return (
    said('the score', one.score, result.score) ??
    said('the band', one.band, (result.prorated?.band ?? result.band)?.id ?? null) ??
    (one.prorated === undefined ? null : said('the prorated score', one.prorated, result.prorated?.score)) ??
    (one.missing ? said('missing', one.missing, result.missing) : null) ??
    (one.subscales ? said('the subscales', one.subscales, result.subscales) : null) ??
    (one.alerts
      ? said(
          'the alerts',
          one.alerts,
          result.alerts.map((alert) => alert.id),
        )
      : null)
  )
}
