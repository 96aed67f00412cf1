import { z } from 'zod'
import { Flag, Id, IdempotencyKey, LegalDay, operation, Page, pageOf, Version } from './operation.ts'
import {
  ChangeState,
  CheckProgress,
  FigureToVerify,
  FileEdit,
  LibraryChange,
  LibraryChangeSummary,
  LibraryCheck,
  LibraryFileView,
  LibraryPath,
  LibraryReminder,
} from './policy-desk-shapes.ts'

const tag = 'policies'
const step = z.object({ id: Id, version: Version })
const words = { title: z.string().trim().min(1).max(100), reason: z.string().trim().min(1).max(2000) }

/** The policy desk: from a draft to its publication. */
export const policyDesk = {
  files: operation({
    method: 'GET',
    path: '/policies/{id}/files',
    tag,
    summary: 'The texts of one policy, with those of the figures that its rule rests on',
    permission: 'policy.read',
  })
    .input(z.object({ id: z.string() }))
    .output(z.array(LibraryFileView)),
  checkFiles: operation({
    method: 'POST',
    path: '/policy-desk/check',
    tag,
    summary: 'Check texts over the library and run the cases of all that they touch; writes nothing',
    permission: 'policy.draft',
  })
    .input(
      z.object({
        files: z
          .array(FileEdit.pick({ path: true, text: true }))
          .min(1)
          .max(50),
      }),
    )
    .output(LibraryCheck),
  checking: operation({
    method: 'GET',
    path: '/policy-desk/check',
    tag,
    summary: 'How far the check has come that the caller waits for; giving up its request stops it',
    permission: 'policy.draft',
  }).output(CheckProgress),
  changes: operation({
    method: 'GET',
    path: '/policy-changes',
    tag,
    summary: 'Changes of the library, the latest first; published ones for everybody, all for the desk',
    permission: 'policy.read',
  })
    .input(Page.extend({ state: ChangeState.optional(), policy: z.string().optional() }))
    .output(pageOf(LibraryChangeSummary)),
  change: operation({
    method: 'GET',
    path: '/policy-changes/{id}',
    tag,
    summary: 'One change: texts, check, impact',
    permission: 'policy.read',
  })
    .input(z.object({ id: Id }))
    .output(LibraryChange),
  createChange: operation({
    method: 'POST',
    path: '/policy-changes',
    tag,
    summary: 'Begin a change of the library',
    permission: 'policy.draft',
    ledger: 'policy.draft',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        ...words,
        effectiveOn: LegalDay,
        files: z.array(FileEdit).max(50),
      }),
    )
    .output(LibraryChange),
  saveChange: operation({
    method: 'PUT',
    path: '/policy-changes/{id}',
    tag,
    summary: "Save a draft's words and texts",
    permission: 'policy.draft',
    ledger: 'policy.save',
  })
    .input(
      step.extend({
        title: words.title.optional(),
        reason: words.reason.optional(),
        effectiveOn: LegalDay.optional(),
        files: z.array(FileEdit).max(50).optional(),
      }),
    )
    .output(LibraryChange),
  editFigure: operation({
    method: 'POST',
    path: '/policy-desk/figures',
    tag,
    summary: 'Give a figure a new value from a day on, in a new draft or in one that is given',
    permission: 'policy.draft',
    ledger: 'policy.figure',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        /** The draft to write into; without it a new one begins, with title and reason. */
        change: step.optional(),
        title: words.title.optional(),
        reason: words.reason.optional(),
        path: LibraryPath,
        name: z.string(),
        value: z.number().min(0).max(100_000_000),
        from: LegalDay,
        to: LegalDay.nullable().default(null),
        verified: z.enum(['verified', 'second-hand', 'unverified']),
        source: z.string().trim().min(1).max(500),
      }),
    )
    .output(LibraryChange),
  askImpact: operation({
    method: 'POST',
    path: '/policy-changes/{id}/impact',
    tag,
    summary: 'Judge the whole district under the library in force and under the change, in a job',
    permission: 'policy.draft',
    ledger: 'policy.impact',
  })
    .input(z.object({ id: Id }))
    .output(z.object({ jobId: Id })),
  propose: operation({
    method: 'POST',
    path: '/policy-changes/{id}/propose',
    tag,
    summary: 'Hand a sound change with its impact to a second person',
    permission: 'policy.draft',
    ledger: 'policy.propose',
  })
    .input(step)
    .output(LibraryChange),
  returnChange: operation({
    method: 'POST',
    path: '/policy-changes/{id}/return',
    tag,
    summary: 'Send a proposed change back with a word why',
    permission: 'policy.publish',
    ledger: 'policy.return',
  })
    .input(step.extend({ note: z.string().trim().min(1).max(1000) }))
    .output(LibraryChange),
  withdraw: operation({
    method: 'POST',
    path: '/policy-changes/{id}/withdraw',
    tag,
    summary: 'Give a draft or proposed change up',
    permission: 'policy.draft',
    ledger: 'policy.withdraw',
  })
    .input(step)
    .output(LibraryChange),
  publish: operation({
    method: 'POST',
    path: '/policy-changes/{id}/publish',
    tag,
    summary: 'A second person publishes: the library changes, and those it touches become a list of doors',
    permission: 'policy.publish',
    ledger: 'policy.publish',
  })
    .input(step.extend({ note: z.string().trim().max(1000).optional() }))
    .output(LibraryChange),
  rollBack: operation({
    method: 'POST',
    path: '/policy-changes/{id}/roll-back',
    tag,
    summary: 'Begin the change that puts back what a published one replaced',
    permission: 'policy.draft',
    ledger: 'policy.draft',
  })
    .input(z.object({ key: IdempotencyKey, id: Id, effectiveOn: LegalDay }))
    .output(LibraryChange),
  toVerify: operation({
    method: 'GET',
    path: '/policy-desk/to-verify',
    tag,
    summary: 'Every figure that nobody confirmed at its source, with the hint where to look',
    permission: 'policy.read',
  })
    .input(z.object({ past: Flag }))
    .output(z.array(FigureToVerify)),
  confirmFigure: operation({
    method: 'POST',
    path: '/policy-desk/confirm',
    tag,
    summary: 'A named official confirms a figure as seen at its source; published at once, no value changes',
    permission: 'policy.publish',
    ledger: 'policy.confirm',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        path: LibraryPath,
        name: z.string(),
        from: LegalDay.nullable(),
        /** The value that was seen: another one stands in the library, and nothing is confirmed. */
        value: z.number(),
        source: z.string().trim().min(4).max(500),
      }),
    )
    .output(LibraryChangeSummary),
  reminders: operation({
    method: 'GET',
    path: '/policy-desk/reminders',
    tag,
    summary: 'Figures and policies that run out, and those due for their yearly change',
    permission: 'policy.read',
  })
    .input(z.object({ days: z.coerce.number().int().min(1).max(800).default(60) }))
    .output(z.array(LibraryReminder)),
}
