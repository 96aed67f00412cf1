import { type ScoreOf, withScores } from '@lastmile/measure'
import type { Facts } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { type HouseholdFile, readHouseholdFiles } from '../../households/index.ts'
import { openAlerts } from '../scales/alert-store.ts'
import { latestScores } from '../scales/store.ts'

/** Some households as an assessment takes them: facts, the latest complete scores, and open alerts. Needs the platform's reach. */
export async function householdsWithScores(
  tx: Tx,
  facts: Facts,
  ids: readonly string[],
  day: string,
): Promise<Map<string, HouseholdFile>> {
  const files = await readHouseholdFiles(tx, { facts }, ids, day)
  const scores = Map.groupBy(await latestScores(tx, ids), (one) => one.household_id)
  const alerts = Map.groupBy(await openAlerts(tx, ids), (one) => one.household_id)
  const made = new Map<string, HouseholdFile>()
  for (const [id, file] of files) {
    const own = (scores.get(id) ?? []).map(
      (row): ScoreOf => ({
        member: row.person_id,
        instrument: row.instrument,
        score: row.score,
        crisis: false,
      }),
    )
    const alarming = (alerts.get(id) ?? []).map(
      (row): ScoreOf => ({ member: row.person_id, instrument: '', score: null, crisis: true }),
    )
    made.set(id, file.ok ? { ok: true, household: withScores(file.household, [...own, ...alarming]) } : file)
  }
  return made
}
