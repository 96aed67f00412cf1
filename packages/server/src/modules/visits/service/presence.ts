import type { Tx } from '../../../platform/db/index.ts'
import { householdHead } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import { carriersOf, notePresence } from '../store/devices.ts'

/** Says that the caller has the visit form of a household open, and who else has. Nothing is locked by it. */
export async function presence(tx: Tx, id: string) {
  const head = await householdHead(tx, id)
  const others = await notePresence(tx, head)
  const carriers = await carriersOf(tx, id)
  const staff = await staffByIds(
    tx,
    [...others, ...carriers].map(({ account_id }) => account_id),
  )
  const name = (account: string) => staff.get(account)?.name ?? ''
  tx.ledger({
    action: 'visit.presence',
    objectKind: 'household',
    objectId: id,
    householdId: id,
    orgPath: head.orgPath,
  })
  return {
    others: others.map(({ account_id, at }) => ({ name: name(account_id), at: at.toISOString() })),
    carriers: carriers.map(({ account_id, added_at }) => ({
      name: name(account_id),
      lastSeenAt: added_at.toISOString(),
    })),
  }
}
