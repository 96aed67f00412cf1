import { addDays, legalDateAt, newIdAt } from '@lastmile/domain'
import type { Scheme } from '@lastmile/measure'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { markNews, setTier } from '../../households/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import {
  type AssessmentRow,
  type AssessmentState,
  assessmentsOf,
  decideRow,
  decisionsOf,
  insertDecision,
} from '../store/assessments.ts'

/** What a decision came to. */
export interface Decided {
  readonly state: AssessmentState
  readonly tier: number
  readonly dueOn: string | null
}

/**
 * Confirms the proposed tier or decides another. The cadre's word is the first; where the proposal or the chosen tier is grave, the street's
 * backbone has the second. Throws `tier_reason_needed`, `tier_unknown`, `tier_first_needed`, `tier_second_waits`, `version_conflict`.
 */
export async function confirmTier(
  tx: Tx,
  deps: AssessmentDeps,
  input: {
    readonly id: string
    readonly version: number
    readonly tier: number
    readonly reason?: string | undefined
  },
): Promise<Decided> {
  const row = (await assessmentsOf(tx, [input.id], 'FOR UPDATE')).get(input.id)
  if (!row) throw new AppError('not_found')
  if (row.version !== input.version) throw new AppError('version_conflict')
  const { scheme } = await currentScheme(tx, deps)
  if (!scheme.tiers.some(({ tier }) => tier === input.tier))
    throw new AppError('tier_unknown', { tier: input.tier })
  const step = stepOf(tx, row)
  const expected = step === 'second' ? (row.tier ?? row.proposed) : row.proposed
  const given = input.reason ?? null
  if (input.tier !== expected && given === null) throw new AppError('tier_reason_needed')
  const reason = given ?? (input.tier === row.proposed ? null : await lastReason(tx, row.household_id))
  return settle(tx, scheme, row, { step, tier: input.tier, reason })
}

function stepOf(tx: Tx, row: AssessmentRow): 'first' | 'second' {
  if (tx.actor.role === 'backbone') {
    if (row.state === 'second') return 'second'
    throw new AppError('tier_first_needed')
  }
  if (row.state === 'second') throw new AppError('tier_second_waits')
  return 'first'
}

/** Writes the decision and what follows from it. */
async function settle(
  tx: Tx,
  scheme: Scheme,
  row: AssessmentRow,
  decision: { readonly step: 'first' | 'second'; readonly tier: number; readonly reason: string | null },
): Promise<Decided> {
  const { step, tier, reason } = decision
  const needsSecond = step === 'first' && [tier, row.proposed].some((one) => secondNeeded(scheme, one))
  const today = legalDateAt(tx.now)
  const days = scheme.document.tiers.find((one) => one.tier === tier)?.assess_every_days ?? 365
  const dueOn = needsSecond ? null : addDays(today, days)
  const state = needsSecond ? 'second' : 'settled'
  await decideRow(tx, {
    householdId: row.household_id,
    version: row.version,
    state,
    tier,
    decidedOn: row.proposed,
    dueOn,
  })
  await insertDecision(tx, row, { id: newIdAt(tx.now), step, tier, reason, settled: !needsSecond }, today)
  if (!needsSecond) await setTier(tx, row.household_id, tier)
  await markNews(tx, [row.household_id])
  tx.ledger({
    action: 'assessment.confirm',
    objectKind: 'household',
    objectId: row.household_id,
    householdId: row.household_id,
    orgPath: row.org_path,
    data: { tier, proposed: row.proposed, step, settled: !needsSecond, ...(reason ? { reason } : {}) },
  })
  return { state, tier, dueOn }
}

/** Whether a tier takes the word of a second person. */
export function secondNeeded(scheme: Scheme, tier: number): boolean {
  return scheme.document.tiers.find((one) => one.tier === tier)?.second_confirmation === true
}

async function lastReason(tx: Tx, householdId: string): Promise<string | null> {
  const [last] = await decisionsOf(tx, householdId)
  return last?.reason ?? null
}

/**
 * Confirms the proposals of several households as they were seen. Those that changed since, or need a second person, are left for a look of
 * their own and named.
 */
export async function confirmMany(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly households: readonly { readonly id: string; readonly version: number }[] },
): Promise<{
  confirmed: number
  skipped: { id: string; why: 'changed' | 'needs_second' | 'not_found' }[]
}> {
  const { scheme } = await currentScheme(tx, deps)
  const ids = input.households.map(({ id }) => id)
  const rows = await assessmentsOf(tx, ids, 'FOR UPDATE')
  const skipped: { id: string; why: 'changed' | 'needs_second' | 'not_found' }[] = []
  let confirmed = 0
  for (const { id, version } of new Map(input.households.map((one) => [one.id, one])).values()) {
    const row = rows.get(id)
    if (!row) skipped.push({ id, why: 'not_found' })
    else if (row.version !== version || row.state !== 'open') skipped.push({ id, why: 'changed' })
    else if (secondNeeded(scheme, row.proposed)) skipped.push({ id, why: 'needs_second' })
    else {
      if (tx.actor.role === 'backbone') throw new AppError('tier_first_needed')
      await settle(tx, scheme, row, { step: 'first', tier: row.proposed, reason: null })
      confirmed++
    }
  }
  return { confirmed, skipped }
}
