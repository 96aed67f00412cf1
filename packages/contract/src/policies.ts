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
import { RuleVersion } from './policy-desk-shapes.ts'

export const Citation = z.object({
  document: z.string(),
  number: z.string().optional(),
  clause: z.string().optional(),
  verified: z.enum(['verified', 'second-hand', 'unverified']),
})

/** Of which household and policy; the language of the page. */
const WhyNotInput = z.object({ id: Id, policy: z.string().max(80), lang: z.enum(['zh', 'en']).default('zh') })

export const PolicySummary = z.object({
  id: z.string(),
  name: Text,
  level: z.string(),
  category: z.string(),
  unit: z.enum(['household', 'person']),
  coverage: z.enum(['rule', 'guide']),
  inForce: z.object({ from: LegalDay.nullable(), to: LegalDay.nullable() }),
  unverifiedFigures: z.number().int(),
})

export const PolicyPage = PolicySummary.extend({
  guide: z.string(),
  notes: z.string().nullable(),
  parameters: z.array(
    z.object({
      name: z.string(),
      label: Text.optional(),
      value: z.unknown(),
      unit: z.string().nullable(),
      from: LegalDay.nullable(),
      to: LegalDay.nullable(),
      verified: Citation.shape.verified,
      source: z.string().nullable(),
      /** The file that holds it, for the desk. */
      path: z.string(),
      note: z.string().nullable(),
    }),
  ),
  citations: z.array(Citation),
  howToApply: z.object({
    where: z.string().nullable(),
    materials: z.array(z.string()),
    timeLimit: z.string().nullable(),
  }),
  /** The rule in words, each version with its days; empty for a guide. */
  versions: z.array(RuleVersion),
  names: z.array(Text.extend({ from: LegalDay.nullable(), to: LegalDay.nullable() })),
  /** What goes with it, what excludes it. */
  interactions: z.array(z.object({ kind: z.string(), policy: z.string().nullable(), text: Text })),
})

export const ScreeningResult = z.object({
  policy: z.string(),
  name: Text,
  outcome: z.enum(['eligible', 'ineligible', 'unknown']),
  amountFen: z.number().int().nullable(),
  per: z.string().nullable(),
  receiving: z.boolean(),
  because: Because,
  missing: z.array(
    z.object({
      fact: z.string(),
      entity: z.enum(['household', 'person']),
      member: z.string().optional(),
      question: Text,
    }),
  ),
  missingParameters: z.array(z.object({ name: z.string(), label: Text, from: z.string().nullable() })),
  citations: z.array(Citation),
  /** Whether a figure that nobody confirmed carries the answer. */
  unverified: z.boolean(),
  gapId: Id.nullable(),
})

/** Screenings of a household that people looked at: to be made again as of then. */
export const PastScreenings = z.array(
  z.object({
    at: Instant,
    by: z.string(),
    date: LegalDay,
    library: z.string(),
    answer: z.string(),
  }),
)

export const Screening = z.object({
  date: LegalDay,
  libraryHash: z.string(),
  /** What the whole answer is known by: a replay with the same one is the same to the last letter. */
  answerHash: z.string(),
  results: z.array(ScreeningResult),
  /** What to ask next; `list`: several facts that rarely hold, to be ticked at once (the first is the fact itself). */
  nextQuestion: z
    .object({
      fact: z.string(),
      member: z.string().optional(),
      question: Text,
      list: z
        .array(
          z.object({
            fact: z.string(),
            entity: z.enum(['household', 'person']),
            members: z.array(z.string()).optional(),
          }),
        )
        .optional(),
    })
    .nullable(),
})

export const Gap = z.object({
  id: Id,
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  policy: z.string(),
  policyName: Text,
  amountFen: z.number().int().nullable(),
  per: z.string().nullable(),
  unverified: z.boolean(),
  state: z.enum(['open', 'confirmed', 'dismissed', 'closed']),
  since: LegalDay,
  foundAt: Instant,
  because: Because,
  dismissReason: z.string().nullable(),
  version: Version,
})

