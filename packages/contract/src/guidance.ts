import { z } from 'zod'
import {
  Bulletin,
  BulletinReach,
  BulletinRole,
  BulletinRow,
  BulletinText,
  EffectHousehold,
  EffectTable,
  Feedback,
  FeedbackStateName,
  FeedbackTopic,
  PublicAnswer,
} from './guidance-shapes.ts'
import {
  Flag,
  Id,
  IdempotencyKey,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  Version,
} from './operation.ts'

const No = z.coerce.number().int().positive()

/** Policy guidance both ways (mandate S1): bulletins to advisors, feedback from them and from residents. */
export const guidance = {
  bulletins: operation({
    method: 'GET',
    path: '/bulletins',
    tag: 'guidance',
    summary: 'Bulletins on policies: the own ones of an advisor, all of them for the bureau',
    permission: 'bulletin.read',
  })
    .input(Page.extend({ box: z.enum(['all', 'unread']).default('all'), q: z.string().max(60).optional() }))
    .output(pageOf(BulletinRow).extend({ unread: z.number().int() })),
  bulletin: operation({
    method: 'GET',
    path: '/bulletins/{id}',
    tag: 'guidance',
    summary: 'One bulletin in its present version, with its questions',
    permission: 'bulletin.read',
  })
    .input(z.object({ id: Id }))
    .output(Bulletin),
  publishBulletin: operation({
    method: 'POST',
    path: '/bulletins',
    tag: 'guidance',
    summary: 'Publish a bulletin to roles and units, from a day on',
    permission: 'bulletin.write',
    ledger: 'bulletin.publish',
  })
    .input(
      BulletinText.extend({
        key: IdempotencyKey,
        roles: z.array(BulletinRole).min(1),
        units: z.array(OrgPathText).max(100).default([]),
        fromOn: LegalDay.optional(),
      }),
    )
    .output(Bulletin),
  correctBulletin: operation({
    method: 'POST',
    path: '/bulletins/{id}/versions',
    tag: 'guidance',
    summary: 'Correct a bulletin: a new version that everybody reads anew',
    permission: 'bulletin.write',
    ledger: 'bulletin.correct',
  })
    .input(
      BulletinText.extend({
        id: Id,
        version: Version,
        key: IdempotencyKey,
        note: z.string().min(2).max(300),
      }),
    )
    .output(Bulletin),
  withdrawBulletin: operation({
    method: 'POST',
    path: '/bulletins/{id}/withdraw',
    tag: 'guidance',
    summary: 'Withdraw a bulletin with a reason; those who read it see that',
    permission: 'bulletin.write',
    ledger: 'bulletin.withdraw',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(Bulletin),
  readBulletin: operation({
    method: 'POST',
    path: '/bulletins/{id}/read',
    tag: 'guidance',
    summary: 'The reader came to the end of this version',
    permission: 'bulletin.read',
    ledger: 'bulletin.read',
  })
    .input(z.object({ id: Id, no: No, key: IdempotencyKey }))
    .output(Bulletin),
  answerBulletin: operation({
    method: 'POST',
    path: '/bulletins/{id}/answers',
    tag: 'guidance',
    summary: 'Answer the questions of this version, once; the answer says what is right and why',
    permission: 'bulletin.read',
    ledger: 'bulletin.answer',
  })
    .input(
      z.object({
        id: Id,
        no: No,
        key: IdempotencyKey,
        answers: z.array(z.number().int().min(0)).min(1).max(3),
      }),
    )
    .output(Bulletin),
  bulletinReach: operation({
    method: 'GET',
    path: '/bulletins/{id}/reach',
    tag: 'guidance',
    summary:
      'Who has read a bulletin and who not, by street and organisation, and how its questions were answered',
    permission: 'bulletin.write',
  })
    .input(z.object({ id: Id }))
    .output(BulletinReach),
  remindBulletin: operation({
    method: 'POST',
    path: '/bulletins/{id}/remind',
    tag: 'guidance',
    summary: 'Remind those who have not read a bulletin, of one unit or all',
    permission: 'bulletin.write',
    ledger: 'bulletin.remind',
  })
    .input(z.object({ id: Id, key: IdempotencyKey, unit: OrgPathText.optional() }))
    .output(z.object({ reminded: z.number().int() })),
  feedback: operation({
    method: 'GET',
    path: '/feedback',
    tag: 'guidance',
    summary: 'Feedback on policies with its answers: the own, or all within reach',
    permission: 'feedback.read',
  })
    .input(
      Page.extend({
        box: z.enum(['mine', 'all']).default('all'),
        policy: z.string().max(80).optional(),
        state: FeedbackStateName.optional(),
        topicId: Id.optional(),
        /** Only what belongs to no topic yet. */
        loose: Flag,
      }),
    )
    .output(pageOf(Feedback)),
  writeFeedback: operation({
    method: 'POST',
    path: '/feedback',
    tag: 'guidance',
    summary:
      'Say what does not work in a policy and who falls through, as an advisor or in a resident’s words',
    permission: 'feedback.write',
    ledger: 'feedback.write',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        policy: z.string().max(80),
        what: z.string().trim().min(5).max(2000),
        fallsThrough: z.string().trim().max(1000).optional(),
        households: z.number().int().min(1).max(100_000).optional(),
        householdId: Id.optional(),
        /** What the resident said, word for word; makes it the resident's feedback. */
        residentWords: z.string().trim().min(2).max(2000).optional(),
        /** Only when the resident wants to be named. */
        residentName: z.string().trim().max(50).optional(),
      }),
    )
    .output(Feedback),
  seeAnswer: operation({
    method: 'POST',
    path: '/feedback/{id}/seen',
    tag: 'guidance',
    summary: 'The writer has seen the present answer',
    permission: 'self',
  })
    .input(z.object({ id: Id }))
    .output(Feedback),
  topics: operation({
    method: 'GET',
    path: '/feedback-topics',
    tag: 'guidance',
    summary: 'Questions made of feedback on policies, those without an answer first',
    permission: 'feedback.answer',
  })
    .input(Page.extend({ policy: z.string().max(80).optional(), state: FeedbackStateName.optional() }))
    .output(pageOf(FeedbackTopic)),
  gatherFeedback: operation({
    method: 'POST',
    path: '/feedback-topics',
    tag: 'guidance',
    summary: 'Make one question of several pieces of feedback on a policy',
    permission: 'feedback.answer',
    ledger: 'feedback.gather',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        title: z.string().trim().min(2).max(100),
        feedbackIds: z.array(Id).min(1).max(200),
      }),
    )
    .output(FeedbackTopic),
  addToTopic: operation({
    method: 'POST',
    path: '/feedback-topics/{id}/feedback',
    tag: 'guidance',
    summary: 'Put more pieces of feedback on the same policy to a question',
    permission: 'feedback.answer',
    ledger: 'feedback.gather',
  })
    .input(z.object({ id: Id, feedbackIds: z.array(Id).min(1).max(200) }))
    .output(FeedbackTopic),
  looseFeedback: operation({
    method: 'POST',
    path: '/feedback/{id}/loose',
    tag: 'guidance',
    summary: 'Take a piece of feedback out of its question',
    permission: 'feedback.answer',
    ledger: 'feedback.loose',
  })
    .input(z.object({ id: Id }))
    .output(Feedback),
  answerTopic: operation({
    method: 'POST',
    path: '/feedback-topics/{id}/answer',
    tag: 'guidance',
    summary: 'Say how far the bureau is with a question, and answer it',
    permission: 'feedback.answer',
    ledger: 'feedback.answer',
  })
    .input(
      z
        .object({
          id: Id,
          version: Version,
          state: FeedbackStateName,
          answer: z.string().trim().min(2).max(4000).optional(),
        })
        .refine(
          ({ state, answer }) => (state !== 'answered' && state !== 'taken_up') || answer !== undefined,
          {
            path: ['answer'],
          },
        ),
    )
    .output(FeedbackTopic),
  publicAnswer: operation({
    method: 'GET',
    path: '/answers',
    tag: 'guidance',
    summary: 'State and answer of a piece of feedback by its code, without an account',
    permission: 'public',
  })
    .input(z.object({ code: z.string().max(40) }))
    .output(PublicAnswer),
  effect: operation({
    method: 'GET',
    path: '/policy-effect',
    tag: 'guidance',
    summary: 'What policies come to in scope: by policy, or for one policy by the units below',
    permission: 'effect.read',
  })
    .input(z.object({ under: OrgPathText.optional(), policy: z.string().max(80).optional() }))
    .output(EffectTable),
  effectXlsx: operation({
    method: 'GET',
    path: '/policy-effect.xlsx',
    tag: 'guidance',
    summary: 'The same table as a workbook to hand in',
    permission: 'effect.read',
    ledger: 'effect.export',
  })
    .input(z.object({ under: OrgPathText.optional(), policy: z.string().max(80).optional() }))
    .output(z.file()),
  effectHouseholds: operation({
    method: 'GET',
    path: '/policy-effect/households',
    tag: 'guidance',
    summary: 'The households behind two figures of the effect: entitled, or confirmed by a person',
    permission: 'effect.read',
  })
    .input(
      Page.extend({
        policy: z.string().max(80),
        kind: z.enum(['entitled', 'confirmed']),
        under: OrgPathText.optional(),
      }),
    )
    .output(pageOf(EffectHousehold)),
}
