import { DISMISS_REASONS } from '@lastmile/domain'
import { z } from 'zod'
import {
  Because,
  Id,
  Instant,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  Text,
  Version,
} from './operation.ts'

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

/** How well the gaps of each policy hold, by what people decided. */
export const GapPrecision = z.object({
  policies: z.array(
    z.object({
      policy: z.string(),
      name: Text,
      found: z.number().int(),
      open: z.number().int(),
      /** By a person, whatever came of it. */
      confirmed: z.number().int(),
      dismissed: z.number().int(),
      /** By reason; reasons that nobody gave are left out. */
      dismissedBy: z.array(z.object({ reason: z.string(), count: z.number().int(), wrong: z.boolean() })),
      closedByBenefit: z.number().int(),
      /** Closed because the facts no longer carried it, or before that was noted. */
      closedOtherwise: z.number().int(),
      /** confirmed / (confirmed + dismissed as wrong), between 0 and 1; null while nobody decided. */
      precision: z.number().nullable(),
    }),
  ),
  total: z.object({
    found: z.number().int(),
    confirmed: z.number().int(),
    wrong: z.number().int(),
    precision: z.number().nullable(),
  }),
  /**
   * Policies that rest on a protected fact, together, for whoever answers for the district and may not read such facts: null
   * below ten, else rounded down to five. `precision` to five hundredths.
   */
  guarded: z
    .object({
      found: z.number().int().nullable(),
      open: z.number().int().nullable(),
      confirmed: z.number().int().nullable(),
      dismissed: z.number().int().nullable(),
      precision: z.number().nullable(),
    })
    .nullable(),
})

/** What a household will gain or lose on a day ahead. */
export const Announcement = z.object({
  id: Id,
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  policy: z.string(),
  policyName: Text,
  day: LegalDay,
  /** gains, loses: the conditions. more, less: the amount. ends: a benefit whose last day is known. */
  kind: z.enum(['gains', 'loses', 'more', 'less', 'ends']),
  /** What happens on the day. */
  reason: Text,
  beforeFen: z.number().int().nullable(),
  afterFen: z.number().int().nullable(),
  per: z.string().nullable(),
  because: Because,
  foundAt: Instant,
})

/** Where earning more leaves a household with less. */
export const Cliffs = z.object({
  /** Monthly income of the household as known, fen; null: unknown, and nothing can be said. */
  incomeFen: z.number().int().nullable(),
  cliffs: z.array(
    z.object({
      /** Earning so much more a month, fen. */
      riseFen: z.number().int(),
      /** Support a month before and after, fen. */
      beforeFen: z.number().int(),
      afterFen: z.number().int(),
      lost: z.array(z.object({ policy: z.string(), name: Text, lessFen: z.number().int() })),
    }),
  ),
})

/** So many gaps are decided in one call at most. */
export const MOST_GAPS = 2000
const ManyGaps = z.object({
  items: z
    .array(z.object({ id: Id, version: Version }))
    .min(1)
    .max(MOST_GAPS),
})

/** What became of each gap of a call, in its order. */
export const DecidedGaps = z.object({
  items: z.array(
    z.object({
      id: Id,
      /**
       * done: by this call. already: by the same person in an earlier call. changed: another version than the one seen.
       * decided: by somebody else, or closed. not-found: not there, or not the caller's.
       */
      outcome: z.enum(['done', 'already', 'changed', 'decided', 'not-found']),
    }),
  ),
  /** How many are decided as asked now. */
  decided: z.number().int(),
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
