import { legalDateAt, scopeRange } from '@lastmile/domain'
import { byHousehold, measure, tiersOf } from '@lastmile/measure'
import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import { groupedCells, keepMeasureDay } from '../store/cells.ts'

/** Keeps the measure of each street for today: what the course of time is drawn from. Needs the platform's reach. */
export async function keepDay(tx: Tx, deps: AssessmentDeps, districtPath: string): Promise<void> {
  const { scheme, hash } = await currentScheme(tx, deps)
  const cells = await groupedCells(tx, {
    ...scopeRange(districtPath),
    schemeHash: hash,
    by: { unitDepth: 2 },
  })
  for (const [id, of] of cells) {
    const whole = measure(byHousehold(of), scheme.weights, scheme.k)
    const tiers = tiersOf(of, scheme)
    await keepMeasureDay(tx, {
      orgPath: id,
      day: legalDateAt(tx.now),
      schemeHash: hash,
      households: whole.units,
      poor: whole.poor,
      H: whole.H,
      A: whole.A,
      M0: whole.M0,
      tiers: tiers.map(({ tier, households }) => ({ tier, households })),
    })
  }
}
