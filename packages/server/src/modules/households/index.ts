import { HOUSEHOLD_TEXTS } from './thread/household-texts.ts'
import { registerThreadTexts } from './thread/texts.ts'

registerThreadTexts(HOUSEHOLD_TEXTS)

export { mayReadFact } from './access.ts'
export { findPersons, standingPersons } from './bulk/find-persons.ts'
export { importHouseholds } from './bulk/import-households.ts'
export type * from './bulk/types.ts'
export { type WithdrawBatch, withdrawBatch } from './bulk/withdraw-batch.ts'
export { type HouseholdDeps, policyName } from './deps.ts'
export type { FactsChanged, FactsChangedInBulk, HouseholdTransferred, ReceiptsChanged } from './events.ts'
export { readSourceOrder, type SourceOrder } from './facts/source-order.ts'
export { type LikelyPerson, likelyPersons } from './linkage/likely-persons.ts'
export { linkageJobKind } from './linkage/linkage-job.ts'
export { linkageRouter } from './linkage/linkage-router.ts'
export { readLinkModel } from './linkage/model.ts'
export { linkSides } from './linkage/present.ts'
export type { ListCondition, ListConditions } from './list-conditions.ts'
export { maySeeFacts, presentTree, type SourceOf } from './reasons.ts'
export { householdsRouter } from './router.ts'
export { addMember } from './service/add-member.ts'
export { type AreaCount, areaCounts } from './service/area-counts.ts'
export { markNews, rememberContact, rememberPlace, setAdvisor, setTier } from './service/care.ts'
export { checkPerson } from './service/check-person.ts'
export { type ChosenHousehold, chooseHouseholds, householdSpots } from './service/choose-households.ts'
export { createHousehold } from './service/create-household.ts'
export { endMembership } from './service/end-membership.ts'
export { factSources } from './service/fact-sources.ts'
export { familyOf } from './service/family-of.ts'
export { endGrants, type Grant, grantedAccounts, grantHousehold } from './service/grants.ts'
export {
  type HouseholdFile,
  readHouseholdFileAsKnown,
  readHouseholdFiles,
} from './service/household-files.ts'
export {
  findHouseholdsByHead,
  type HouseholdHead,
  householdHead,
  householdHeads,
  memberNames,
} from './service/household-heads.ts'
export { findHouseholdByNo, householdNumbers } from './service/household-numbers.ts'
export { householdEntries, ledgerSentences } from './service/household-thread.ts'
export { lastWords, standingByOrder } from './service/last-words.ts'
export { listedHouseholds } from './service/list-households.ts'
export {
  allHouseholdIds,
  countHouseholds,
  householdPlaces,
  type PairedHousehold,
  pairedHouseholds,
} from './service/my-households.ts'
export { type OpenReceipt, readOpenReceipts } from './service/open-receipts.ts'
export { type OwnHousehold, ownHousehold } from './service/own-household.ts'
export { type HouseholdPack, packHouseholds, visibleHouseholds } from './service/pack-households.ts'
export { readHouseholdFilesWithPast } from './service/past-files.ts'
export { placedHomes } from './service/placed-homes.ts'
export type { AskedConditions } from './service/read-conditions.ts'
export { readHousehold } from './service/read-household.ts'
export { firstReceiptDays, receivingCounts } from './service/receiving-counts.ts'
export { type ArrivedBenefit, recordBenefit } from './service/record-benefit.ts'
export { type RecordedFacts, recordFacts, recordFactsOfMany } from './service/record-facts.ts'
export { revealPerson } from './service/reveal-person.ts'
export {
  countConflicts,
  type FactConflict,
  listConflicts,
  listTypedTwice,
} from './service/source-quality.ts'
export { type FactStanding, standingFacts } from './service/standing-facts.ts'
export { transferHousehold } from './service/transfer-household.ts'
export {
  registerThreadTexts,
  said,
  type ThreadEntry,
  type ThreadGroup,
  type ThreadText,
  threadText,
} from './thread/texts.ts'
