import { type NeedSource, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHead } from '../../households/index.ts'
import type { NeedsDeps } from '../deps.ts'
import { insertNeed, putNeedInCase } from '../store.ts'

/** A need as somebody confirms it. */
export interface ConfirmedNeed {
  readonly householdId: string
  readonly category: string
  readonly kind?: string | undefined
  readonly title: string
  readonly sourceKind: NeedSource
  readonly sourceId?: string | null | undefined
  readonly evidence?: string | null | undefined
  readonly rootCause?: string | undefined
  readonly urgency?: number | undefined
  readonly ownWords?: string | null | undefined
  readonly wish?: string | null | undefined
  readonly consent?: boolean | null | undefined
}

/**
 * Confirms a need (服务需求) of a household and puts it into the household's open case, opening one when there is none
 * (mandate D1, D4). Whoever confirms it stands in the ledger.
 */
export async function confirmNeed(
  tx: Tx,
  deps: NeedsDeps,
  input: ConfirmedNeed,
): Promise<{ needId: string; caseId: string }> {
  const household = await householdHead(tx, input.householdId)
  const needId = newIdAt(tx.now)
  await insertNeed(tx, {
    id: needId,
    household_id: household.id,
    org_path: household.orgPath,
    case_id: null,
    category: input.category,
    kind: input.kind ?? null,
    title: input.title,
    source_kind: input.sourceKind,
    source_id: input.sourceId ?? null,
    evidence: input.evidence ?? null,
    root_cause: input.rootCause ?? 'unknown',
    urgency: input.urgency ?? 2,
    own_words: input.ownWords ?? null,
    wish: input.wish ?? null,
    consent: input.consent ?? null,
    confirmed_by: tx.actor.userId,
    confirmed_at: tx.now,
  })
  tx.ledger({
    action: 'need.confirm',
    objectKind: 'need',
    objectId: needId,
    householdId: household.id,
    orgPath: household.orgPath,
    data: { title: input.title, category: input.category, source: input.sourceKind },
  })
  const caseId = await deps.openCase(tx, {
    householdId: household.id,
    orgPath: household.orgPath,
    needId,
  })
  await putNeedInCase(tx, needId, caseId)
  return { needId, caseId }
}
