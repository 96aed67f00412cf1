/**
 * The synthetic district: households that look like the real thing, with planted truths. Pure: no file, clock or chance
 * that is not handed in. Writing files lives in `./node`.
 */
export type { Barrier } from './assistance/course.ts'
export { hashSeed, Rng, type Seed, STREAMS } from './chance/rng.ts'
export { ASSUMED, CENSUS, FAMILY_TARGETS } from './distributions.ts'
export { DEFAULT_AS_OF, type GenerateOptions, generateHouseholds, HISTORY_YEARS } from './generate.ts'
export type { CrisisKind, EventKind } from './household/world.ts'
export { householdLine, registerLines, truthLine } from './output/lines.ts'
export { csvHeader, csvLine, TABLE_COLUMNS, type TableColumn, tableRows } from './output/table.ts'
export type { OrgUnitInput } from './place/committees.ts'
export { orgUnitsFrom } from './place/org-file.ts'
export { DEFAULT_ERRORS, type ErrorModel, NO_ERRORS } from './record/error-model.ts'
export {
  type FactColumn,
  type FactOrigin,
  type FactType,
  type FactValue,
  HOUSEHOLD_COLUMNS,
  type HouseholdFact,
  type HouseholdFacts,
  PERSON_COLUMNS,
  type PersonFact,
  type PersonFacts,
} from './record/fact-columns.ts'
export { type RecordAt, recordAt } from './record/record-at.ts'
export {
  DIBAO_ROSTER_COLUMNS,
  type DibaoRosterColumn,
  type DibaoRosterRow,
  dibaoRoster,
} from './roster/dibao-roster.ts'
export {
  DISABILITY_ROSTER_COLUMNS,
  type DisabilityRosterColumn,
  type DisabilityRosterRow,
  disabilityRoster,
} from './roster/disability-roster.ts'
export type {
  BenefitChange,
  DuplicateError,
  FactChange,
  HistoryEntry,
  LifeEvent,
  PlantedTruth,
  SyntheticBenefit,
  SyntheticHousehold,
  SyntheticMember,
} from './synthetic-household.ts'
