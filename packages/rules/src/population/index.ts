export { type Backend, type Kernel, type Output, UnsupportedWork, type Work } from '../backends/kernel.ts'
export { fastestPlan } from '../backends/plan.ts'
export { kernelOf } from '../backends/run.ts'
export type { Dialect, SqlPopulation } from '../backends/sql/index.ts'
export { webassemblyPlan } from '../backends/wasm/emit.ts'
export { type Columns, ColumnsBuilder, columnValue, startsOf, valuesOf } from '../columns/index.ts'
export { changedLibrary, type FigureChange, FigureChangeError } from './changed-library.ts'
export { factsRead } from './facts-read.ts'
export type { Per } from './measures.ts'
export { narrowedLibrary } from './narrowed-bundle.ts'
export { type Program, programFor, rulesOn } from './program.ts'
export type { PolicyTotals } from './screen.ts'
export { decodePopulation, encodePopulation, type SentPopulation } from './sent-population.ts'
export {
  type Counted,
  type Grouping,
  type PartLine,
  type PolicyLine,
  type Simulation,
  Simulator,
} from './simulator.ts'
export { libraryQuery, policyQueries } from './sql.ts'
export { OUTCOMES } from './verdict.ts'
export { WhatIf } from './what-if.ts'
