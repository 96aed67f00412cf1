import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A row of `case_member`. */
export interface CaseMemberRow {
  readonly id: string
  readonly case_id: string
  readonly account_id: string
  readonly part: 'advisor' | 'worker' | 'supervisor'
}

/** Puts somebody into the team of a case; already there in that part: nothing happens. */
export async function joinTeam(
  tx: Tx,
  member: {
    readonly caseId: string
    readonly householdId: string
    readonly orgPath: string
    readonly accountId: string
    readonly part: CaseMemberRow['part']
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO case_member (id, case_id, household_id, org_path, account_id, part, from_at)
     SELECT $1, $2, $3, $4, $5, $6, $7
     WHERE NOT EXISTS (SELECT 1 FROM case_member WHERE case_id = $2 AND account_id = $5 AND part = $6 AND until_at IS NULL)`,
    [
      newIdAt(tx.now),
      member.caseId,
      member.householdId,
      member.orgPath,
      member.accountId,
      member.part,
      tx.now,
    ],
  )
}

/** Ends memberships of a case: all of them, or those in one part. */
export async function leaveTeam(tx: Tx, caseId: string, part?: CaseMemberRow['part']): Promise<void> {
  await tx.execute(
    'UPDATE case_member SET until_at = $2 WHERE case_id = $1 AND until_at IS NULL AND ($3::text IS NULL OR part = $3)',
    [caseId, tx.now, part ?? null],
  )
}

/** The present team of a case. */
export async function teamOf(tx: Tx, caseId: string): Promise<CaseMemberRow[]> {
  return tx.query<CaseMemberRow>(
    'SELECT id, case_id, account_id, part FROM case_member WHERE case_id = $1 AND until_at IS NULL ORDER BY from_at',
    [caseId],
  )
}
