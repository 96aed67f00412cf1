import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHead } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { CaseworkDeps } from '../deps.ts'
import { counsellingOf, insertCounselling } from '../store/contacts.ts'

const FIELD = { table: 'counselling_note', column: 'body' } as const

/** Writes a counselling note (S3): encrypted, apart from the contact, readable by social workers and supervisors only. */
export async function writeCounselling(
  tx: Tx,
  deps: CaseworkDeps,
  input: { readonly householdId: string; readonly body: string },
): Promise<{ id: string }> {
  const household = await householdHead(tx, input.householdId)
  const id = newIdAt(tx.now)
  await insertCounselling(tx, {
    id,
    by_id: tx.actor.userId,
    at: tx.now,
    body: deps.keys.encrypt({ ...FIELD, rowId: id }, input.body),
    householdId: household.id,
    orgPath: household.orgPath,
  })
  tx.ledger({
    action: 'counselling.write',
    objectKind: 'counselling_note',
    objectId: id,
    householdId: household.id,
    orgPath: household.orgPath,
  })
  return { id }
}

/** The counselling notes of a household; that they were read stands in the ledger. */
export async function readCounselling(
  tx: Tx,
  deps: CaseworkDeps,
  input: { readonly householdId: string },
): Promise<{ id: string; at: string; by: string; body: string }[]> {
  const household = await householdHead(tx, input.householdId)
  const rows = await counsellingOf(tx, household.id)
  tx.ledger({
    action: 'counselling.read',
    objectKind: 'household',
    objectId: household.id,
    householdId: household.id,
    orgPath: household.orgPath,
    data: { notes: rows.length },
  })
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.by_id),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: staff.get(row.by_id)?.name ?? '',
    body: deps.keys.decrypt({ ...FIELD, rowId: row.id }, row.body),
  }))
}
