import { newestDay, pick, type Question, standing, undo } from '@lastmile/field'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordFacts, standingByOrder } from '../../households/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import type { VisitDeps } from '../deps.ts'
import { getQuestion, isAskedAgain, type QuestionRow, saveQuestion } from '../store/questions.ts'

interface Answer {
  readonly id: string
  /** The version that the person saw; another one is refused with `question_moved`. */
  readonly version: number
  readonly reason: string
}

/**
 * States what the question says now, so that it stands above all voices, a register's too. When nothing is picked any
 * more, that is what the district's order of sources says, else the newest voice.
 */
async function stateIt(tx: Tx, deps: VisitDeps, row: QuestionRow, next: Question): Promise<void> {
  const place = { entityId: row.entity_id, fact: row.fact }
  const ordered = next.state === 'open' ? await standingByOrder(tx, place) : null
  await recordFacts(tx, deps.households, {
    id: row.household_id,
    sourceKind: 'staff',
    decides: true,
    facts: [
      {
        entityKind: row.entity_kind,
        entityId: row.entity_id,
        fact: row.fact,
        value: (ordered ?? standing(next)).value,
        validFrom: newestDay(next),
      },
    ],
  })
}

async function settle(
  tx: Tx,
  deps: VisitDeps,
  row: QuestionRow,
  next: Question,
  action: 'fact.pick' | 'fact.undo',
  reason: string,
): Promise<QuestionRow> {
  await saveQuestion(tx, row.id, row.version, next)
  await stateIt(tx, deps, row, next)
  tx.ledger({
    action,
    objectKind: 'fact_question',
    objectId: row.id,
    householdId: row.household_id,
    orgPath: row.org_path,
    data: {
      // The name of a protected fact would tell by itself.
      ...(row.sensitivity === 'protected' ? {} : { fact: `${row.entity_kind}.${row.fact}` }),
      reason,
    },
  })
  return { ...row, ...next }
}

async function decisionOf(tx: Tx, reason: string) {
  const by = (await findStaffMember(tx, tx.actor.userId))?.name ?? tx.actor.role
  return { reason, by, at: tx.now.toISOString() }
}

/** Picks one voice of a question, with a reason. Everything said stays on record. */
export async function pickAnswer(
  tx: Tx,
  deps: VisitDeps,
  input: Answer & { readonly choice: number },
): Promise<QuestionRow> {
  const row = await getQuestion(tx, input.id)
  const next =
    row.version === input.version ? pick(row, input.choice, await decisionOf(tx, input.reason)) : null
  if (!next) throw new AppError('question_moved')
  return settle(tx, deps, row, next, 'fact.pick', input.reason)
}

/** Takes a choice back: the question is open again, and what stood before stands. */
export async function undoAnswer(tx: Tx, deps: VisitDeps, input: Answer): Promise<QuestionRow> {
  const row = await getQuestion(tx, input.id)
  const next = row.version === input.version ? undo(row, await decisionOf(tx, input.reason)) : null
  if (!next || (await isAskedAgain(tx, row))) throw new AppError('question_moved')
  return settle(tx, deps, row, next, 'fact.undo', input.reason)
}
