import { z } from 'zod'
import { factQuestions } from './fact-questions.ts'
import { Id, IdempotencyKey, Instant, operation, Page, pageOf, Text, Version } from './operation.ts'
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
  assessment: operation({
    method: 'GET',
    path: '/field/assessment',
    tag,
    summary: 'The scheme of assessment in force and the scales, for work on the phone',
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
  ...factQuestions,
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
