import { z } from 'zod'
import { Id, Instant, operation } from './operation.ts'

/** The screenings of the whole district. */
export const ScreeningRuns = z.object({
  /** When the next night begins. */
  next: Instant,
  runs: z.array(
    z.object({
      id: Id,
      /** night, asked, or published. */
      reason: z.string(),
      state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
      askedAt: Instant,
      finishedAt: Instant.nullable(),
      /** Households. */
      done: z.number().int(),
      total: z.number().int().nullable(),
      opened: z.number().int().nullable(),
      closed: z.number().int().nullable(),
      failed: z.number().int().nullable(),
      /** Households that could not be screened and that the reader may see. */
      failures: z.array(z.object({ householdId: Id, headName: z.string(), reason: z.string() })),
    }),
  ),
})

/** People found by policy (政策找人). */
export const gaps = {
  screeningRuns: operation({
    method: 'GET',
    path: '/screenings',
    tag: 'policies',
    summary: 'The screenings of all households: the last ones, the one under way, the next night',
    permission: 'screening.run',
  }).output(ScreeningRuns),
  screenAll: operation({
    method: 'POST',
    path: '/screenings',
    tag: 'policies',
    summary: 'Screen every household of the district now',
    permission: 'screening.run',
    ledger: 'screening.request',
  }).output(z.object({ jobId: Id })),
}
