import { isWithin } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { grantedAccounts, type HouseholdHead } from '../../households/index.ts'
import { cadresOf, type StaffMember, staffByIds, staffOfDistrict } from '../../identity/index.ts'
import { openByOwner } from '../store/signals.ts'

/** Hands out signals: to the paired advisor, else to the cadre of the place who has fewest; null where there is none. */
export interface Owners {
  ownerOf(head: HouseholdHead, guarded: boolean): string | null
}

/**
 * Who may be given what in some households. A guarded signal goes to a social worker, or waits for the supervision; with `supervised`, what
 * cannot wait is the supervision's own where no social worker accompanies the household.
 */
export async function ownersOf(
  tx: Tx,
  heads: readonly HouseholdHead[],
  { supervised = false }: { readonly supervised?: boolean } = {},
): Promise<Owners> {
  const advisors = await staffByIds(
    tx,
    heads.map(({ advisorId }) => advisorId),
  )
  const cadres = await cadresOf(tx, [...new Set(heads.map(({ orgPath }) => orgPath))])
  const granted = await grantedAccounts(
    tx,
    heads.map(({ id }) => id),
  )
  const counsel = supervised
    ? (await staffOfDistrict(tx)).filter(({ role }) => role === 'social_worker' || role === 'supervisor')
    : []
  const load = await openByOwner(
    tx,
    [...cadres, ...counsel].map(({ id }) => id),
  )
  const freest = (people: readonly StaffMember[]): StaffMember | undefined =>
    people.toSorted((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) || a.id.localeCompare(b.id))[0]
  const counsels = (head: HouseholdHead): string | null =>
    (
      freest(
        counsel.filter((one) => one.role === 'social_worker' && granted.get(head.id)?.has(one.id) === true),
      ) ?? freest(counsel.filter((one) => one.role === 'supervisor' && isWithin(head.orgPath, one.orgPath)))
    )?.id ?? null
  const byPlace = Map.groupBy(cadres, ({ orgPath }) => orgPath)
  return {
    ownerOf: (head, guarded) => {
      const advisor = head.advisorId === null ? undefined : advisors.get(head.advisorId)
      const isWorker = advisor?.role === 'social_worker'
      const reaches =
        advisor?.active &&
        (isWorker ? granted.get(head.id)?.has(advisor.id) === true : isWithin(head.orgPath, advisor.orgPath))
      if (guarded) return reaches && isWorker ? advisor.id : counsels(head)
      if (reaches) return advisor.id
      const free = freest(byPlace.get(head.orgPath) ?? [])
      if (!free) return null
      load.set(free.id, (load.get(free.id) ?? 0) + 1)
      return free.id
    },
  }
}
