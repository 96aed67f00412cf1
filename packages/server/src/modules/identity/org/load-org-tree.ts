import { legalDateAt, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { endUnitsOutside, upsertUnits } from '../store/units.ts'
import type { PlannedUnit } from './org-file.ts'

/**
 * Brings the org tree to what the district's file says. The same file again changes nothing; a unit that the file no
 * longer names is closed today, not removed. Runs as the system.
 * @returns how many units were written.
 */
export async function loadOrgTree(tx: Tx, tree: readonly PlannedUnit[]): Promise<number> {
  const root = tree[0]
  if (!root) return 0
  const written = await upsertUnits(
    tx,
    tree.map((planned) => ({ ...planned, id: newIdAt(tx.now) })),
  )
  const ended = await endUnitsOutside(
    tx,
    root.path,
    tree.map(({ path }) => path),
    legalDateAt(tx.now),
  )
  if (written + ended > 0) {
    tx.ledger({
      action: 'org.load',
      objectKind: 'org',
      objectId: root.path,
      orgPath: root.path,
      data: { written, ended },
    })
  }
  return written + ended
}
