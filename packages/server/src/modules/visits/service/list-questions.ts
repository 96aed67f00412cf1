import type { FactQuestion } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { listQuestions } from '../store/questions.ts'
import { presentQuestions } from './present-question.ts'

/** Questions in the actor's scope, the newest first; the households shown stand in the ledger as read. */
export async function questionsInScope(
  tx: Tx,
  asked: {
    readonly state: 'open' | 'settled'
    readonly householdId?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: z.infer<typeof FactQuestion>[]; total: number }> {
  const { rows, total } = await listQuestions(tx, asked)
  recordReads(
    tx,
    rows.map((row) => ({ id: row.household_id, orgPath: row.org_path })),
    'questions',
  )
  return { items: await presentQuestions(tx, rows), total }
}
