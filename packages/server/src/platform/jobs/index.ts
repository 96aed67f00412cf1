export { JobInterrupted, type JobKind, type JobRun, type JsonObject, type StepResult } from './job-kind.ts'
export { cancelJob, findJob, type JobOfKind, type JobState, jobsOfKind, type NewJob } from './job-store.ts'
export { Jobs, type JobsOptions } from './jobs.ts'
