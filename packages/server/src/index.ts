export { type AppDeps, buildApp } from './app.ts'
export { type RunningServer, type ServeOptions, startServer } from './main.ts'
export { schemeCells } from './modules/assessment/index.ts'
export {
  allProblems,
  type BatchRow,
  blobBytes,
  importInPlace,
  leavesScreening,
  type ProblemView,
  resumeInPlace,
} from './modules/discovery/index.ts'
export { createAdministrator, findUnit } from './modules/identity/index.ts'
export { composeModules, type Ground, type Modules } from './modules/index.ts'
export { exportNeeds, listAsCsv } from './modules/needs/index.ts'
export { databasePopulation } from './modules/policies/index.ts'
export { asPlatform, type Office, type OfficePlace, openOffice } from './start/office.ts'
