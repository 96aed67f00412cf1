import type { Gap } from '@lastmile/contract'
import { type DismissReason, type GapState, type NeedCategory, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { factSources, householdHeads, maySeeFacts, policyName, presentTree } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { NeedFromGap, PolicyDeps } from '../deps.ts'
import { decideGap, type GapRow, getGap, listGapRows, lockGaps } from '../store.ts'

export type GapView = z.infer<typeof Gap>

/** As the reader may see them: what is protected is taken out, the rest carries its source and day. */
async function presentGaps(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  rows: readonly GapRow[],
): Promise<GapView[]> {
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const sources = await factSources(tx, [...new Set(rows.map((row) => row.household_id))])
  // What was found with the platform's reach is shown with the reader's.
  const see = maySeeFacts(tx, deps.library.facts.all)
  return rows.map((row) => ({
    id: row.id,
    householdId: row.household_id,
    householdNo: heads.get(row.household_id)?.no ?? '',
    headName: heads.get(row.household_id)?.headName ?? '',
    orgPath: row.org_path,
    orgName: units.get(row.org_path) ?? '',
    policy: row.policy,
    policyName: policyName(deps.library, row.policy),
    amountFen: row.amount_fen,
    per: row.per,
    unverified: row.unverified,
    state: row.state,
    since: row.since,
    foundAt: row.found_at.toISOString(),
    because: presentTree(
      row.because,
      see,
      (use) => sources.get(`${use.member ?? row.household_id} ${use.fact}`) ?? null,
    ),
    dismissReason: row.dismiss_reason,
    version: row.version,
  }))
}

async function gapView(tx: Tx, deps: Pick<PolicyDeps, 'library'>, id: string): Promise<GapView> {
  const [view] = await presentGaps(tx, deps, [await getGap(tx, id)])
  if (!view) throw new AppError('not_found')
  return view
}

export interface GapQuery {
  readonly under?: string | undefined
  readonly policy?: string | undefined
  readonly state: GapState
  readonly householdId?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of gaps in the actor's scope, the newest first. */
export async function listGaps(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  query: GapQuery,
): Promise<{ items: GapView[]; total: number }> {
  const { under, ...filter } = query
  const { rows, total } = await listGapRows(tx, {
    ...filter,
    scope: under === undefined ? undefined : scopeRange(under),
  })
  return { items: await presentGaps(tx, deps, rows), total }
}

const CATEGORY: Readonly<Record<string, NeedCategory>> = {
  living: 'living',
  medical: 'medical',
  education: 'schooling',
  housing: 'housing',
  employment: 'work',
  disability: 'care',
  children: 'living',
  elderly: 'care',
  temporary: 'living',
  utilities: 'living',
  legal: 'legal',
  other: 'living',
}

/** Puts a decision on a gap into the ledger. */
export function tellDecision(
  tx: Tx,
  gap: GapRow,
  action: string,
  data: Readonly<Record<string, string | null>> = {},
): void {
  tx.ledger({
    action,
    objectKind: 'gap',
    objectId: gap.id,
    householdId: gap.household_id,
    orgPath: gap.org_path,
    data: { policy: gap.policy, ...data },
  })
}

/** What whoever confirms a gap tells of the need. */
export interface Told {
  readonly rootCause?: string | undefined
  readonly urgency?: number | undefined
  readonly ownWords?: string | undefined
  readonly consent?: boolean | undefined
}

/** The need that a confirmed gap becomes, with the reason as evidence. */
export function needOfGap(deps: Pick<PolicyDeps, 'library'>, gap: GapRow, told: Told): NeedFromGap {
  return {
    ...told,
    householdId: gap.household_id,
    category: CATEGORY[deps.library.byId.get(gap.policy)?.document.category ?? ''] ?? 'living',
    title: `申请${policyName(deps.library, gap.policy).zh}`,
    sourceKind: 'gap',
    sourceId: gap.id,
    evidence: gap.because.text.zh,
  }
}

/** Confirms an open gap: it becomes a need of the household, in its case, with the reason as evidence. */
export async function confirmGap(
  tx: Tx,
  deps: PolicyDeps,
  input: Told & { readonly id: string; readonly version: number },
): Promise<{ gap: GapView; needId: string; caseId: string }> {
  const gap = await getGap(tx, input.id)
  if (gap.state !== 'open') throw new AppError('action_not_possible', { state: gap.state, action: 'confirm' })
  await decideGap(tx, gap.id, input.version, { state: 'confirmed' })
  tellDecision(tx, gap, 'gap.confirm')
  const { id: _id, version: _version, ...told } = input
  const made = await deps.confirmNeed(tx, needOfGap(deps, gap, told))
  return { gap: await gapView(tx, deps, gap.id), ...made }
}

/** Dismisses an open gap with a reason of the fixed list. */
export async function dismissGap(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  input: {
    readonly id: string
    readonly version: number
    readonly reason: DismissReason
    readonly note?: string | undefined
  },
): Promise<GapView> {
  const gap = await getGap(tx, input.id)
  if (gap.state !== 'open') throw new AppError('action_not_possible', { state: gap.state, action: 'dismiss' })
  await decideGap(tx, gap.id, input.version, {
    state: 'dismissed',
    reason: input.reason,
    note: input.note ?? null,
  })
  tellDecision(tx, gap, 'gap.dismiss', { reason: input.reason })
  return gapView(tx, deps, gap.id)
}

/** Opens a dismissed gap again. */
export async function reopenGap(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  input: { readonly id: string; readonly version: number },
): Promise<GapView> {
  const [gap] = await lockGaps(tx, [input.id])
  if (!gap) throw new AppError('not_found')
  if (gap.state !== 'dismissed' || gap.has_live_twin)
    throw new AppError('action_not_possible', { state: gap.state, action: 'reopen' })
  await decideGap(tx, gap.id, input.version, { state: 'open' })
  tellDecision(tx, gap, 'gap.reopen')
  return gapView(tx, deps, gap.id)
}
