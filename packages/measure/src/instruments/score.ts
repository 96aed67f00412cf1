import type { Instrument } from './document.ts'
import type { Answer, Answers } from './read-answers.ts'

type Bilingual = { readonly zh: string; readonly en: string }
/** Where a score lies: 中度, 轻度依赖. */
export type Band = { readonly id: string; readonly name: Bilingual }
/** Something that must not wait for the total. `item` is the answer that raised it. */
export type Alert = {
  readonly id: string
  readonly level: 'crisis' | 'watch'
  readonly item: string | null
  readonly action: Bilingual
}

/** The result of one administration; it can always be worked out anew from the answers. */
export type Score = {
  readonly instrument: string
  readonly version: string
  /** Null when an item is missing (`missing`), or when the instrument gives a class and no number. */
  readonly score: number | null
  readonly min: number | null
  /** Greatest score that these answers could have: items that do not apply take theirs away. */
  readonly max: number | null
  readonly subscales: Readonly<Record<string, number | null>>
  readonly band: Band | null
  readonly alerts: readonly Alert[]
  readonly missing: readonly string[]
  /** What the score would be with the mean in place of the few missing items, where the authors allow it. Never used as the score. */
  readonly prorated: { readonly score: number; readonly band: Band | null } | null
  /** Words to the reader: younger than the instrument is for, a band that needs the sex. */
  readonly notes: readonly Bilingual[]
}

/** Scores answers. Alerts are raised whether or not the score is complete. */
export function scoreInstrument(instrument: Instrument, answers: Answers): Score {
  const items = withImplied(instrument, answers.items)
  const shown = instrument.items.filter((item) => {
    const condition = item.show_if
    return !condition || holds([condition], items) !== null
  })
  const asked = shown.filter((item) => !item.unscored)
  const missing = asked.filter((item) => !items.has(item.id)).map((item) => item.id)
  const { scoring } = instrument
  const factor = scoring.factor ?? 1
  const complete = missing.length === 0
  const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + numberOf(items.get(id)), 0)
  const ids = asked.map((item) => item.id)
  const dropped = ids.filter((id) => items.get(id) === 'not-applicable')
  const score = scoring.method === 'sum' && complete ? sum(ids) * factor : null
  const max =
    scoring.max === undefined
      ? null
      : scoring.max - factor * dropped.reduce((total, id) => total + greatest(instrument, id), 0)
  const klass = complete ? classOf(instrument, items) : null
  const bandFor = (value: number): Band | null =>
    klass ?? (dropped.length > 0 ? null : bandOf(instrument, value, answers.sex))
  const known = ids.filter((id) => typeof items.get(id) === 'number')
  const mayProrate = scoring.prorate !== undefined && missing.length > 0 && missing.length <= scoring.prorate
  const prorated = mayProrate
    ? Math.round((sum(known) / known.length) * (known.length + missing.length)) * factor
    : null
  return {
    instrument: instrument.id,
    version: instrument.version,
    score,
    min: scoring.min ?? null,
    max,
    subscales: Object.fromEntries(
      (scoring.subscales ?? []).map((one) => [
        one.id,
        one.items.every((id) => typeof items.get(id) === 'number') ? sum(one.items) : null,
      ]),
    ),
    band: score === null ? klass : bandFor(score),
    alerts: alertsOf(instrument, items, klass),
    missing,
    prorated: prorated === null ? null : { score: prorated, band: bandOf(instrument, prorated, answers.sex) },
    notes: notesOf(instrument, answers, score),
  }
}

function withImplied(
  instrument: Instrument,
  given: ReadonlyMap<string, Answer>,
): ReadonlyMap<string, Answer> {
  const items = new Map(given)
  for (const { item, value, items: others, becomes } of instrument.scoring.implied ?? []) {
    if (items.get(item) !== value) continue
    for (const other of others) if (!items.has(other)) items.set(other, becomes)
  }
  return items
}

/** The item whose answer fulfils the condition, or null. */
function holds(
  any: readonly { readonly item: string; readonly values: readonly number[] }[],
  items: ReadonlyMap<string, Answer>,
): string | null {
  const found = any.find(({ item, values }) => {
    const answer = items.get(item)
    return typeof answer === 'number' && values.includes(answer)
  })
  return found?.item ?? null
}

function classOf(instrument: Instrument, items: ReadonlyMap<string, Answer>): Band | null {
  const found = instrument.classes?.find(({ any }) => !any || holds(any, items) !== null)
  return found ? { id: found.id, name: found.name } : null
}

function bandOf(instrument: Instrument, score: number, sex: Answers['sex']): Band | null {
  const found = instrument.bands?.find(
    (band) => score >= band.min && score <= band.max && (band.sex === undefined || band.sex === sex),
  )
  return found ? { id: found.id, name: found.name } : null
}

/** By single answers even when others are missing; by class as soon as the answers that make it are there. */
function alertsOf(instrument: Instrument, items: ReadonlyMap<string, Answer>, klass: Band | null): Alert[] {
  return (instrument.alerts ?? []).flatMap((alert): Alert[] => {
    const definition = instrument.classes?.find((one) => one.id === alert.class)
    const item = holds(alert.any ?? definition?.any ?? [], items)
    // A class below one that holds already is not raised as well.
    const outranked = alert.class !== undefined && klass !== null && klass.id !== alert.class
    const raised = alert.any ? item !== null : item !== null && !outranked
    return raised ? [{ id: alert.id, level: alert.level, item, action: alert.action }] : []
  })
}

function notesOf(instrument: Instrument, { age, sex }: Answers, score: number | null): Bilingual[] {
  const notes: Bilingual[] = []
  const from = instrument.age_from
  if (from !== undefined && age !== null && age < from)
    notes.push({
      zh: `这份量表用于 ${from} 岁以上的人，得分仅供参考`,
      en: `This instrument is for people of ${from} and over; take the score as a hint only`,
    })
  if (score !== null && sex === null && instrument.bands?.some((band) => band.sex !== undefined))
    notes.push({ zh: '要知道性别才能分档', en: 'The band needs the sex' })
  return notes
}

function greatest(instrument: Instrument, id: string): number {
  const item = instrument.items.find((one) => one.id === id)
  const values = (item?.choices ?? instrument.choices ?? []).map((choice) => choice.value)
  return Math.max(item?.to ?? 0, ...values)
}

function numberOf(answer: Answer | undefined): number {
  return typeof answer === 'number' ? answer : 0
}
