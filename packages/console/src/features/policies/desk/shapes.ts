import type { LibraryChange } from '@lastmile/contract'
import type { z } from 'zod'

export type Change = z.infer<typeof LibraryChange>

/** A file of a change as it stands in the editor. */
export interface Edit {
  readonly path: string
  readonly text: string | null
  readonly base: string | null
  /** The text in force that it replaces. */
  readonly before: string | null
  readonly now: string | null
}
