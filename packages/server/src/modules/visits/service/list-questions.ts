import type { FactQuestion } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { countQuestions, listQuestions, type QuestionFilter } from '../store/questions.ts'
import { presentQuestions } from './present-question.ts'

/** Questions in the actor's scope; the households shown stand in the ledger as read. */
export async function questionsInScope(
  tx: Tx,
  asked: QuestionFilter & { readonly limit: number; readonly offset: number },
): Promise<{ items: z.infer<typeof FactQuestion>[]; total: number }> {
  const { rows, total } = await listQuestions(tx, asked)
  recordReads(
    tx,
    rows.map((row) => ({ id: row.household_id, orgPath: row.org_path })),
    'questions',
  )
  return { items: await presentQuestions(tx, rows), total }
}

/** How many questions are open, and about which facts. Counts only: nobody is read. */
export async function summariseQuestions(tx: Tx, { under }: { readonly under?: string | undefined }) {
  const facts = await countQuestions(tx, under)
  return {
    open: facts.reduce((sum, { open }) => sum + open, 0),
    facts: facts.map(({ entity_kind, fact, open }) => ({ entityKind: entity_kind, fact, open })),
  }
}
