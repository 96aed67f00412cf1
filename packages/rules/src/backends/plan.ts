import type { Columns } from '../columns/index.ts'
import { javascriptPlan } from './javascript/emit.ts'
import { type Plan, UnsupportedWork, type Work } from './kernel.ts'
import { webassemblyPlan } from './wasm/emit.ts'

/** The fastest form that the work has: vectors, or JavaScript for rules that compare members with each other. */
export function fastestPlan(columns: Columns, work: Work): Plan {
  try {
    return webassemblyPlan(columns, work)
  } catch (error) {
    if (error instanceof UnsupportedWork) return javascriptPlan(columns, work)
    throw error
  }
}
