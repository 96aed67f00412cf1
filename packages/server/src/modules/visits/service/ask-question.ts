import { newIdAt } from '@lastmile/domain'
import { addVoice, ask, type Question, type Voice } from '@lastmile/field'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { type FactStanding, householdHead, lastWords, mayReadFact } from '../../households/index.ts'
import type { VisitDeps } from '../deps.ts'
import { insertQuestion, openQuestionsOf, type QuestionRow } from '../store/questions.ts'

/** A fact of a household or of one of its members. */
export interface Asked {
  readonly household: { readonly id: string; readonly orgPath: string }
  readonly entityKind: 'household' | 'person'
  readonly entityId: string
  readonly fact: string
}

export function voiceOf({ entityId: _, fact: __, ...voice }: FactStanding): Voice {
  return voice
}

/** Opens a question and says so in the thread. Throws `permission_denied` for a fact that the actor may not read. */
export async function openQuestion(
  tx: Tx,
  deps: VisitDeps,
  asked: Asked,
  question: Question,
): Promise<QuestionRow> {
  const { household, entityKind, entityId, fact } = asked
  const sensitivity = deps.households.facts[entityKind].get(fact)?.sensitivity ?? 'sensitive'
  if (!mayReadFact(tx.actor, sensitivity)) throw new AppError('permission_denied')
  const row: QuestionRow = {
    ...question,
    id: newIdAt(tx.now),
    household_id: household.id,
    org_path: household.orgPath,
    entity_kind: entityKind,
    entity_id: entityId,
    fact,
    sensitivity,
    opened_at: tx.now,
  }
  await insertQuestion(tx, row)
  tx.ledger({
    action: 'fact.ask',
    objectKind: 'fact_question',
    objectId: row.id,
    householdId: household.id,
    orgPath: household.orgPath,
    // The name of a protected fact would tell by itself.
    data: sensitivity === 'protected' ? {} : { fact: `${entityKind}.${fact}` },
  })
  return row
}

/** What departments and the resident last said, where it is something that no voice says yet: they stand beside the others. */
export async function withLastWords(tx: Tx, asked: Asked, question: Question): Promise<Question> {
  const words = await lastWords(tx, { householdId: asked.household.id, ...asked })
  return words
    .filter(({ sourceKind }) => sourceKind === 'import' || sourceKind === 'resident')
    .filter(({ value }) => !question.voices.some((voice) => voice.value === value))
    .reduce((all, word) => ({ ...addVoice(all, voiceOf(word)), version: question.version }), question)
}

/**
 * Has a person settle a fact of which sources say different things: the last word of each source is a voice. A question
 * that is open already is given back as it is. Throws `action_not_possible` where all say the same.
 */
export async function askQuestion(
  tx: Tx,
  deps: VisitDeps,
  input: { readonly householdId: string; readonly entityId: string; readonly fact: string },
): Promise<QuestionRow> {
  const household = await householdHead(tx, input.householdId)
  recordReads(tx, [household], 'questions')
  const [kind, fact = ''] = input.fact.split('.')
  const entityKind = kind === 'household' ? ('household' as const) : ('person' as const)
  const open = await openQuestionsOf(tx, household.id)
  const known = open.find((row) => row.entity_id === input.entityId && row.fact === fact)
  if (known) return known
  const asked: Asked = { household, entityKind, entityId: input.entityId, fact }
  const words = await lastWords(tx, { householdId: household.id, entityId: input.entityId, fact })
  const [first, ...others] = words.map(voiceOf)
  const second = others.find(({ value }) => value !== first?.value)
  if (!first || !second) throw new AppError('action_not_possible', { state: 'agreed', action: 'ask' })
  const all = others.reduce(
    (question, voice) => ({ ...addVoice(question, voice), version: 1 }),
    ask(first, second),
  )
  return openQuestion(tx, deps, asked, all)
}
