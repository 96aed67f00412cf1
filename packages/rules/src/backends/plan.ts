import type { Columns } from '../columns/index.ts'
import { javascriptPlan } from './javascript/emit.ts'
import type { Plan, Work } from './kernel.ts'

/** The fastest form that the work has on this host. */
export function fastestPlan(columns: Columns, work: Work): Plan {
  return javascriptPlan(columns, work)
}
