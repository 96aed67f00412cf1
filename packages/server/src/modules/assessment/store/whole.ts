import type { Tx } from '../../../platform/db/index.ts'
import { mayReadFact } from '../../households/index.ts'
import type { AssessmentRow } from './assessments.ts'

/** Where a household stands by all that is known of it. */
export type WholeRow = Pick<
  AssessmentRow,
  | 'household_id'
  | 'org_path'
  | 'deprived'
  | 'unknown'
  | 'inapplicable'
  | 'floor'
  | 'overrides'
  | 'lower'
  | 'upper'
  | 'proposed'
  | 'possible'
  | 'firmness'
  | 'ask'
  | 'move'
>

const STANDING =
  'deprived, unknown, inapplicable, floor, overrides, lower, upper, proposed, possible, firmness, ask, move'

/** Writes where households stand by all that is known; the platform's alone. */
export async function writeWhole(tx: Tx, rows: readonly WholeRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `INSERT INTO assessment_whole (household_id, org_path, ${STANDING})
     SELECT household_id, org_path, ${STANDING} FROM jsonb_to_recordset($1::jsonb) AS r(household_id uuid, org_path text, deprived int, unknown int,
       inapplicable int, floor smallint, overrides int, lower real, upper real, proposed smallint, possible smallint, firmness text, ask text, move text)
     ON CONFLICT (household_id) DO UPDATE SET deprived = excluded.deprived, unknown = excluded.unknown, inapplicable = excluded.inapplicable,
       floor = excluded.floor, overrides = excluded.overrides, lower = excluded.lower, upper = excluded.upper, proposed = excluded.proposed,
       possible = excluded.possible, firmness = excluded.firmness, ask = excluded.ask, move = excluded.move`,
    [JSON.stringify(rows)],
  )
}

/**
 * The rows of `assessment` as the actor may see them: with the whole standing for those who may read protected facts, else with the open one.
 * A table expression for a FROM clause.
 */
export function standingSeen(tx: Tx): string {
  if (!mayReadFact(tx.actor, 'protected')) return 'assessment'
  const of = STANDING.split(', ').map((column) => `w.${column}`)
  return `(SELECT a.household_id, a.org_path, a.scheme_hash, a.size, a.kind, a.state, a.tier, a.due_on, a.version, ${of.join(', ')}
    FROM assessment a JOIN assessment_whole w ON w.household_id = a.household_id) seen`
}

/** Where a household stands by all that is known, for those who may see it; null for everybody else. */
export async function wholeOf(tx: Tx, householdId: string): Promise<WholeRow | null> {
  const [row] = await tx.query<WholeRow & { [column: string]: unknown }>(
    `SELECT household_id, org_path, ${STANDING} FROM assessment_whole WHERE household_id = $1`,
    [householdId],
  )
  return row ?? null
}
