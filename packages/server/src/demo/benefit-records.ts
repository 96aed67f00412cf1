import { addDays, legalDateAt } from '@lastmile/domain'
import { hashSeed, Rng, STREAMS, type SyntheticHousehold } from '@lastmile/population'
import { type HouseholdDeps, type ImportHousehold, importHouseholds } from '../modules/households/index.ts'
import type { Unreceived } from '../modules/policies/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Step } from './timeline.ts'

const SOURCE = {
  sourceId: 'synthetic-payments',
  sourceName: '合成待遇发放记录',
  sourceKind: 'synthetic',
  batchId: null,
} as const

/** Families that know their way get all that is due to them; the others miss some of it. */
const KNOWS_THE_WAY = 0.72
const GETS_IT_ALL_THE_SAME = 0.75
const CHUNK = 250
const DAYS_AGO = 40
/** Help that is given once lies close enough to count as received. */
const ONCE_DAYS = 100

export interface BenefitRecordWorld {
  readonly seed: number
  readonly households: HouseholdDeps
  readonly now: Date
  /** What households are entitled to and do not receive, on the day of the transaction. */
  unreceived(tx: Tx, householdIds: readonly string[]): Promise<readonly Unreceived[]>
  as<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/**
 * Payment records for the policies that the synthetic population does not know by itself: most families receive what
 * they are entitled to, some miss a part of it. What they miss, the screening finds.
 */
export function benefitRecordSteps(
  households: readonly SyntheticHousehold[],
  world: BenefitRecordWorld,
): Step[] {
  const at = new Date(world.now.getTime() - DAYS_AGO * 86_400_000)
  const steps: Step[] = []
  for (let from = 0; from < households.length; from += CHUNK) {
    const part = households.slice(from, from + CHUNK)
    steps.push({ at, run: () => world.as((tx) => recordBenefits(tx, part, world)) })
  }
  return steps
}

async function recordBenefits(
  tx: Tx,
  households: readonly SyntheticHousehold[],
  world: BenefitRecordWorld,
): Promise<void> {
  const planted = new Map(
    households.map(({ id, truth }) => [
      id,
      new Set(truth.flatMap((one) => (one.kind === 'gap' ? one.detail.policy : []))),
    ]),
  )
  const due = await world.unreceived(
    tx,
    households.map(({ id }) => id),
  )
  const paid: ImportHousehold[] = []
  for (const { id, index, orgPath } of households) {
    const rng = Rng.for(hashSeed(world.seed), index, STREAMS.story, 5)
    const share = rng.chance(KNOWS_THE_WAY) ? 1 : GETS_IT_ALL_THE_SAME
    const mine = due.filter(
      (one) => one.householdId === id && !planted.get(id)?.has(one.policy) && rng.chance(share),
    )
    if (mine.length === 0) continue
    paid.push({
      householdId: id,
      newHouseholdId: id,
      orgPath,
      address: null,
      facts: [],
      members: [],
      receipts: mine.map(({ policy, amount }) => {
        const per = amount?.per ?? 'month'
        return {
          policy,
          amountFen: amount ? Math.round(amount.value * 100) : null,
          per,
          fromDate: addDays(legalDateAt(tx.now), -rng.between(5, per === 'once' ? ONCE_DAYS : 700)),
          sourceRow: null,
        }
      }),
    })
  }
  await importHouseholds(tx, world.households, {
    ...SOURCE,
    asOf: legalDateAt(tx.now),
    households: paid,
  })
}
