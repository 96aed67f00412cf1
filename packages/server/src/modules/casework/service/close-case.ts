import { CASE_ACTIONS, newIdAt, nextState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { endGrants } from '../../households/index.ts'
import { type CaseFileRow, changeCase, getCase } from '../store/cases.ts'
import {
  type ClosureState,
  closuresOfCase,
  getClosure,
  insertClosure,
  judgeClosure,
  listClosureRows,
  returnUnjudged,
} from '../store/closures.ts'
import { planOfCase } from '../store/plan.ts'
import { leaveTeam } from '../store/team.ts'
import type { CaseView, ClosureView } from './case-views.ts'
import { presentClosures } from './present-closure.ts'
import { viewCase } from './view-case.ts'

/** Proposes to close a case, with its outcome and how the household is now. Open plan items come first. */
export async function proposeClosure(
  tx: Tx,
  input: {
    readonly id: string
    readonly version: number
    readonly outcome: string
    readonly assessment: string
  },
): Promise<CaseView> {
  const file = await getCase(tx, input.id)
  const state = nextState(CASE_ACTIONS, file.state, 'propose_closure')
  if (!state) throw new AppError('action_not_possible', { state: file.state, action: 'propose_closure' })
  const open = (await planOfCase(tx, file.id)).filter(
    (item) => item.state !== 'done' && item.state !== 'cancelled',
  )
  if (open.length > 0) throw new AppError('open_work_left', { count: open.length })
  await changeCase(tx, file.id, input.version, { state })
  const id = newIdAt(tx.now)
  await insertClosure(tx, {
    id,
    case_id: file.id,
    household_id: file.household_id,
    org_path: file.org_path,
    outcome: input.outcome,
    assessment: input.assessment,
  })
  tx.ledger({
    action: 'closure.propose',
    objectKind: 'closure',
    objectId: id,
    householdId: file.household_id,
    orgPath: file.org_path,
    data: { outcome: input.outcome },
  })
  return viewCase(tx, file.id)
}

/**
 * The supervisor approves or returns a closure, never the own one. Approval ends the team's access to the household;
 * the pairing stays, since accompaniment outlasts a case (G4).
 */
export async function reviewClosure(
  tx: Tx,
  input: {
    readonly id: string
    readonly version: number
    readonly decision: 'approve' | 'return'
    readonly comment?: string | undefined
  },
): Promise<ClosureView> {
  const closure = await getClosure(tx, input.id)
  if (closure.state !== 'proposed')
    throw new AppError('action_not_possible', { state: closure.state, action: input.decision })
  if (closure.proposed_by === tx.actor.userId) throw new AppError('own_proposal')
  const file = await getCase(tx, closure.case_id)
  const approved = input.decision === 'approve'
  const state = nextState(CASE_ACTIONS, file.state, approved ? 'approve_closure' : 'return_closure')
  if (!state) throw new AppError('action_not_possible', { state: file.state, action: input.decision })
  await judgeClosure(tx, closure.id, input.version, {
    state: approved ? 'approved' : 'returned',
    comment: input.comment ?? null,
  })
  await changeCase(tx, file.id, file.version, {
    state,
    ...(approved ? { closedAt: tx.now, outcome: closure.outcome, nextContactOn: null } : {}),
  })
  tx.ledger({
    action: 'closure.review',
    objectKind: 'closure',
    objectId: closure.id,
    householdId: closure.household_id,
    orgPath: closure.org_path,
    data: { decision: input.decision, outcome: closure.outcome },
  })
  if (approved) {
    for (const item of await planOfCase(tx, file.id)) await endGrants(tx, item.id)
    await endGrants(tx, file.id)
    await leaveTeam(tx, file.id)
  }
  const [view] = await presentClosures(tx, [await getClosure(tx, closure.id)])
  if (!view) throw new AppError('not_found')
  return view
}

/** A need that is confirmed while the closure waits for its review sends it back; nobody has judged it, so no reviewer stands in it. */
export async function returnClosureForNeed(tx: Tx, file: CaseFileRow): Promise<void> {
  const state = nextState(CASE_ACTIONS, file.state, 'return_closure')
  const waiting = (await closuresOfCase(tx, file.id)).filter((one) => one.state === 'proposed')
  if (!state) throw new AppError('action_not_possible', { state: file.state, action: 'return_closure' })
  await changeCase(tx, file.id, file.version, { state })
  for (const closure of waiting) {
    await returnUnjudged(tx, closure.id, closure.version)
    tx.ledger({
      action: 'closure.return_for_need',
      objectKind: 'closure',
      objectId: closure.id,
      householdId: closure.household_id,
      orgPath: closure.org_path,
      data: { outcome: closure.outcome },
    })
  }
}

/** One page of closures in a state, the longest waiting first. */
export async function listClosures(
  tx: Tx,
  query: { readonly state: ClosureState; readonly limit: number; readonly offset: number },
): Promise<{ items: ClosureView[]; total: number }> {
  const { rows, total } = await listClosureRows(tx, query.state, query)
  return { items: await presentClosures(tx, rows), total }
}
