export { type Agreement, agreementOf } from './alkire-foster/agreement.ts'
export { byHousehold, type Cell, joinCells } from './alkire-foster/cells.ts'
export { type Change, changeBetween } from './alkire-foster/change.ts'
export { type Fraction, reaches, readFraction } from './alkire-foster/fraction.ts'
export { type Measures, measure, type Reading } from './alkire-foster/measure.ts'
export { type RankAgreement, rankAgreement } from './alkire-foster/ranks.ts'
export * from './alkire-foster/report.ts'
export { type Robustness, robustnessOf } from './alkire-foster/robustness.ts'
export { gravestTierOf, type Placed, type TierLine, tierOf } from './alkire-foster/tiers.ts'
export {
  equalWeights,
  type Parts,
  quarterMoved,
  scoreOf,
  type Weights,
  weightsOf,
} from './alkire-foster/weights.ts'
export { type AssessOptions, assessHousehold } from './assess/assess.ts'
export * from './assess/assessment.ts'
export { HOUSEHOLD_KINDS, type HouseholdKind, householdKind } from './assess/kind.ts'
export { type Bits, schemeOn } from './assess/scheme-on-day.ts'
export { type Standing, standingOf } from './assess/standing.ts'
export { type ScoreOf, scoreOfMember, withScores } from './assess/with-scores.ts'
export type { Instrument } from './instruments/document.ts'
export { type InstrumentFile, loadInstrument } from './instruments/instrument.ts'
export {
  type Answer,
  type Answers,
  AnswersError,
  readAnswers,
  valuesOfItem,
} from './instruments/read-answers.ts'
export { type Alert, type Band, type Score, scoreInstrument } from './instruments/score.ts'
export { SUICIDE_ALERT, scoreFactName, scoreFacts } from './instruments/score-facts.ts'
export { type CheckedCutoff, type CutoffNumber, checkCutoff } from './scheme/check-cutoff.ts'
export { loadScheme, SchemeError, type SchemeFile } from './scheme/load.ts'
export { openScheme } from './scheme/open-scheme.ts'
export { type IndicatorChange, rewriteScheme, type SchemeChange } from './scheme/rewrite.ts'
export type { Dimension, Indicator, Override, Scheme } from './scheme/scheme.ts'