export const policies = {
  list: operation({
    method: 'GET',
    path: '/policies',
    tag: 'policies',
    summary: 'The policy library in force on a day',
    permission: 'policy.read',
  })
    .input(z.object({ date: LegalDay.optional() }))
    .output(z.array(PolicySummary)),
  get: operation({
    method: 'GET',
    path: '/policies/{id}',
    tag: 'policies',
    summary: 'One policy: who, how much, how, why',
    permission: 'policy.read',
  })
    .input(z.object({ id: z.string(), date: LegalDay.optional() }))
    .output(PolicyPage),
  screening: operation({
    method: 'GET',
    path: '/households/{id}/screening',
    tag: 'policies',
    summary: 'What the household is entitled to, with reasons, against what it gets',
    permission: 'screening.read',
    ledger: 'household.screen',
  })
    .input(
      z.object({
        id: Id,
        date: LegalDay.optional(),
        /** By the facts and receipts that were known at this instant: what a screening of then said. */
        knownAt: Instant.optional(),
        /** Judge with the library that a past result names; default: the one in force. */
        library: z.string().max(64).optional(),
      }),
    )
    .output(Screening),
  whyNotDocx: operation({
    method: 'GET',
    path: '/households/{id}/why-not/{policy}/sheet.docx',
    tag: 'policies',
    summary: 'Why a policy does not fit, on one page for the family, as a Word document',
    permission: 'screening.read',
    ledger: 'screening.sheet',
  })
    .input(WhyNotInput)
    .output(z.file()),
  whyNotPdf: operation({
    method: 'GET',
    path: '/households/{id}/why-not/{policy}/sheet.pdf',
    tag: 'policies',
    summary: 'Why a policy does not fit, on one page for the family, as PDF',
    permission: 'screening.read',
    ledger: 'screening.sheet',
  })
    .input(WhyNotInput)
    .output(z.file()),
  pastScreenings: operation({
    method: 'GET',
    path: '/households/{id}/screenings',
    tag: 'policies',
    summary: 'The screenings of a household that people looked at, to choose one to make again',
    permission: 'screening.read',
  })
    .input(z.object({ id: Id }))
    .output(PastScreenings),
  gaps: operation({
    method: 'GET',
    path: '/gaps',
    tag: 'policies',
    summary: 'Entitled and not receiving',
    permission: 'gap.read',
  })
    .input(
      Page.extend({
        under: OrgPathText.optional(),
        policy: z.string().optional(),
        state: Gap.shape.state.default('open'),
        householdId: Id.optional(),
      }),
    )
    .output(pageOf(Gap)),
  confirmGap: operation({
    method: 'POST',
    path: '/gaps/{id}/confirm',
    tag: 'policies',
    summary: 'Confirm a gap: it becomes a need of the household',
    permission: 'gap.decide',
    ledger: 'gap.confirm',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        rootCause: z.string().optional(),
        urgency: z.number().int().min(1).max(3).optional(),
        ownWords: z.string().max(1000).optional(),
        consent: z.boolean().optional(),
      }),
    )
    .output(z.object({ gap: Gap, needId: Id, caseId: Id })),
  dismissGap: operation({
    method: 'POST',
    path: '/gaps/{id}/dismiss',
    tag: 'policies',
    summary: 'Dismiss a gap with a reason',
    permission: 'gap.decide',
    ledger: 'gap.dismiss',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        reason: z.enum(
          Object.keys(DISMISS_REASONS) as [keyof typeof DISMISS_REASONS, ...(keyof typeof DISMISS_REASONS)[]],
        ),
        note: z.string().max(500).optional(),
      }),
    )
    .output(Gap),
  undoDismiss: operation({
    method: 'POST',
    path: '/gaps/{id}/reopen',
    tag: 'policies',
    summary: 'Open a dismissed gap again',
    permission: 'gap.decide',
    ledger: 'gap.reopen',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(Gap),
}
