import { z } from 'zod'
import { Id, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'
import {
  CutoffNumber,
  SavedDraft,
  SchemeMover,
  SchemeProblem,
  SchemeTrial,
  SchemeView,
  TriedDraft,
} from './scheme-shapes.ts'

/** The scheme of assessment: what is in force, what a change would make of the households, and its publication by two people. */
export const assessmentScheme = {
  scheme: operation({
    method: 'GET',
    path: '/assessment-scheme',
    tag: 'assessment',
    summary: 'The scheme in force with what any other weights and lines would make of the district',
    permission: 'scheme.read',
  }).output(SchemeView),
  checkCutoff: operation({
    method: 'POST',
    path: '/assessment-scheme/check',
    tag: 'assessment',
    summary: 'Check a cut-off as it is typed: what is wrong and where, or the numbers in its comparisons',
    permission: 'scheme.read',
  })
    .input(z.object({ when: z.string().max(2000) }))
    .output(z.object({ problems: z.array(SchemeProblem), numbers: z.array(CutoffNumber) })),
  tryScheme: operation({
    method: 'POST',
    path: '/assessment-scheme/trial',
    tag: 'assessment',
    summary: 'What other weights, lines and cut-offs would make of the households in scope; nothing changes',
    permission: 'scheme.read',
  })
    .input(TriedDraft)
    .output(SchemeTrial),
  movers: operation({
    method: 'POST',
    path: '/assessment-scheme/movers',
    tag: 'assessment',
    summary: 'The households in scope whose proposed tier would be another, by street',
    permission: 'scheme.read',
    ledger: 'scheme.movers',
  })
    .input(TriedDraft.extend({ under: OrgPathText.optional(), ...Page.shape }))
    .output(
      pageOf(SchemeMover).extend({
        households: z.number().int(),
        of: z.number().int(),
        streets: z.array(
          z.object({
            path: OrgPathText,
            name: z.string(),
            moved: z.number().int(),
            graver: z.number().int(),
          }),
        ),
      }),
    ),
  moversList: operation({
    method: 'POST',
    path: '/assessment-scheme/movers.xlsx',
    tag: 'assessment',
    summary: 'The households in scope whose proposed tier would be another, as a workbook',
    permission: 'scheme.read',
    ledger: 'scheme.movers-export',
  })
    .input(TriedDraft.extend({ under: OrgPathText.optional() }))
    .output(z.file()),
  draftScheme: operation({
    method: 'POST',
    path: '/assessment-scheme/drafts',
    tag: 'assessment',
    summary: 'Draft other weights, lines and cut-offs of the scheme in force',
    permission: 'scheme.draft',
    ledger: 'scheme.draft',
  })
    .input(SavedDraft)
    .output(z.object({ id: Id, hash: z.string() })),
  publishScheme: operation({
    method: 'POST',
    path: '/assessment-scheme/drafts/{id}/publish',
    tag: 'assessment',
    summary: 'Put a drafted scheme in force, by a second person; every household is assessed anew',
    permission: 'scheme.draft',
    ledger: 'scheme.publish',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(z.object({ jobId: Id })),
  withdrawScheme: operation({
    method: 'POST',
    path: '/assessment-scheme/drafts/{id}/withdraw',
    tag: 'assessment',
    summary: 'Withdraw a drafted scheme',
    permission: 'scheme.draft',
    ledger: 'scheme.withdraw',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(z.object({ id: Id })),
}
