import { z } from 'zod'
import {
  Id,
  IdempotencyKey,
  Instant,
  OrgPathText,
  operation,
  Page,
  pageOf,
  Text,
  Version,
} from './operation.ts'
import {
  FactQuestion,
  FieldDevice,
  FieldForm,
  FieldOperation,
  FieldReceipt,
  Lease,
  Newcomer,
  PackedHousehold,
  VisitView,
} from './visit-shapes.ts'

const tag = 'visits'

/** A fact with whose it is: `household.debt`. */
const FactName = z.string().regex(/^(household|person)\.[a-z][a-z0-9_]{0,79}$/)

export const visits = {
  registerDevice: operation({
    method: 'POST',
    path: '/field/devices',
    tag,
    summary: 'Register a phone for work without signal',
    permission: 'visit.record',
    ledger: 'device.register',
  })
    .input(z.object({ key: IdempotencyKey, name: z.string().min(1).max(60) }))
    .output(Lease),
  renewLease: operation({
    method: 'POST',
    path: '/field/devices/{id}/lease',
    tag,
    summary: 'Renew the lease of a phone; a revoked one is told so and destroys what it holds',
    permission: 'visit.record',
    ledger: 'device.renew',
  })
    .input(z.object({ id: Id }))
    .output(Lease),
  devices: operation({
    method: 'GET',
    path: '/field/devices',
    tag,
    summary: 'Phones: the own ones, and those that the caller may shut out',
    permission: 'device.revoke',
  }).output(z.array(FieldDevice)),
  carried: operation({
    method: 'GET',
    path: '/field/devices/{id}/households',
    tag,
    summary: 'The households that a phone carries, as far as the caller may see them',
    permission: 'fact.readSensitive',
  })
    .input(Page.extend({ id: Id }))
    .output(pageOf(z.object({ id: Id, no: z.string(), headName: z.string(), orgName: z.string() }))),
  revokeDevice: operation({
    method: 'POST',
    path: '/field/devices/{id}/revoke',
    tag,
    summary: 'Shut a phone out: its part of the key is destroyed at once, what it holds at its next contact',
    permission: 'device.revoke',
    ledger: 'device.revoke',
  })
    .input(z.object({ id: Id, reason: z.string().min(2).max(200) }))
    .output(z.object({ id: Id })),
  choosePack: operation({
    method: 'POST',
    path: '/field/devices/{id}/pack',
    tag,
    summary: 'Choose the households that a phone carries',
    permission: 'visit.record',
    ledger: 'device.pack',
  })
    .input(
      z.object({
        id: Id,
        add: z.array(Id).max(3000).default([]),
        /** What a filter of the caller's list finds, as many as a phone carries: no ids cross a slow line. */
        choice: z.enum(['mine', 'overdue', 'with-gaps', 'all']).optional(),
        remove: z.array(Id).max(3000).default([]),
      }),
    )
    .output(z.object({ households: z.number().int() })),
  pull: operation({
    method: 'POST',
    path: '/field/devices/{id}/pull',
    tag,
    summary: 'What changed in the pack since a cursor; each household read stands in the ledger',
    permission: 'visit.record',
    ledger: 'device.pull',
    compress: true,
  })
    .input(
      z.object({
        id: Id,
        cursor: z.string().max(200).nullable(),
        limit: z.number().int().min(1).max(500).default(250),
      }),
    )
    .output(
      z.object({
        households: z.array(PackedHousehold),
        gone: z.array(Id),
        questions: z.array(FactQuestion),
        cursor: z.string(),
        more: z.boolean(),
        leaseUntil: Instant,
        serverNow: Instant,
      }),
    ),
  push: operation({
    method: 'POST',
    path: '/field/devices/{id}/push',
    tag,
    summary: 'Send what was done without signal: in order, each exactly once',
    permission: 'visit.record',
    ledger: 'device.push',
  })
    .input(
      z.object({
        id: Id,
        /** The phone's clock at sending: by it the server learns how far that clock is off. */
        sentAt: Instant,
        operations: z.array(FieldOperation).min(1).max(100),
      }),
    )
    .output(z.object({ receipts: z.array(FieldReceipt), next: z.enum(['continue', 'renumber']) })),
  forms: operation({
    method: 'GET',
    path: '/field/forms',
    tag,
    summary: 'The published forms, each in its newest version',
    permission: 'visit.record',
    compress: true,
  }).output(z.array(FieldForm)),
  library: operation({
    method: 'GET',
    path: '/field/library',
    tag,
    summary: 'The policies in force, for screening on the phone; without those whose audience is protected',
    permission: 'visit.record',
    compress: true,
  })
    .input(z.object({ known: z.string().max(100).optional() }))
    .output(z.object({ hash: z.string(), bundle: z.unknown().nullable() })),
  presence: operation({
    method: 'POST',
    path: '/households/{id}/presence',
    tag,
    summary: 'Say that one has the visit form of a household open, and see who else has; nothing is locked',
    permission: 'visit.record',
    ledger: 'visit.presence',
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        others: z.array(z.object({ name: z.string(), at: Instant })),
        carriers: z.array(z.object({ name: z.string(), lastSeenAt: Instant })),
      }),
    ),
  questions: operation({
    method: 'GET',
    path: '/fact-questions',
    tag,
    summary: 'Facts that two people changed: both values, until somebody picks',
    permission: 'fact.readSensitive',
  })
    .input(
      Page.extend({
        state: z.enum(['open', 'settled']).default('open'),
        householdId: Id.optional(),
        under: OrgPathText.optional(),
        /** `person.monthly_wage` */
        fact: FactName.optional(),
        /** Asked at least so many days ago. */
        olderThanDays: z.coerce.number().int().min(1).max(3650).optional(),
      }),
    )
    .output(pageOf(FactQuestion)),
  questionSummary: operation({
    method: 'GET',
    path: '/fact-questions/summary',
    tag,
    summary: 'How many questions are open, and about which facts; counts only',
    permission: 'fact.readSensitive',
  })
    .input(z.object({ under: OrgPathText.optional() }))
    .output(
      z.object({
        open: z.number().int(),
        facts: z.array(
          z.object({
            entityKind: z.enum(['household', 'person']),
            fact: z.string(),
            open: z.number().int(),
          }),
        ),
      }),
    ),
  askQuestion: operation({
    method: 'POST',
    path: '/fact-questions',
    tag,
    summary:
      'Have a person settle a fact of which sources say different things; an open question is given back as it is',
    permission: 'fact.record',
    ledger: 'household.read',
  })
    .input(z.object({ householdId: Id, entityId: Id, fact: FactName }))
    .output(FactQuestion),
  pickAnswer: operation({
    method: 'POST',
    path: '/fact-questions/{id}/pick',
    tag,
    summary: 'Pick one of the values, with a reason',
    permission: 'fact.record',
    ledger: 'fact.pick',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        choice: z.number().int().min(0),
        reason: z.string().min(2).max(300),
      }),
    )
    .output(FactQuestion),
  undoAnswer: operation({
    method: 'POST',
    path: '/fact-questions/{id}/undo',
    tag,
    summary: 'Take a choice back; the question is open again',
    permission: 'fact.record',
    ledger: 'fact.undo',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(FactQuestion),
  newcomers: operation({
    method: 'GET',
    path: '/field/newcomers',
    tag,
    summary: 'Families written down without signal that may be known already',
    permission: 'household.create',
  }).output(z.array(Newcomer)),
  answerNewcomer: operation({
    method: 'POST',
    path: '/field/newcomers/{id}/answer',
    tag,
    summary: 'Say whether such a family is one that is known, or new',
    permission: 'household.create',
    ledger: 'newcomer.answer',
  })
    .input(z.object({ id: Id, version: Version, sameAs: Id.nullable() }))
    .output(z.object({ householdId: Id })),
  ofHousehold: operation({
    method: 'GET',
    path: '/households/{id}/visits',
    tag,
    summary: 'The visits of a household, the latest first',
    permission: 'fact.readSensitive',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id }))
    .output(
      z.array(
        z.object({
          id: Id,
          form: Text,
          formVersion: z.number().int(),
          by: z.string(),
          startedAt: Instant,
          reached: z.boolean(),
        }),
      ),
    ),
  get: operation({
    method: 'GET',
    path: '/visits/{id}',
    tag,
    summary: 'One visit with its answers and the form that it was made with',
    permission: 'fact.readSensitive',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id }))
    .output(VisitView),
  paperDocx: operation({
    method: 'GET',
    path: '/visits/{id}/sheet.docx',
    tag,
    summary: 'One visit with its answers on paper, as a Word document',
    permission: 'fact.readSensitive',
    ledger: 'visit.sheet',
  })
    .input(z.object({ id: Id }))
    .output(z.file()),
  paperPdf: operation({
    method: 'GET',
    path: '/visits/{id}/sheet.pdf',
    tag,
    summary: 'One visit with its answers on paper, as PDF',
    permission: 'fact.readSensitive',
    ledger: 'visit.sheet',
  })
    .input(z.object({ id: Id }))
    .output(z.file()),
  file: operation({
    method: 'GET',
    path: '/visits/{id}/files/{fileId}',
    tag,
    summary: 'A photo or signature of a visit, base64',
    permission: 'fact.readSensitive',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id, fileId: Id }))
    .output(z.object({ mediaType: z.string(), content: z.string() })),
}
