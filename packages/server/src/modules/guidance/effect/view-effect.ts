import type { EffectRows, EffectTable } from '@lastmile/contract'
import { ancestry, legalDateAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { firstReceiptDays, receivingCounts } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import { confirmedGaps, effectCounts, guardedSum, roundedCount } from '../../policies/index.ts'
import type { GuidanceDeps } from '../deps.ts'

type Row = z.infer<typeof EffectRows>[number]
type Sums = Omit<Row, 'policy' | 'unit' | 'days'> & { days: number[] }

/** A quantile of sorted numbers, between neighbours by their distance (Hyndman and Fan, type 7). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

function daysOf(days: readonly number[]): Row['days'] {
  if (days.length === 0) return null
  const sorted = days.toSorted((a, b) => a - b)
  return {
    count: sorted.length,
    q1: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    q3: quantile(sorted, 0.75),
  }
}

/**
 * What policies come to (政策效果), within the actor's scope: by policy, or for one policy by the units below. Days run
 * from the day on which a person confirmed the gap to the first day of the benefit.
 */
export async function viewEffect(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly under?: string | undefined; readonly policy?: string | undefined },
): Promise<z.infer<typeof EffectTable>> {
  return { rows: await effectRows(tx, deps, input), guarded: await guardedEffect(tx, input) }
}

/** Policies that rest on a protected fact, as one rounded sum; null where there is none to give. */
async function guardedEffect(
  tx: Tx,
  input: { readonly under?: string | undefined; readonly policy?: string | undefined },
): Promise<z.infer<typeof EffectTable>['guarded']> {
  if (input.policy !== undefined) return null
  const { orgPath } = tx.actor
  return guardedSum(tx, input.under, async (policies) => {
    const range = { ...scopeRange(orgPath), depth: ancestry(orgPath).length }
    const receiving = await receivingCounts(tx, { ...range, day: legalDateAt(tx.now) })
    const counts = (await effectCounts(tx, range)).filter(({ policy }) => policies.has(policy))
    const sum = (numbers: readonly number[]) => roundedCount(numbers.reduce((all, one) => all + one, 0))
    return {
      receiving: sum(receiving.filter(({ policy }) => policies.has(policy)).map((one) => one.households)),
      entitled: sum(counts.map((one) => one.entitled)),
      open: sum(counts.map((one) => one.open)),
      confirmed: sum(counts.map((one) => one.confirmed)),
      waiting: sum(counts.map((one) => one.waiting)),
      dismissed: sum(counts.flatMap((one) => Object.values(one.dismissed))),
    }
  })
}

async function effectRows(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly under?: string | undefined; readonly policy?: string | undefined },
): Promise<Row[]> {
  const under = input.under ?? tx.actor.orgPath
  const range = { ...scopeRange(under), depth: ancestry(under).length + (input.policy === undefined ? 0 : 1) }
  const rows = new Map<string, Sums & { readonly policy: string; readonly path: string }>()
  const sums = (policy: string, path: string) => {
    const key = `${policy} ${path}`
    const known = rows.get(key)
    if (known) return known
    const fresh = {
      policy,
      path,
      receiving: 0,
      entitled: 0,
      open: 0,
      confirmed: 0,
      waiting: 0,
      dismissed: {} as Record<string, number>,
      days: [] as number[],
    }
    rows.set(key, fresh)
    return fresh
  }
  const wanted = (policy: string) => input.policy === undefined || policy === input.policy
  for (const one of await receivingCounts(tx, { ...range, day: legalDateAt(tx.now) }))
    if (wanted(one.policy)) sums(one.policy, one.unit).receiving = one.households
  for (const { policy, unit, ...counts } of await effectCounts(tx, range))
    if (wanted(policy)) Object.assign(sums(policy, unit), counts)
  const confirmed = (await confirmedGaps(tx, range)).filter((gap) => wanted(gap.policy))
  const arrived = await firstReceiptDays(tx, confirmed)
  for (const [index, gap] of confirmed.entries()) {
    const day = arrived[index]
    if (day) sums(gap.policy, gap.unit).days.push((Date.parse(day) - Date.parse(gap.since)) / 86_400_000)
  }
  const units = await unitNames(
    tx,
    [...rows.values()].map((row) => row.path),
  )
  return [...rows.values()]
    .map(({ path, days, policy, ...counts }) => ({
      ...counts,
      policy: { id: policy, name: deps.policyName(policy) },
      unit: { path, name: units.get(path) ?? '' },
      days: daysOf(days),
    }))
    .sort((a, b) => b.open - a.open || b.entitled - a.entitled || a.unit.path.localeCompare(b.unit.path))
}
