import type { SignalTrial } from '@lastmile/contract'
import { addDays, FALSE_ALARM, legalDateAt, type NothingReason } from '@lastmile/domain'
import {
  decideHousehold,
  type Household,
  LibraryError,
  onlyRule,
  type Signals,
  withThresholds,
} from '@lastmile/rules'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import {
  allHouseholdIds,
  countHouseholds,
  mayReadFact,
  readHouseholdFilesWithPast,
} from '../../households/index.ts'
import { currentSignals } from '../changes/current.ts'
import type { SignalDeps } from '../deps.ts'
import { rootOf } from '../find/look-into.ts'
import { whatRulesRead } from '../find/what-rules-read.ts'
import { endedWithBasis, type TriedSignal } from '../store/basis.ts'
import { precisionOf } from './view-rules.ts'

type Trial = z.infer<typeof SignalTrial>

/** So many of last year's signals are tried, and so many of today's households, at most. */
const MOST_TRIED = 5000
const MOST_HOUSEHOLDS = 5000
const CHUNK = 500

/**
 * Tries other thresholds of a rule before they go live: on the signals of the last year, with the data that each was raised on and what was
 * found; and on the households of today, with the platform's reach. Only counts leave it.
 */
export async function tryThresholds(
  tx: Tx,
  deps: Pick<SignalDeps, 'signals' | 'facts'>,
  input: { readonly rule: string; readonly values: Readonly<Record<string, number>> },
): Promise<Trial> {
  const { signals } = await currentSignals(tx, deps)
  const rule = signals.byId.get(input.rule)
  if (!rule?.policy || (rule.guarded && !mayReadFact(tx.actor, 'protected'))) throw new AppError('not_found')
  const tried = changed(signals, input)
  const today = legalDateAt(tx.now)
  const since = addDays(today, -365)
  const root = rootOf(tx.actor.orgPath)
  return asSystem(tx, root, async () => {
    const past = await endedWithBasis(tx, rule.id, since, MOST_TRIED)
    const stays = past.filter((one) => holds(tried, one.household, one.legal_date))
    const lost = past.filter((one) => !stays.includes(one))
    const result: Trial = {
      since,
      tried: past.length,
      kept: tally(stays),
      before: tally(past),
      missed: lost.filter(({ outcome }) => outcome === 'need').length,
      minutesSaved: lost.reduce((total, { minutes }) => total + (minutes ?? 0), 0),
      today: await householdsToday(tx, { signals, facts: deps.facts }, tried, rule.id, today),
    }
    tx.ledger({
      action: 'signal.try',
      objectKind: 'signal_rule',
      objectId: rule.id,
      orgPath: root,
      data: {
        rule: rule.id,
        ...rule.document.names,
        values: JSON.stringify(input.values),
        tried: past.length,
      },
    })
    return result
  })
}

function changed(
  signals: Signals,
  { rule, values }: { readonly rule: string; readonly values: Readonly<Record<string, number>> },
): Signals {
  try {
    return onlyRule(withThresholds(signals, rule, values), rule)
  } catch (error) {
    if (error instanceof LibraryError)
      throw new AppError('signal_threshold_refused', { reason: error.problems[0]?.message ?? '' })
    if (error instanceof RangeError) throw new AppError('signal_threshold_refused', { reason: error.message })
    throw error
  }
}

/** Whether signals of one rule say it of a household on a day. */
function holds({ library }: Signals, household: Household, day: string): boolean {
  return decideHousehold(library, household, day)[0]?.outcome === 'eligible'
}

function tally(rows: readonly TriedSignal[]): Trial['kept'] {
  const takenIn = rows.filter(({ outcome }) => outcome === 'need').length
  const falseAlarms = rows.filter(({ reason }) => FALSE_ALARM.includes(reason as NothingReason)).length
  const { checked, bounds } = precisionOf(takenIn, falseAlarms)
  return { raised: rows.length, checked, takenIn, lower: bounds?.lower ?? null }
}

/** Of how many households of today the rule holds, as it is and as it is tried: the first ones where there are very many. */
async function householdsToday(
  tx: Tx,
  { signals, facts }: Pick<SignalDeps, 'signals' | 'facts'>,
  tried: Signals,
  rule: string,
  day: string,
): Promise<Trial['today']> {
  const read = whatRulesRead(signals, facts)
  const present = onlyRule(signals, rule)
  const count = { households: 0, of: await countHouseholds(tx), present: 0, tried: 0 }
  let after: string | null = null
  while (count.households < MOST_HOUSEHOLDS) {
    const ids: string[] = await allHouseholdIds(tx, after, CHUNK)
    after = ids.at(-1) ?? null
    if (after === null) break
    for (const file of (await readHouseholdFilesWithPast(tx, read.facts, ids, day, read.asked)).values()) {
      count.households += 1
      if (!file.ok) continue
      if (holds(present, file.household, day)) count.present += 1
      if (holds(tried, file.household, day)) count.tried += 1
    }
  }
  return count
}
