import type { FieldForm, VisitView } from '@lastmile/contract'
import { metresBetween } from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { householdHead, householdHeads, householdSpots } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { type FormRow, findForm, formTitles, newestForms } from '../store/forms.ts'
import { filesOf, getVisit, visitsOf } from '../store/visits.ts'

function presentForm(row: FormRow): z.infer<typeof FieldForm> {
  return {
    id: row.form_id,
    version: row.version,
    title: { zh: row.title_zh, en: row.title_en },
    definition: row.definition,
  }
}

/** The published forms, each in its newest version. */
export async function listForms(tx: Tx): Promise<z.infer<typeof FieldForm>[]> {
  return (await newestForms(tx)).map(presentForm)
}

/** The visits of a household, the latest first. The reading stands in the ledger. */
export async function visitsOfHousehold(tx: Tx, householdId: string) {
  const head = await householdHead(tx, householdId)
  recordReads(tx, [{ id: head.id, orgPath: head.orgPath }], 'visits')
  const rows = await visitsOf(tx, householdId)
  const staff = await staffByIds(
    tx,
    rows.map(({ by_id }) => by_id),
  )
  const titles = new Map(
    (
      await formTitles(
        tx,
        rows.map(({ form_id }) => form_id),
      )
    ).map((form) => [`${form.form_id} ${form.version}`, form]),
  )
  return rows.map((row) => {
    const form = titles.get(`${row.form_id} ${row.form_version}`)
    return {
      id: row.id,
      form: { zh: form?.title_zh ?? row.form_id, en: form?.title_en ?? row.form_id },
      formVersion: row.form_version,
      by: staff.get(row.by_id)?.name ?? '',
      startedAt: row.started_at.toISOString(),
      reached: row.reached,
    }
  })
}

/** One visit, with the form in the version that it was made with. The reading stands in the ledger. */
export async function readVisit(tx: Tx, id: string): Promise<z.infer<typeof VisitView>> {
  const row = await getVisit(tx, id)
  const form = row ? await findForm(tx, row.form_id, row.form_version) : null
  if (!row || !form) throw new AppError('not_found')
  recordReads(tx, [{ id: row.household_id, orgPath: row.org_path }], 'visit')
  const head = (await householdHeads(tx, [row.household_id])).get(row.household_id)
  const staff = await staffByIds(tx, [row.by_id])
  const units = await unitNames(tx, [row.org_path])
  const place =
    row.lat === null || row.lng === null
      ? null
      : { lat: row.lat, lng: row.lng, accuracy: row.accuracy_m ?? 0 }
  const home = (await householdSpots(tx, [row.household_id])).get(row.household_id)
  return {
    id: row.id,
    householdId: row.household_id,
    headName: head?.headName ?? '',
    form: presentForm(form),
    by: staff.get(row.by_id)?.name ?? '',
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    clockOffSeconds: row.clock_off_seconds,
    reached: row.reached,
    answers: row.answers,
    place,
    orgName: units.get(row.org_path) ?? '',
    householdNo: head?.no ?? '',
    homeMetres: place && home ? Math.round(metresBetween(place, home)) : null,
    files: (await filesOf(tx, row.id)).map((file) => ({
      id: file.id,
      question: file.question,
      mediaType: file.media_type,
      bytes: file.bytes,
    })),
  }
}
