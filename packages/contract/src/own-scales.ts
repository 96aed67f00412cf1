import { z } from 'zod'
import { InstrumentView } from './assessment-shapes.ts'
import { Id, IdempotencyKey, Instant, operation, Text, Version } from './operation.ts'

const Answers = z.record(z.string(), z.union([z.number().int(), z.literal('not-applicable'), z.null()]))

/** A scale as a resident meets it: the questions, without the name of what they measure. */
export const AskedScale = InstrumentView.pick({
  recall: true,
  stem: true,
  notApplicable: true,
  items: true,
  licence: true,
  wording: true,
}).extend({
  /** The answers are for those who counsel and for whoever asked. */
  guarded: z.boolean(),
  askedBy: z.string(),
})

/** What a resident hears after answering: whether somebody calls at once. No score, no name for it. */
export const OwnAnswered = z.object({ callsAtOnce: z.boolean() })

/** A scale that waits for a resident, as the worker sees it. */
export const ScaleRequest = z.object({
  id: Id,
  instrument: z.string(),
  name: Text,
  personName: z.string().nullable(),
  /** own: on the resident's own page. link: on a phone that is handed over. */
  where: z.enum(['own', 'link']),
  askedBy: z.string(),
  askedAt: Instant,
  untilAt: Instant,
  version: Version,
})

/** Scales that residents fill in themselves: on the own page, or on a phone that is handed over. */
export const ownScales = {
  requestScale: operation({
    method: 'POST',
    path: '/households/{id}/scale-requests',
    tag: 'assessment',
    summary: 'Ask a resident to fill in a scale: on the own page, or by a link that counts once',
    permission: 'instrument.administer',
    ledger: 'scale.ask',
  })
    .input(
      z.object({
        id: Id,
        key: IdempotencyKey,
        instrument: z.string(),
        personId: Id.optional(),
        where: z.enum(['own', 'link']),
      }),
    )
    .output(z.object({ id: Id, untilAt: Instant, token: z.string().nullable() })),
  scaleRequests: operation({
    method: 'GET',
    path: '/households/{id}/scale-requests',
    tag: 'assessment',
    summary: 'Scales that wait for somebody of a household to fill them in',
    permission: 'instrument.read',
  })
    .input(z.object({ id: Id }))
    .output(z.array(ScaleRequest)),
  withdrawScaleRequest: operation({
    method: 'POST',
    path: '/scale-requests/{id}/withdraw',
    tag: 'assessment',
    summary: 'Take back that a resident is asked for a scale',
    permission: 'instrument.administer',
    ledger: 'scale.unask',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(z.object({ id: Id })),
  ownScales: operation({
    method: 'GET',
    path: '/own/scales',
    tag: 'assessment',
    summary: 'Questions that wait on the resident’s own page',
    permission: 'own.read',
  }).output(z.array(AskedScale.extend({ id: Id, personName: z.string().nullable() }))),
  answerOwnScale: operation({
    method: 'POST',
    path: '/own/scales/{id}/answer',
    tag: 'assessment',
    summary: 'Answer the questions on the own page; an alarming answer is raised at once',
    permission: 'own.read',
    ledger: 'scale.record',
  })
    .input(z.object({ id: Id, answers: Answers }))
    .output(OwnAnswered),
  openScaleLink: operation({
    method: 'POST',
    path: '/scale-links/open',
    tag: 'assessment',
    summary: 'The questions behind a link that counts once; whose they are is not said',
    permission: 'public',
  })
    .input(z.object({ token: z.string().max(100) }))
    .output(AskedScale),
  answerScaleLink: operation({
    method: 'POST',
    path: '/scale-links/answer',
    tag: 'assessment',
    summary: 'Answer the questions behind a link, once; an alarming answer is raised at once',
    permission: 'public',
    ledger: 'scale.record',
  })
    .input(z.object({ token: z.string().max(100), answers: Answers }))
    .output(OwnAnswered),
}
