import type { SyntheticHousehold } from '../synthetic-household.ts'

/** Where households go: when it is `full`, `flush` before adding more. */
export interface HouseholdSink {
  add(household: SyntheticHousehold): void
  readonly full: boolean
  flush(): Promise<void>
  /** Makes the file appear under its name. */
  close(): Promise<void>
  /** Leaves nothing behind. */
  discard(): void
}
