import { z } from 'zod'
import { Contact, Opinion, Order } from './casework-shapes.ts'
import { Id, IdempotencyKey, Instant, LegalDay, operation, Version } from './operation.ts'

export const contactOperations = {
  recordContact: operation({
    method: 'POST',
    path: '/households/{householdId}/contacts',
    tag: 'casework',
    summary: 'Record a contact (服务记录)',
    permission: 'contact.record',
    ledger: 'contact.record',
  })
    .input(
      z.object({
        householdId: Id,
        key: IdempotencyKey,
        at: Instant,
        channel: z.enum(['visit', 'phone', 'office', 'online', 'activity']),
        minutes: z.number().int().min(0).max(1440).optional(),
        summary: z.string().min(1).max(2000),
        reached: z.boolean().default(true),
        planItemId: Id.optional(),
        nextOn: LegalDay.optional(),
      }),
    )
    .output(Contact),
  counsellingNotes: operation({
    method: 'GET',
    path: '/households/{householdId}/counselling',
    tag: 'casework',
    summary: 'Counselling notes, with tighter access',
    permission: 'counselling.read',
    ledger: 'counselling.read',
  })
    .input(z.object({ householdId: Id }))
    .output(z.array(z.object({ id: Id, at: Instant, by: z.string(), body: z.string() }))),
  writeCounselling: operation({
    method: 'POST',
    path: '/households/{householdId}/counselling',
    tag: 'casework',
    summary: 'Write a counselling note',
    permission: 'counselling.write',
    ledger: 'counselling.write',
  })
    .input(z.object({ householdId: Id, key: IdempotencyKey, body: z.string().min(1).max(5000) }))
    .output(z.object({ id: Id })),
  giveOrder: operation({
    method: 'POST',
    path: '/cases/{id}/orders',
    tag: 'casework',
    summary: 'Ask a volunteer for one thing',
    permission: 'order.give',
    ledger: 'order.give',
  })
    .input(
      z.object({
        id: Id,
        key: IdempotencyKey,
        volunteerId: Id,
        planItemId: Id.optional(),
        what: z.string().min(1).max(200),
        callName: z.string().min(1).max(30),
        place: z.string().min(1).max(200),
        dueOn: LegalDay,
      }),
    )
    .output(Order),
  myOrders: operation({
    method: 'GET',
    path: '/orders',
    tag: 'casework',
    summary: 'The volunteer’s own orders',
    permission: 'order.own',
  }).output(z.array(Order)),
  answerOrder: operation({
    method: 'POST',
    path: '/orders/{id}/answer',
    tag: 'casework',
    summary: 'Accept, decline or report an order',
    permission: 'order.own',
    ledger: 'order.answer',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        action: z.enum(['accept', 'decline', 'done']),
        report: z.string().max(500).optional(),
        minutes: z.number().int().min(0).max(1440).optional(),
      }),
    )
    .output(Order),
  writeOpinion: operation({
    method: 'POST',
    path: '/households/{householdId}/opinions',
    tag: 'casework',
    summary: 'The organisation’s professional opinion on a household',
    permission: 'opinion.write',
    ledger: 'opinion.write',
  })
    .input(z.object({ householdId: Id, key: IdempotencyKey, body: z.string().min(1).max(3000) }))
    .output(Opinion),
}
