import type { InstrumentView, ScaleResult } from '@lastmile/contract'
import type { Instrument } from '@lastmile/measure'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { readHouseholdFiles } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import type { ScaleRow } from './store.ts'

type ScaleView = z.infer<typeof ScaleResult>

/** Results as the API shows them; `rows` of one household, the newest first. Each is compared with the complete one before it. */
export async function presentScales(
  tx: Tx,
  deps: AssessmentDeps,
  rows: readonly ScaleRow[],
  day: string,
): Promise<ScaleView[]> {
  const [first] = rows
  if (!first) return []
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.by_id),
  )
  const { facts } = await deps.library(tx)
  const file = (await readHouseholdFiles(tx, { facts }, [first.household_id], day)).get(first.household_id)
  const names = new Map(file?.ok ? file.household.members.map((one) => [one.id, one.called ?? '']) : [])
  return rows.flatMap((row, place): ScaleView[] => {
    const instrument = deps.instruments.find((one) => one.id === row.instrument)
    if (!instrument) return []
    const before = rows
      .slice(place + 1)
      .find(
        (other) =>
          other.instrument === row.instrument && other.person_id === row.person_id && other.score !== null,
      )
    const by = row.score !== null && before?.score != null ? row.score - before.score : null
    const matters = instrument.meaningful_change
    return [
      {
        id: row.id,
        instrument: row.instrument,
        name: instrument.name,
        version: row.instrument_version,
        personId: row.person_id,
        personName: row.person_id ? (names.get(row.person_id) ?? null) : null,
        onDay: row.on_day,
        by: staff.get(row.by_id)?.name ?? '',
        mode: row.mode,
        respondent: row.respondent,
        score: row.score,
        max: instrument.scoring.max ?? null,
        band: bandName(instrument, row.band),
        missing: [...row.missing],
        alerts: (instrument.alerts ?? [])
          .filter((alert) => row.alerts.includes(alert.id))
          .map(({ id, level, action }) => ({ id, level, action })),
        change: by === null ? null : { by, matters: matters !== undefined && Math.abs(by) >= matters },
      },
    ]
  })
}

function bandName(instrument: Instrument, id: string | null): { zh: string; en: string } | null {
  const named = [...(instrument.bands ?? []), ...(instrument.classes ?? [])]
  return named.find((one) => one.id === id)?.name ?? null
}

/** An instrument as it is asked: items with their answers, or topics where the licence withholds the text. */
export function presentInstrument(instrument: Instrument): z.infer<typeof InstrumentView> {
  return {
    id: instrument.id,
    version: instrument.version,
    name: instrument.name,
    measures: instrument.measures,
    subject: instrument.subject,
    guarded: instrument.protected,
    bySelf: instrument.modes.includes('self') && !instrument.withheld,
    withheld: instrument.withheld,
    ageFrom: instrument.age_from ?? null,
    recall: instrument.recall ?? null,
    stem: instrument.stem ?? null,
    licence: { status: instrument.licence.status, text: instrument.licence.text },
    wording: instrument.wording,
    notApplicable: instrument.scoring.not_applicable === true,
    items: instrument.items.map((item) => {
      const choices = item.choices ?? (item.from === undefined ? instrument.choices : undefined)
      return {
        id: item.id,
        text: item.text ?? item.topic ?? '',
        choices: choices ? [...choices] : null,
        from: item.from ?? null,
        to: item.to ?? null,
        showIf: item.show_if ?? null,
      }
    }),
  }
}
