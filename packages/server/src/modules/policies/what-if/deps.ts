import type { LibraryDeps } from '../deps.ts'
import type { PreparedPopulations } from './prepared.ts'

/** What the what-if operations are handed. */
export interface WhatIfDeps extends LibraryDeps {
  readonly prepared: PreparedPopulations
}
