import type { DecidedGaps } from '@lastmile/contract'
import type { DismissReason } from '@lastmile/domain'
import type { z } from 'zod'
import type { TransactionActor, Tx } from '../../../platform/db/index.ts'
import type { Transact } from '../../../platform/operation/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { needOfGap, type Told, tellDecision } from '../service/gaps.ts'
import { decideGaps, type LockedGap, lockGaps } from '../store.ts'

/** Gaps of one transaction: locks are short, and a broken connection loses at most one of these. */
const STEP = 100

type Result = z.infer<typeof DecidedGaps>
type Outcome = Result['items'][number]['outcome']
type Item = { readonly id: string; readonly version: number }

/** One decision on many gaps. */
export type Decision =
  | { readonly kind: 'dismiss'; readonly reason: DismissReason; readonly note?: string | undefined }
  | ({ readonly kind: 'confirm' } & Told)
  | { readonly kind: 'reopen' }

const FROM = { dismiss: 'open', confirm: 'open', reopen: 'dismissed' } as const
const TO = { dismiss: 'dismissed', confirm: 'confirmed', reopen: 'open' } as const

/**
 * Takes one decision on many gaps, in transactions of a hundred, with a result for each: the ones that changed meanwhile or
 * that are not the actor's stand aside and stop nobody else. The same call again finds what is done and goes on.
 */
export async function decideMany(
  transact: Transact,
  deps: PolicyDeps,
  items: readonly Item[],
  decision: Decision,
): Promise<Result> {
  const outcomes = new Map<string, Outcome>()
  for (let from = 0; from < items.length; from += STEP) {
    const part = items.slice(from, from + STEP)
    for (const [id, outcome] of await transact((tx) => decidePart(tx, deps, part, decision)))
      outcomes.set(id, outcome)
  }
  const results = items.map(({ id }) => ({ id, outcome: outcomes.get(id) ?? 'not-found' }))
  return {
    items: results,
    decided: results.filter(({ outcome }) => outcome === 'done' || outcome === 'already').length,
  }
}

async function decidePart(
  tx: Tx,
  deps: PolicyDeps,
  items: readonly Item[],
  decision: Decision,
): Promise<Map<string, Outcome>> {
  const locked = await lockGaps(
    tx,
    items.map(({ id }) => id),
  )
  const rows = new Map(locked.map((row) => [row.id, row]))
  const outcomes = new Map(
    items.map((item) => [item.id, outcomeOf(tx.actor, rows.get(item.id), item, decision.kind)] as const),
  )
  const taken = new Set<string>()
  const due = locked.filter((row) => {
    if (outcomes.get(row.id) !== 'done') return false
    const key = `${row.household_id} ${row.policy}`
    if (decision.kind === 'reopen' && taken.has(key)) {
      outcomes.set(row.id, 'decided')
      return false
    }
    taken.add(key)
    return true
  })
  await decideGaps(
    tx,
    due.map(({ id }) => id),
    {
      state: TO[decision.kind],
      reason: decision.kind === 'dismiss' ? decision.reason : null,
      note: decision.kind === 'dismiss' ? (decision.note ?? null) : null,
    },
  )
  for (const gap of due) {
    tellDecision(
      tx,
      gap,
      `gap.${decision.kind}`,
      decision.kind === 'dismiss' ? { reason: decision.reason } : {},
    )
    if (decision.kind === 'confirm') {
      const { kind: _kind, ...told } = decision
      await deps.confirmNeed(tx, needOfGap(deps, gap, told))
    }
  }
  return outcomes
}

function outcomeOf(
  actor: TransactionActor,
  row: LockedGap | undefined,
  item: Item,
  kind: Decision['kind'],
): Outcome {
  if (!row) return 'not-found'
  if (kind === 'reopen' && row.state === 'dismissed' && row.has_live_twin) return 'decided'
  if (row.state === FROM[kind]) return row.version === item.version ? 'done' : 'changed'
  const isOwn = kind === 'reopen' || row.decided_by === actor.userId
  return row.state === TO[kind] && row.version === item.version + 1 && isOwn ? 'already' : 'decided'
}
