import type { FactQuestion } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads, memberNames } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { QuestionRow } from '../store/questions.ts'

/** Questions as the API shows them, with the names of family and member. */
export async function presentQuestions(
  tx: Tx,
  rows: readonly QuestionRow[],
): Promise<z.infer<typeof FactQuestion>[]> {
  const heads = await householdHeads(
    tx,
    rows.map(({ household_id }) => household_id),
  )
  const names = await memberNames(
    tx,
    rows.filter(({ entity_kind }) => entity_kind === 'person').map(({ entity_id }) => entity_id),
  )
  const units = await unitNames(
    tx,
    rows.map(({ org_path }) => org_path),
  )
  return rows.map((row) => ({
    id: row.id,
    householdId: row.household_id,
    headName: heads.get(row.household_id)?.headName ?? '',
    orgName: units.get(row.org_path) ?? '',
    entityKind: row.entity_kind,
    entityId: row.entity_id,
    member: row.entity_kind === 'person' ? (names.get(row.entity_id) ?? '') : null,
    fact: row.fact,
    state: row.state,
    voices: [...row.voices],
    choice: row.choice,
    steps: [...row.steps],
    openedAt: row.opened_at.toISOString(),
    version: row.version,
  }))
}

/** One question as the API shows it. */
export async function presentQuestion(tx: Tx, row: QuestionRow): Promise<z.infer<typeof FactQuestion>> {
  const [view] = await presentQuestions(tx, [row])
  if (!view) throw new AppError('not_found')
  return view
}
