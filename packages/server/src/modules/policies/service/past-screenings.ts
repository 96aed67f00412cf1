import type { PastScreenings } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdEntries } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'

/** Entries looked through; a household that is opened daily has these of a year. */
const LOOKED_AT = 400

/**
 * The screenings of a household that people looked at, the latest first: when, by whom, with which library, and what the
 * answer is known by. The same answer again stands once, with its first time.
 */
export async function pastScreenings(
  tx: Tx,
  input: { readonly id: string },
): Promise<z.infer<typeof PastScreenings>> {
  const entries = await householdEntries(tx, input.id, ['household.screen'], LOOKED_AT)
  const staff = await staffByIds(
    tx,
    entries.map((entry) => entry.actor_id),
  )
  const found: z.infer<typeof PastScreenings> = []
  for (const { at, actor_id, data } of entries) {
    const { date, library, answer } = data
    if (typeof date !== 'string' || typeof library !== 'string' || typeof answer !== 'string') continue
    const view = {
      at: at.toISOString(),
      by: actor_id === null ? '' : (staff.get(actor_id)?.name ?? ''),
      date,
      library,
      answer,
    }
    const last = found.at(-1)
    if (last?.answer === answer && last.library === library) found[found.length - 1] = view
    else found.push(view)
  }
  return found.slice(0, 50)
}
