import { setImmediate as turn } from 'node:timers/promises'
import { legalDateAt, newIdAt } from '@lastmile/domain'
import { type Library, screenHousehold } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { householdHeads, presentTree, readHouseholdFiles, readOpenReceipts } from '../../households/index.ts'
import { keepSnapshot } from '../snapshots.ts'
import { type Ahead, householdOn, lookAhead } from './look-ahead.ts'
import { type NewAnnouncement, writeAnnouncements } from './store.ts'

/**
 * Announces what some households will gain or lose within ninety days, with the platform's reach below `orgPath`, in this
 * transaction. A household that cannot be read keeps what it had.
 */
export async function announce(
  tx: Tx,
  library: Library,
  ids: readonly string[],
  orgPath: string,
): Promise<number> {
  const today = legalDateAt(tx.now)
  return asSystem(tx, orgPath, async () => {
    const heads = await householdHeads(tx, ids)
    const files = await readHouseholdFiles(tx, { facts: library.facts }, ids, today)
    const receipts = await readOpenReceipts(tx, ids, today)
    const read: string[] = []
    const found: NewAnnouncement[] = []
    for (const [id, file] of files) {
      const head = heads.get(id)
      if (!head || !file.ok) continue
      await turn()
      read.push(id)
      for (const ahead of lookAhead(library, file.household, receipts.get(id) ?? [], today)) {
        const { because, per } = reasonOf(library, file.household, ahead)
        found.push({ id: newIdAt(tx.now), householdId: id, orgPath: head.orgPath, because, per, ...ahead })
      }
    }
    await writeAnnouncements(tx, read, found, await keepSnapshot(tx, library))
    return found.length
  })
}

/** The reasons on the day itself. */
function reasonOf(
  library: Library,
  household: Parameters<typeof screenHousehold>[1],
  ahead: Ahead,
): Pick<NewAnnouncement, 'because' | 'per'> {
  const known = library.byId.has(ahead.policy)
  const result = known
    ? screenHousehold(library, householdOn(household, ahead.day), ahead.day, {
        policies: [ahead.policy],
        ask: false,
      }).results[0]
    : undefined
  if (!result) return { because: { text: { zh: '', en: '' }, value: null }, per: null }
  const because = presentTree(
    result.because,
    () => true,
    () => null,
  )
  return { because, per: result.amount?.per ?? null }
}
