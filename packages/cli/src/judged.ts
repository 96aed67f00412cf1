import type { Library } from '@lastmile/rules'
import type { PopulationSource } from '@lastmile/rules/node'

/** A population, the library that judges it, and where the population lies, for messages. */
export interface Judged {
  readonly library: Library
  readonly source: PopulationSource
  readonly name: string
}
