import { isWithin } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { grantedAccounts, type HouseholdHead } from '../../households/index.ts'
import { cadresOf, staffByIds } from '../../identity/index.ts'
import { openByOwner } from '../store/signals.ts'

/** Hands out signals: to the paired advisor, else to the cadre of the place who has fewest; null where there is none. */
export interface Owners {
  ownerOf(head: HouseholdHead, guarded: boolean): string | null
}

/** Who may be given what in some households. A guarded signal goes to a social worker, or waits for the supervision. */
export async function ownersOf(tx: Tx, heads: readonly HouseholdHead[]): Promise<Owners> {
  const advisors = await staffByIds(
    tx,
    heads.map(({ advisorId }) => advisorId),
  )
  const cadres = await cadresOf(tx, [...new Set(heads.map(({ orgPath }) => orgPath))])
  const load = await openByOwner(
    tx,
    cadres.map(({ id }) => id),
  )
  const granted = await grantedAccounts(
    tx,
    heads.map(({ id }) => id),
  )
  const byPlace = Map.groupBy(cadres, ({ orgPath }) => orgPath)
  return {
    ownerOf: (head, guarded) => {
      const advisor = head.advisorId === null ? undefined : advisors.get(head.advisorId)
      const isWorker = advisor?.role === 'social_worker'
      const reaches =
        advisor?.active &&
        (isWorker ? granted.get(head.id)?.has(advisor.id) === true : isWithin(head.orgPath, advisor.orgPath))
      if (guarded) return reaches && isWorker ? advisor.id : null
      if (reaches) return advisor.id
      const free = (byPlace.get(head.orgPath) ?? []).toSorted(
        (a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) || a.id.localeCompare(b.id),
      )[0]
      if (!free) return null
      load.set(free.id, (load.get(free.id) ?? 0) + 1)
      return free.id
    },
  }
}
