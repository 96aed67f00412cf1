import { DISMISS_REASONS } from '@lastmile/domain'
import { z } from 'zod'
import {
  Announcement,
  Cliffs,
  DecidedGaps,
  GapApplication,
  GapPrecision,
  MOST_GAPS,
  ScreeningRuns,
} from './gaps-shapes.ts'
import { Id, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'

/** With a purpose, identity numbers stand on the form in full; that needs the permission to reveal them. */
const FormInput = z.object({ id: Id, purpose: z.string().min(2).max(100).optional() })

const ManyGaps = z.object({
  items: z
    .array(z.object({ id: Id, version: Version }))
    .min(1)
    .max(MOST_GAPS),
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
  announcements: operation({
    method: 'GET',
    path: '/gaps/announcements',
    tag: 'policies',
    summary: 'What households will gain or lose within ninety days, by something dated',
    permission: 'gap.read',
  })
    .input(
      Page.extend({
        under: OrgPathText.optional(),
        householdId: Id.optional(),
        within: z.coerce.number().int().min(1).max(90).optional(),
      }),
    )
    .output(pageOf(Announcement)),
  precision: operation({
    method: 'GET',
    path: '/gaps/precision',
    tag: 'policies',
    summary: 'How well the gaps of each policy hold, by what people decided',
    permission: 'gap.read',
  })
    .input(z.object({ under: OrgPathText.optional() }))
    .output(GapPrecision),
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
  versions: operation({
    method: 'GET',
    path: '/gaps/versions',
    tag: 'policies',
    summary: 'Ids and versions of the gaps of a list, to decide them in one go',
    permission: 'gap.decide',
  })
    .input(
      z.object({
        under: OrgPathText.optional(),
        policy: z.string().optional(),
        state: z.enum(['open', 'dismissed']).default('open'),
      }),
    )
    .output(z.object({ items: z.array(z.object({ id: Id, version: Version })), total: z.number().int() })),
  dismissMany: operation({
    method: 'POST',
    path: '/gaps/dismiss',
    tag: 'policies',
    summary: 'Dismiss many gaps with one reason',
    permission: 'gap.decide',
    ledger: 'gap.dismiss',
  })
    .input(
      ManyGaps.extend({
        reason: z.enum(
          Object.keys(DISMISS_REASONS) as [keyof typeof DISMISS_REASONS, ...(keyof typeof DISMISS_REASONS)[]],
        ),
        note: z.string().max(500).optional(),
      }),
    )
    .output(DecidedGaps),
  confirmMany: operation({
    method: 'POST',
    path: '/gaps/confirm',
    tag: 'policies',
    summary: 'Confirm many gaps: each becomes a need of its household',
    permission: 'gap.decide',
    ledger: 'gap.confirm',
  })
    .input(
      ManyGaps.extend({
        rootCause: z.string().max(40).optional(),
        urgency: z.number().int().min(1).max(3).optional(),
      }),
    )
    .output(DecidedGaps),
  reopenMany: operation({
    method: 'POST',
    path: '/gaps/reopen',
    tag: 'policies',
    summary: 'Open many dismissed gaps again',
    permission: 'gap.decide',
    ledger: 'gap.reopen',
  })
    .input(ManyGaps)
    .output(DecidedGaps),
  cliffs: operation({
    method: 'GET',
    path: '/households/{id}/cliffs',
    tag: 'policies',
    summary: 'Where earning a little more would cost the household more support than it brings',
    permission: 'screening.read',
    ledger: 'household.screen',
  })
    .input(z.object({ id: Id }))
    .output(Cliffs),
}
