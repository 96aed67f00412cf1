import type { Tx } from '../../platform/db/index.ts'

/**
 * What this module is handed. A case lies above a need in the order of modules, so the opening of one comes in as a
 * function (app.ts gives casework's).
 */
export interface NeedsDeps {
  /** Gives the household's open case, opening one when there is none. */
  openCase(
    tx: Tx,
    input: { readonly householdId: string; readonly orgPath: string; readonly needId: string },
  ): Promise<string>
}
