import type { VisitRow } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { formTitles } from '../store/forms.ts'
import { listVisitRows, type VisitFilter, visitorsOf } from '../store/visits.ts'

/** A page of visits, the latest first, with everybody who made one under the same filter; the households stand in the ledger as read. */
export async function listVisits(
  tx: Tx,
  filter: VisitFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{
  items: z.infer<typeof VisitRow>[]
  total: number
  visitors: { id: string; name: string }[]
}> {
  const { rows, total } = await listVisitRows(tx, filter, page)
  recordReads(
    tx,
    rows.map((row) => ({ id: row.household_id, orgPath: row.org_path })),
    'visits',
  )
  const { by: _, ...everybody } = filter
  const visitors = await visitorsOf(tx, everybody)
  const staff = await staffByIds(tx, [...visitors, ...rows.map(({ by_id }) => by_id)])
  const heads = await householdHeads(
    tx,
    rows.map(({ household_id }) => household_id),
  )
  const units = await unitNames(
    tx,
    rows.map(({ org_path }) => org_path),
  )
  const forms = await formTitles(
    tx,
    rows.map(({ form_id }) => form_id),
  )
  const titles = new Map(forms.map((form) => [`${form.form_id} ${form.version}`, form]))
  return {
    total,
    visitors: visitors
      .map((id) => ({ id, name: staff.get(id)?.name ?? '' }))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh')),
    items: rows.map((row) => {
      const form = titles.get(`${row.form_id} ${row.form_version}`)
      return {
        id: row.id,
        householdId: row.household_id,
        headName: heads.get(row.household_id)?.headName ?? '',
        orgPath: row.org_path,
        orgName: units.get(row.org_path) ?? '',
        form: { zh: form?.title_zh ?? row.form_id, en: form?.title_en ?? row.form_id },
        formVersion: row.form_version,
        by: staff.get(row.by_id)?.name ?? '',
        startedAt: row.started_at.toISOString(),
        minutes: Math.round((row.ended_at.getTime() - row.started_at.getTime()) / 60_000),
        reached: row.reached,
        files: row.files,
        placed: row.lat !== null,
      }
    }),
  }
}
