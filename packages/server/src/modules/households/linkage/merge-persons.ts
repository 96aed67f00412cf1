import { legalDateAt, newIdAt } from '@lastmile/domain'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { restateFacts } from '../facts/restate.ts'
import { personTokens, type TokenRow } from '../search/tokens.ts'
import { endMembership } from '../service/end-membership.ts'
import { lockHouseholds } from '../store/facts.ts'
import { touchHouseholds } from '../store/households.ts'
import { insertTokens } from '../store/tokens.ts'
import { carryNumbers, settleByNumber } from './carry-numbers.ts'
import {
  copyStatements,
  insertMerge,
  type MembershipShot,
  markMerged,
  membershipShots,
  receiptsToKept,
  type UndoShot,
} from './merge-store.ts'
import { decidePair, lockPair, type SideRow, sidesOf } from './store.ts'

export interface MergeInput {
  readonly id: string
  readonly keep: 'one' | 'other'
  readonly reason?: string | undefined
  readonly version: number
}

/** The district of the caller: consequences of a merge are the platform's, whoever decided. */
export function rootOf(tx: Tx): string {
  return tx.actor.orgPath.slice(0, tx.actor.orgPath.indexOf('/') + 1)
}

/**
 * Makes two records one person: one stands from now on, with what was stated of the other as statements of its own; the
 * other leaves its household. A number or phone that only the other had goes with them. All of it can be undone. The caller must see both (the pair is theirs to decide).
 */
export async function mergePersons(
  tx: Tx,
  deps: HouseholdDeps,
  input: MergeInput,
): Promise<{ mergeId: string }> {
  const pair = await lockPair(tx, input.id, input.version)
  const [keptId, goneId] = input.keep === 'one' ? [pair.one_id, pair.other_id] : [pair.other_id, pair.one_id]
  const mergeId = newIdAt(tx.now)
  await asSystem(tx, rootOf(tx), async () => {
    const sides = await sidesOf(tx, [keptId, goneId])
    const [kept, gone] = [sides.get(keptId), sides.get(goneId)]
    if (!kept || !gone) throw new AppError('not_found')
    if (kept.merged_into !== null || gone.merged_into !== null)
      throw new AppError('action_not_possible', { state: 'merged', action: 'merge' })
    await lockHouseholds(tx, [kept.household_id, gone.household_id])
    const undo = await join(tx, deps, mergeId, kept, gone)
    await insertMerge(tx, {
      ...{ id: mergeId, pair_id: pair.id, kept_id: kept.id, gone_id: gone.id, org_path: pair.org_path },
      ...{
        kept_household: kept.household_id,
        gone_household: gone.household_id,
        undo,
        reason: input.reason ?? null,
      },
    })
    await tellBoth(tx, 'person.merge', { mergeId, kept, gone })
  })
  await decidePair(tx, pair.id, 'merged', input.reason ?? null)
  const householdIds = await asSystem(tx, rootOf(tx), async () => {
    const sides = await sidesOf(tx, [keptId, goneId])
    return [...new Set([...sides.values()].map(({ household_id }) => household_id))]
  })
  await deps.events.emit(tx, { kind: 'facts.changed', householdIds })
  return { mergeId }
}

/** Carries the statements over, ends the membership, and notes what it takes to put everything back. */
async function join(
  tx: Tx,
  deps: HouseholdDeps,
  mergeId: string,
  kept: SideRow,
  gone: SideRow,
): Promise<UndoShot> {
  const carried = await carryNumbers(tx, deps, kept, gone)
  const settled = kept.id_number_masked === null ? [] : ['birth_date', 'sex']
  const facts = await copyStatements(tx, { mergeId, kept, goneId: gone.id, without: settled })
  const place = { household_id: kept.household_id, org_path: kept.org_path }
  await restateFacts(
    tx,
    deps,
    facts.map((fact) => ({ entity_kind: 'person' as const, entity_id: kept.id, fact, ...place })),
  )
  if (carried?.id) await settleByNumber(tx, deps, kept, carried.id)
  const receipts = await receiptsToKept(tx, gone.id, { person_id: kept.id, ...place })
  const before = await membershipShots(tx, gone.household_id)
  const open = before.memberships.find(({ person_id, to_date }) => person_id === gone.id && to_date === null)
  if (open) {
    const toDate = legalDateAt(tx.now)
    await endMembership(tx, deps, { id: gone.household_id, personId: gone.id, toDate, reason: 'merged' })
  }
  const known = new Set(before.memberships.map(({ id }) => id))
  const added = (await membershipShots(tx, gone.household_id)).memberships
    .filter(({ id }: MembershipShot) => !known.has(id))
    .map(({ id }) => id)
  await markMerged(tx, gone.id, kept.id)
  const names = kept.name === gone.name ? [] : nameTokensOf(deps, kept, gone.name)
  const tokens = [...names, ...(carried?.tokens ?? [])]
  await insertTokens(tx, tokens)
  await touchHouseholds(tx, [kept.household_id])
  return { ...before, added, receipts, tokens, ...(carried ? { carried: carried.shot } : {}) }
}

function nameTokensOf(deps: HouseholdDeps, kept: SideRow, name: string): TokenRow[] {
  const place = { personId: kept.id, householdId: kept.household_id, orgPath: kept.org_path }
  const own = new Set(
    personTokens(deps.keys, place, { name: kept.name, idNumber: null, phone: null }).map(
      ({ kind, token }) => `${kind} ${token}`,
    ),
  )
  return personTokens(deps.keys, place, { name, idNumber: null, phone: null }).filter(
    ({ kind, token }) => !own.has(`${kind} ${token}`),
  )
}

/** One entry on the thread of each household. */
export async function tellBoth(
  tx: Tx,
  action: 'person.merge' | 'person.unmerge',
  { mergeId, kept, gone }: { readonly mergeId: string; readonly kept: SideRow; readonly gone: SideRow },
): Promise<void> {
  const both = new Map([kept, gone].map((side) => [side.household_id, side.org_path]))
  for (const [householdId, orgPath] of both) {
    tx.ledger({
      action,
      objectKind: 'person',
      objectId: kept.id,
      householdId,
      orgPath,
      data: { merge: mergeId, gone: gone.id, stays: householdId === kept.household_id },
    })
  }
}
