import { type Clock, type TransactionActor, withActor } from '../../../platform/db/index.ts'
import type { Database } from '../../../platform/postgres/index.ts'
import { allHouseholdIds } from '../../households/index.ts'
import type { LibraryDeps } from '../deps.ts'
import { type RescreenSummary, rescreen } from './rescreen.ts'

const CHUNK = 200

/**
 * Screens every household of the district (政策找人), a transaction for each chunk, in constant memory. What failed is
 * told at the end and stops nothing.
 */
export async function screenPopulation(
  db: Database,
  deps: LibraryDeps,
  options: {
    readonly clock: Clock
    readonly districtPath: string
    readonly onProgress?: (done: number) => void
  },
): Promise<RescreenSummary> {
  const actor: TransactionActor = { userId: '', role: 'system', orgPath: options.districtPath }
  const total = { households: 0, opened: 0, closed: 0 }
  const failed: RescreenSummary['failed'][number][] = []
  for (let after: string | null = null; ; ) {
    const { ids, summary } = await withActor(
      db,
      actor,
      { clock: options.clock, purpose: 'screening' },
      async (tx) => {
        const part = await allHouseholdIds(tx, after, CHUNK)
        return { ids: part, summary: await rescreen(tx, deps, part) }
      },
    )
    const last = ids.at(-1)
    if (last === undefined) {
      await withActor(db, actor, { clock: options.clock, purpose: 'screening' }, async (tx) =>
        deps.afterAll?.(tx, options.districtPath),
      )
      return { ...total, failed }
    }
    after = last
    total.households += summary.households
    total.opened += summary.opened
    total.closed += summary.closed
    failed.push(...summary.failed)
    options.onProgress?.(total.households)
  }
}
