import { z } from 'zod'
import { PlanItem } from './casework-shapes.ts'
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

export const planOperations = {
  addItem: operation({
    method: 'POST',
    path: '/cases/{id}/plan',
    tag: 'casework',
    summary: 'Add an item to the plan (服务清单)',
    permission: 'plan.edit',
    ledger: 'plan.add',
  })
    .input(
      z.object({
        id: Id,
        key: IdempotencyKey,
        needId: Id.optional(),
        kind: z.enum(['policy', 'resource', 'service']),
        policy: z.string().optional(),
        title: z.string().min(1).max(100),
        goal: z.string().max(300).optional(),
        dueOn: LegalDay.optional(),
      }),
    )
    .output(PlanItem),
  handOver: operation({
    method: 'POST',
    path: '/plan/{itemId}/hand-over',
    tag: 'casework',
    summary: 'Hand an item to an organisation; it sees the household from now',
    permission: 'plan.handOver',
    ledger: 'plan.hand-over',
  })
    .input(
      z.object({
        itemId: Id,
        version: Version,
        organisationPath: OrgPathText,
        note: z.string().max(300).optional(),
      }),
    )
    .output(PlanItem),
  declineItem: operation({
    method: 'POST',
    path: '/plan/{itemId}/decline',
    tag: 'casework',
    summary: 'The organisation gives an item back with a reason',
    permission: 'plan.nameWorker',
    ledger: 'plan.decline',
  })
    .input(z.object({ itemId: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(PlanItem),
  nameWorker: operation({
    method: 'POST',
    path: '/plan/{itemId}/worker',
    tag: 'casework',
    summary: 'The organisation names the social worker who does it',
    permission: 'plan.nameWorker',
    ledger: 'plan.worker',
  })
    .input(z.object({ itemId: Id, version: Version, workerId: Id }))
    .output(PlanItem),
  startItem: operation({
    method: 'POST',
    path: '/plan/{itemId}/start',
    tag: 'casework',
    summary: 'Work on an item begins',
    permission: 'plan.edit',
    ledger: 'plan.start',
  })
    .input(z.object({ itemId: Id, version: Version }))
    .output(PlanItem),
  finishItem: operation({
    method: 'POST',
    path: '/plan/{itemId}/finish',
    tag: 'casework',
    summary: 'An item is done, with its result; a benefit that arrived closes its gap',
    permission: 'plan.edit',
    ledger: 'plan.finish',
  })
    .input(
      z.object({
        itemId: Id,
        version: Version,
        result: z.string().min(1).max(500),
        needMet: z.boolean().default(true),
        benefitFrom: LegalDay.optional(),
        benefitAmountFen: z.number().int().min(0).optional(),
      }),
    )
    .output(PlanItem),
  cancelItem: operation({
    method: 'POST',
    path: '/plan/{itemId}/cancel',
    tag: 'casework',
    summary: 'Cancel an item with a reason',
    permission: 'plan.edit',
    ledger: 'plan.cancel',
  })
    .input(z.object({ itemId: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(PlanItem),
  myItems: operation({
    method: 'GET',
    path: '/plan',
    tag: 'casework',
    summary: 'Plan items that wait: of my organisation, or mine',
    permission: 'case.read',
  })
    .input(Page.extend({ state: z.string().optional(), mine: Flag }))
    .output(pageOf(PlanItem)),
}
