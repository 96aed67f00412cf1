import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

export type AssessmentState = 'open' | 'second' | 'settled'

/** A row of `assessment`. */
export interface AssessmentRow {
  readonly household_id: string
  readonly org_path: string
  readonly scheme_hash: string
  readonly legal_date: string
  readonly size: number
  readonly kind: string
  readonly deprived: number
  readonly unknown: number
  readonly inapplicable: number
  readonly floor: number
  readonly overrides: number
  readonly lower: number
  readonly upper: number
  readonly proposed: number
  readonly possible: number
  readonly firmness: 'firm' | 'fair' | 'loose'
  readonly ask: string | null
  readonly move: string | null
  readonly state: AssessmentState
  readonly tier: number | null
  readonly decided_on: number | null
  readonly due_on: string | null
  readonly version: number
}

/** What a reckoning writes; the decision columns come from the row before. */
export type ReckonedRow = Omit<AssessmentRow, 'version' | 'legal_date' | 'due_on' | 'decided_on'>

const COLUMNS = `household_id, org_path, scheme_hash, legal_date::text AS legal_date, size, kind, deprived, unknown, inapplicable, floor,
  overrides, lower, upper, proposed, possible, firmness, ask, move, state, tier, decided_on, due_on::text AS due_on, version`

export async function assessmentsOf(
  tx: Tx,
  householdIds: readonly string[],
  lock: '' | 'FOR UPDATE' = '',
): Promise<Map<string, AssessmentRow>> {
  const rows = await tx.query<AssessmentRow & { [column: string]: unknown }>(
    `SELECT ${COLUMNS} FROM assessment WHERE household_id = ANY ($1::uuid[]) ORDER BY household_id ${lock}`,
    [householdIds],
  )
  return new Map(rows.map((row) => [row.household_id, row]))
}

/** Writes reckonings; the version goes up only where something is another. */
export async function writeAssessments(tx: Tx, day: string, rows: readonly ReckonedRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `INSERT INTO assessment (household_id, org_path, scheme_hash, legal_date, at, size, kind, deprived, unknown, inapplicable, floor, overrides,
       lower, upper, proposed, possible, firmness, ask, move, state, tier)
     SELECT r.household_id, r.org_path, r.scheme_hash, $2::date, $3, r.size, r.kind, r.deprived, r.unknown, r.inapplicable, r.floor, r.overrides,
       r.lower, r.upper, r.proposed, r.possible, r.firmness, r.ask, r.move, r.state, r.tier
     FROM jsonb_to_recordset($1::jsonb) AS r(household_id uuid, org_path text, scheme_hash text, size int, kind text, deprived int, unknown int,
       inapplicable int, floor smallint, overrides int, lower real, upper real, proposed smallint, possible smallint, firmness text, ask text,
       move text, state text, tier smallint)
     ON CONFLICT (household_id) DO UPDATE SET
       scheme_hash = excluded.scheme_hash, legal_date = excluded.legal_date, at = excluded.at, size = excluded.size, kind = excluded.kind,
       deprived = excluded.deprived, unknown = excluded.unknown, inapplicable = excluded.inapplicable, floor = excluded.floor,
       overrides = excluded.overrides, lower = excluded.lower, upper = excluded.upper, proposed = excluded.proposed,
       possible = excluded.possible, firmness = excluded.firmness, ask = excluded.ask, move = excluded.move, state = excluded.state,
       version = assessment.version + CASE WHEN (assessment.deprived, assessment.unknown, assessment.floor, assessment.proposed, assessment.state)
         IS DISTINCT FROM (excluded.deprived, excluded.unknown, excluded.floor, excluded.proposed, excluded.state) THEN 1 ELSE 0 END`,
    [JSON.stringify(rows), day, tx.now],
  )
}

/** Puts a decision into the row that was seen at `version`. Throws `version_conflict`. */
export async function decideRow(
  tx: Tx,
  input: {
    readonly householdId: string
    readonly version: number
    readonly state: AssessmentState
    readonly tier: number
    readonly decidedOn: number
    readonly dueOn: string | null
  },
): Promise<void> {
  const written = await tx.execute(
    `UPDATE assessment SET state = $3, tier = $4, decided_on = $5, due_on = $6::date, version = version + 1
     WHERE household_id = $1 AND version = $2`,
    [input.householdId, input.version, input.state, input.tier, input.decidedOn, input.dueOn],
  )
  if (written === 0) throw new AppError('version_conflict')
}

/** A row of `tier_decision`. */
export interface DecisionRow {
  readonly id: string
  readonly at: Date
  readonly by_id: string
  readonly step: 'first' | 'second'
  readonly proposed: number
  readonly tier: number
  readonly reason: string | null
  readonly settled: boolean
  readonly deprived: number
  readonly lower: number
  readonly scheme_hash: string
}

export async function insertDecision(
  tx: Tx,
  row: AssessmentRow,
  decision: Pick<DecisionRow, 'id' | 'step' | 'tier' | 'reason' | 'settled'>,
  day: string,
): Promise<void> {
  await tx.execute(
    `INSERT INTO tier_decision (id, household_id, org_path, at, legal_date, by_id, step, proposed, tier, reason, settled, scheme_hash,
       deprived, unknown, inapplicable, lower, upper)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      decision.id,
      row.household_id,
      row.org_path,
      tx.now,
      day,
      tx.actor.userId,
      decision.step,
      row.proposed,
      decision.tier,
      decision.reason,
      decision.settled,
      row.scheme_hash,
      row.deprived,
      row.unknown,
      row.inapplicable,
      row.lower,
      row.upper,
    ],
  )
}

/** Decisions on a household's tier, the newest first. */
export async function decisionsOf(tx: Tx, householdId: string): Promise<DecisionRow[]> {
  return tx.query<DecisionRow & { [column: string]: unknown }>(
    `SELECT id, at, by_id, step, proposed, tier, reason, settled, deprived, lower, scheme_hash FROM tier_decision
     WHERE household_id = $1 ORDER BY at DESC, id DESC LIMIT 50`,
    [householdId],
  )
}
