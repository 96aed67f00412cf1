import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** Opens a household to somebody outside its area: to an account, or to all managers of an organisation. */
export interface Grant {
  readonly householdId: string
  readonly orgPath: string
  readonly to: { readonly accountId: string } | { readonly organisationPath: string }
  readonly reason: 'case_team' | 'hand_over' | 'own_household'
  /** The case or plan item that it rests on. */
  readonly refId: string | null
}

/** Grants a household; the same grant twice stays one. Row-level security opens the household from then on. */
export async function grantHousehold(tx: Tx, grant: Grant): Promise<void> {
  const accountId = 'accountId' in grant.to ? grant.to.accountId : null
  const organisationPath = 'organisationPath' in grant.to ? grant.to.organisationPath : null
  await tx.execute(
    `INSERT INTO household_grant (id, household_id, org_path, account_id, organisation_path, reason, ref_id, from_at, granted_by)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
     WHERE NOT EXISTS (
       SELECT 1 FROM household_grant WHERE household_id = $2 AND until_at IS NULL AND reason = $6
         AND ref_id IS NOT DISTINCT FROM $7::uuid AND account_id IS NOT DISTINCT FROM $4::uuid
         AND organisation_path IS NOT DISTINCT FROM $5::text)`,
    [
      newIdAt(tx.now),
      grant.householdId,
      grant.orgPath,
      accountId,
      organisationPath,
      grant.reason,
      grant.refId,
      tx.now,
      tx.actor.userId || null,
    ],
  )
}

/** Ends the grants that rest on a case or plan item (all of them, or those of one account). */
export async function endGrants(tx: Tx, refId: string, accountId?: string): Promise<void> {
  await tx.execute(
    `UPDATE household_grant SET until_at = $2 WHERE ref_id = $1 AND until_at IS NULL
     AND ($3::uuid IS NULL OR account_id = $3)`,
    [refId, tx.now, accountId ?? null],
  )
}

/** Who has a live grant on some households: accounts by household id. */
export async function grantedAccounts(
  tx: Tx,
  householdIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.query<{ household_id: string; account_id: string }>(
    `SELECT household_id, account_id FROM household_grant
     WHERE household_id = ANY ($1::uuid[]) AND account_id IS NOT NULL AND until_at IS NULL`,
    [householdIds],
  )
  const granted = new Map<string, Set<string>>()
  for (const { household_id, account_id } of rows)
    granted.set(household_id, (granted.get(household_id) ?? new Set()).add(account_id))
  return granted
}
