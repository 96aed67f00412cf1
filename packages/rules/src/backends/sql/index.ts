export { type SqlAnswer, type SqlPopulation, sqlQuery } from './emit.ts'
export type { Dialect } from './expression.ts'
