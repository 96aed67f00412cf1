import type { FactsChanged, FactsChangedInBulk, ReceiptsChanged } from '../households/index.ts'
import { registerThreadTexts } from '../households/index.ts'
import type { LibraryDeps, PolicyDeps } from './deps.ts'
import { DESK_TEXTS } from './desk/ledger-texts.ts'
import { requestScreening } from './nightly/request-screening.ts'
import { rescreen } from './service/rescreen.ts'
import { POLICY_TEXTS } from './thread-texts.ts'
import { WHAT_IF_TEXTS } from './what-if/ledger-texts.ts'

registerThreadTexts(POLICY_TEXTS)
registerThreadTexts(DESK_TEXTS)
registerThreadTexts(WHAT_IF_TEXTS)

/** Screens households at once when their facts or receipts change, in the same transaction; after a large import all, in a job. */
export function listenForChanges(deps: LibraryDeps & Pick<PolicyDeps, 'events' | 'jobs'>): void {
  deps.events.on<FactsChanged>('facts.changed', async (tx, event) => {
    await rescreen(tx, deps, event.householdIds)
  })
  deps.events.on<FactsChangedInBulk>('facts.changed-in-bulk', async (tx) => {
    await requestScreening(tx, deps.jobs(), 'imported')
  })
  deps.events.on<ReceiptsChanged>('receipts.changed', async (tx, event) => {
    await rescreen(tx, deps, event.householdIds)
  })
}

export { type AnnouncementView, listAnnouncements } from './announce/list-announcements.ts'
export { losingHouseholds } from './announce/store.ts'
export type { NeedFromGap, PolicyDeps } from './deps.ts'
export { changesToReview } from './desk/changes.ts'
export { DeskThread } from './desk/desk-thread.ts'
export { type OpenDoors, openDoors } from './desk/doors.ts'
export { impactJobKind } from './desk/impact-job.ts'
export { gapCondition } from './gap-condition.ts'
export { gapsRouter } from './gaps-router.ts'
export { guardedSum, roundedCount } from './guarded.ts'
export { libraryHash } from './library-hash.ts'
export { LibraryHolder } from './library-holder.ts'
export { type NightDeps, Nights } from './nightly/nights.ts'
export { requestScreening } from './nightly/request-screening.ts'
export { screeningJobKind } from './nightly/screening-job.ts'
export { openNotices } from './notices/notices.ts'
export { policiesRouter } from './router.ts'
export { confirmedGaps, effectCounts, effectHouseholds, gapsByMonth } from './service/effect-counts.ts'
export { type GapView, listGaps } from './service/gaps.ts'
export { type RescreenSummary, rescreen } from './service/rescreen.ts'
export { screenPopulation } from './service/screen-population.ts'
export { type Unreceived, unreceivedBy } from './service/unreceived.ts'
export { databasePopulation } from './what-if/database-population.ts'
export { PreparedPopulations } from './what-if/prepared.ts'
export { whatIfRouter } from './what-if/router.ts'
