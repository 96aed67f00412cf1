import type { Tx } from '../../../platform/db/index.ts'
import { type FormRow, findForm, formTitles, newestForms as newestFormRows } from '../store/forms.ts'
import { latestWithForm, visitRowsWithForm } from '../store/visits.ts'

/** A visit as results of a survey need it. */
export interface SurveyVisit {
  readonly id: string
  readonly householdId: string
  readonly formVersion: number
  readonly by: string
  readonly startedAt: Date
  readonly endedAt: Date
  readonly reached: boolean
  readonly answers: Record<string, unknown>
  readonly at: { readonly lat: number; readonly lng: number; readonly accuracy: number } | null
}

/** Visits that the actor sees, made with a form (in any version) from an instant on, the earliest first. */
export async function visitsWithForm(
  tx: Tx,
  query: { readonly formId: string; readonly from: Date; readonly until: Date | null },
): Promise<SurveyVisit[]> {
  return (await visitRowsWithForm(tx, query)).map((row) => ({
    id: row.id,
    householdId: row.household_id,
    formVersion: row.form_version,
    by: row.by_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    reached: row.reached,
    answers: row.answers,
    at:
      row.lat === null || row.lng === null
        ? null
        : { lat: row.lat, lng: row.lng, accuracy: row.accuracy_m ?? 0 },
  }))
}

/** Of some households, those visited with a form (in any version) from an instant on: when last, and whether they were met. */
export async function lastWithForm(
  tx: Tx,
  query: { readonly formId: string; readonly from: Date; readonly households: readonly string[] },
): Promise<ReadonlyMap<string, { readonly at: Date; readonly reached: boolean }>> {
  const found = await latestWithForm(tx, query)
  return new Map([...found].map(([id, { started_at, reached }]) => [id, { at: started_at, reached }]))
}

/** A published form. */
export interface PublishedForm {
  readonly id: string
  readonly version: number
  readonly title: { readonly zh: string; readonly en: string }
  readonly definition: Record<string, unknown>
  readonly publishedAt: string
}

const published = (row: FormRow & { readonly published_at: Date }): PublishedForm => ({
  id: row.form_id,
  version: row.version,
  title: { zh: row.title_zh, en: row.title_en },
  definition: row.definition,
  publishedAt: row.published_at.toISOString(),
})

/** Each form in its newest version. */
export async function newestForms(tx: Tx): Promise<PublishedForm[]> {
  return (await newestFormRows(tx)).map(published)
}

export async function newestForm(tx: Tx, id: string): Promise<PublishedForm | null> {
  return (await newestForms(tx)).find((form) => form.id === id) ?? null
}

/** The definitions of a form by version. */
export async function formDefinitions(
  tx: Tx,
  id: string,
): Promise<ReadonlyMap<number, Record<string, unknown>>> {
  return new Map((await formTitles(tx, [id])).map((row) => [row.version, row.definition]))
}

export async function formTitle(tx: Tx, id: string, version: number): Promise<{ zh: string; en: string }> {
  const row = await findForm(tx, id, version)
  return { zh: row?.title_zh ?? id, en: row?.title_en ?? id }
}

/** Published versions of forms, as phones carry them. */
export async function formVersions(
  tx: Tx,
  wanted: readonly { readonly id: string; readonly version: number }[],
): Promise<Omit<PublishedForm, 'publishedAt'>[]> {
  const rows = await formTitles(
    tx,
    wanted.map(({ id }) => id),
  )
  return rows
    .filter((row) => wanted.some(({ id, version }) => id === row.form_id && version === row.version))
    .map((row) => ({
      id: row.form_id,
      version: row.version,
      title: { zh: row.title_zh, en: row.title_en },
      definition: row.definition,
    }))
}
