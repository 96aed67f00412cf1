import { z } from 'zod'
import { Id, Instant, operation, Text } from './operation.ts'

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

/** What a household needs to apply for what a gap says. */
export const GapApplication = z.object({
  where: z.string(),
  timeLimit: z.string().nullable(),
  steps: z.string().nullable(),
  /** What must be brought, one thing an entry. */
  materials: z.array(z.string()),
  /** What nobody knows yet; `who` is the member's name, empty for the household. */
  missing: z.array(
    z.object({
      fact: z.string(),
      entity: z.enum(['household', 'person']),
      member: z.string().optional(),
      question: Text,
      who: z.string(),
    }),
  ),
})

/** With a purpose, identity numbers stand on the form in full; that needs the permission to reveal them. */
const FormInput = z.object({ id: Id, purpose: z.string().min(2).max(100).optional() })

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
  application: operation({
    method: 'GET',
    path: '/gaps/{id}/application',
    tag: 'policies',
    summary: 'What must be brought and asked to apply for what a gap says',
    permission: 'gap.read',
    ledger: 'household.screen',
  })
    .input(z.object({ id: Id }))
    .output(GapApplication),
  formDocx: operation({
    method: 'GET',
    path: '/gaps/{id}/form.docx',
    tag: 'policies',
    summary: 'The application form, filled with what is known, as a Word document',
    permission: 'gap.form',
    ledger: 'gap.form',
  })
    .input(FormInput)
    .output(z.file()),
  formPdf: operation({
    method: 'GET',
    path: '/gaps/{id}/form.pdf',
    tag: 'policies',
    summary: 'The application form, filled with what is known, as PDF',
    permission: 'gap.form',
    ledger: 'gap.form',
  })
    .input(FormInput)
    .output(z.file()),
}
