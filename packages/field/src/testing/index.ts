export type { FieldServer, TrialOperation, TrialPull, TrialQuestion } from './field-server.ts'
export { ModelServer } from './model-server.ts'
export { faultsOf, happenings, runTrial } from './trial.ts'
