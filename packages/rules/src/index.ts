export type { Turn } from './explain/turns.ts'
export { type FailedClause, type WhyNot, whyNot } from './explain/why-not.ts'
export * from './facts/dictionary.ts'
export { loadFacts } from './facts/load.ts'
export { factNamed, momentOf } from './facts/moments.ts'
export { describeProblem, type Problem, RuleError } from './language/problem.ts'
export { type CaseReport, caseProblem, runCases } from './library/cases.ts'
export { type ConditionInWords, describeRule, type VersionInWords } from './library/describe-rule.ts'
export type { LibraryBundle } from './library/documents.ts'
export { isGuarded } from './library/guarded.ts'
export type { Figure, Library, Policy } from './library/library.ts'
export { type LibraryFile, type LibrarySource, loadLibrary, readBundle } from './library/load.ts'
export { bundleLibrary, checkLibrary, LibraryError, openLibrary } from './library/open.ts'
export { overviewOn, type PolicyOverview } from './library/overview.ts'
export { type Gap, sweepLibrary } from './library/sweep.ts'
export { closureDecider } from './screening/closures.ts'
export { decideHousehold } from './screening/decide.ts'
export type { Decider, Decision } from './screening/decider.ts'
export { emittedDecider, emittedOn } from './screening/emitted.ts'
export {
  engineValue,
  type Household,
  HouseholdError,
  type HouseholdProblem,
  type Member,
  readHousehold,
} from './screening/household.ts'
export * from './screening/result.ts'
export { type ScreenOptions, screenHousehold } from './screening/screen.ts'
export type { SignalDocument, SignalSettings, Urgency } from './signals/documents.ts'
export { type AskedFact, factsAsked } from './signals/facts-asked.ts'
export { type Found, type FoundSignal, findSignals } from './signals/find-signals.ts'
export {
  onlyRule,
  openSignals,
  type SignalRule,
  type Signals,
  withThresholds,
} from './signals/open-signals.ts'
export { runSignalCases } from './signals/signal-cases.ts'
