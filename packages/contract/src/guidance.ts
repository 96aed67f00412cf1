import { z } from 'zod'
import {
  Bulletin,
  BulletinReach,
  BulletinRole,
  BulletinRow,
  BulletinText,
  EffectHousehold,
  EffectTable,
} from './guidance-shapes.ts'
import { Id, IdempotencyKey, LegalDay, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'

const No = z.coerce.number().int().positive()

/** Policy guidance both ways (mandate S1): bulletins to advisors, and the effect that comes back. */
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
