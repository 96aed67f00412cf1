import type { HouseholdAssessment } from '@lastmile/contract'
import type { Scheme } from '@lastmile/measure'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { openAlerts } from '../scales/alert-store.ts'
import type { AssessmentRow } from '../store/assessments.ts'
import { becauseOf, choiceOf } from './choice.ts'
import { liveEntries } from './store.ts'

/** The groups of the scheme for one household: whether it is in, since when and by whom, and whether it meets the choice now. */
export async function groupsOfHousehold(
  tx: Tx,
  deps: AssessmentDeps,
  scheme: Scheme,
  row: AssessmentRow,
): Promise<z.infer<typeof HouseholdAssessment>['groups']> {
  const entries = await liveEntries(tx, [row.household_id])
  const urgent = (await openAlerts(tx, [row.household_id])).length > 0
  const staff = await staffByIds(
    tx,
    entries.map((entry) => entry.entered_by),
  )
  const groups: z.infer<typeof HouseholdAssessment>['groups'] = []
  for (const group of scheme.document.groups) {
    const choice = await choiceOf(tx, deps, group)
    const now = {
      tier: row.state === 'settled' ? row.tier : null,
      overrides: row.overrides,
      urgent,
      losing: choice.losing.includes(row.household_id),
    }
    const because = becauseOf(now, choice, group)
    const entry = entries.find((one) => one.family_group === group.id)
    groups.push({
      id: entry?.id ?? null,
      group: group.id,
      name: group.name,
      meets: because !== '',
      because,
      enteredOn: entry?.entered_on ?? null,
      enteredBy: entry ? (staff.get(entry.entered_by)?.name ?? '') : null,
    })
  }
  return groups
}
