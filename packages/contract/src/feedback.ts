import { z } from 'zod'
import { Feedback, FeedbackStateName, FeedbackTopic, PublicAnswer } from './guidance-shapes.ts'
import { Flag, Id, IdempotencyKey, operation, Page, pageOf, Version } from './operation.ts'

/** Feedback on policies (mandate S1), from advisors and residents to the bureau, and its answers. */
export const feedback = {
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
}
