import { CASE_OUTCOMES, NEED_CATEGORIES, ROOT_CAUSES } from '@lastmile/domain'
import { z } from 'zod'
import {
  Id,
  IdempotencyKey,
  Instant,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  StaffRef,
  Version,
} from './operation.ts'

function keysOf<T extends Record<string, unknown>>(table: T) {
  return z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]])
}

export const Need = z.object({
  id: Id,
  householdId: Id,
  caseId: Id.nullable(),
  category: z.string(),
  title: z.string(),
  sourceKind: z.string(),
  evidence: z.string().nullable(),
  rootCause: z.string(),
  urgency: z.number().int(),
  ownWords: z.string().nullable(),
  consent: z.boolean().nullable(),
  state: z.string(),
  confirmedBy: z.string(),
  confirmedAt: Instant,
  version: Version,
})
export const PlanItem = z.object({
  id: Id,
  caseId: Id,
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  needId: Id.nullable(),
  kind: z.enum(['policy', 'resource', 'service']),
  policy: z.string().nullable(),
  title: z.string(),
  goal: z.string().nullable(),
  dueOn: LegalDay.nullable(),
  state: z.string(),
  organisation: z.object({ path: OrgPathText, name: z.string() }).nullable(),
  worker: z.object({ id: Id, name: z.string() }).nullable(),
  result: z.string().nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  actions: z.array(z.string()),
  version: Version,
})
export const Contact = z.object({
  id: Id,
  at: Instant,
  channel: z.string(),
  minutes: z.number().int().nullable(),
  by: z.string(),
  summary: z.string(),
  reached: z.boolean(),
  planItemId: Id.nullable(),
  nextOn: LegalDay.nullable(),
})
export const Order = z.object({
  id: Id,
  caseId: Id,
  householdId: Id.nullable(),
  what: z.string(),
  callName: z.string(),
  place: z.string(),
  dueOn: LegalDay,
  state: z.string(),
  report: z.string().nullable(),
  minutes: z.number().int().nullable(),
  volunteer: z.string(),
  givenBy: z.string(),
  actions: z.array(z.string()),
  version: Version,
})
export const Opinion = z.object({
  id: Id,
  at: Instant,
  by: z.string(),
  organisation: z.string(),
  body: z.string(),
})
export const Closure = z.object({
  id: Id,
  caseId: Id,
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  outcome: z.string(),
  assessment: z.string(),
  state: z.enum(['proposed', 'returned', 'approved']),
  proposedBy: z.string(),
  proposedAt: Instant,
  reviewedBy: z.string().nullable(),
  comment: z.string().nullable(),
  version: Version,
})
export const CaseFile = z.object({
  id: Id,
  no: z.string(),
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  state: z.enum(['open', 'serving', 'closure_proposed', 'closed']),
  advisor: StaffRef.nullable(),
  team: z.array(z.object({ id: Id, name: z.string(), part: z.string(), role: z.string() })),
  openedAt: Instant,
  nextContactOn: LegalDay.nullable(),
  closedAt: Instant.nullable(),
  outcome: z.string().nullable(),
  needs: z.array(Need),
  plan: z.array(PlanItem),
  contacts: z.array(Contact),
  orders: z.array(Order),
  opinions: z.array(Opinion),
  closures: z.array(Closure),
  actions: z.array(z.string()),
  version: Version,
})
export const CaseRow = z.object({
  id: Id,
  no: z.string(),
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgName: z.string(),
  state: z.string(),
  advisorName: z.string().nullable(),
  openedAt: Instant,
  nextContactOn: LegalDay.nullable(),
  openItems: z.number().int(),
  overdue: z.boolean(),
})
export const BureauTask = z.object({
  id: Id,
  orgPath: OrgPathText,
  orgName: z.string(),
  title: z.string(),
  body: z.string(),
  dueOn: LegalDay,
  state: z.enum(['given', 'replied', 'returned', 'accepted']),
  givenBy: z.string(),
  givenAt: Instant,
  reply: z.string().nullable(),
  repliedBy: z.string().nullable(),
  repliedAt: Instant.nullable(),
  version: Version,
})

const t = (tag: 'needs' | 'casework') => tag

export const needs = {
  list: operation({
    method: 'GET',
    path: '/needs',
    tag: t('needs'),
    summary: 'Needs in scope or of one household',
    permission: 'need.read',
  })
    .input(
      Page.extend({
        householdId: Id.optional(),
        under: OrgPathText.optional(),
        state: z.string().optional(),
        category: z.string().optional(),
      }),
    )
    .output(pageOf(Need)),
  confirm: operation({
    method: 'POST',
    path: '/households/{householdId}/needs',
    tag: t('needs'),
    summary: 'Confirm a need seen or told, without a gap; opens a case when none is open',
    permission: 'need.confirm',
    ledger: 'need.confirm',
  })
    .input(
      z.object({
        householdId: Id,
        key: IdempotencyKey,
        category: keysOf(NEED_CATEGORIES),
        title: z.string().min(1).max(100),
        evidence: z.string().max(1000).optional(),
        rootCause: keysOf(ROOT_CAUSES).default('unknown'),
        urgency: z.number().int().min(1).max(3).default(2),
        ownWords: z.string().max(1000).optional(),
        consent: z.boolean().optional(),
        sourceKind: z.enum(['visit', 'resident', 'staff']).default('staff'),
      }),
    )
    .output(z.object({ needId: Id, caseId: Id })),
  withdraw: operation({
    method: 'POST',
    path: '/needs/{id}/withdraw',
    tag: t('needs'),
    summary: 'Withdraw a need with a reason',
    permission: 'need.confirm',
    ledger: 'need.withdraw',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(Need),
}

export const casework = {
  list: operation({
    method: 'GET',
    path: '/cases',
    tag: t('casework'),
    summary: 'Cases in scope',
    permission: 'case.read',
  })
    .input(
      Page.extend({
        under: OrgPathText.optional(),
        state: z.string().optional(),
        mine: z.coerce.boolean().default(false),
      }),
    )
    .output(pageOf(CaseRow)),
  get: operation({
    method: 'GET',
    path: '/cases/{id}',
    tag: t('casework'),
    summary: 'One case: needs, plan, contacts, orders, opinions, closures',
    permission: 'case.read',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id }))
    .output(CaseFile),
  ofHousehold: operation({
    method: 'GET',
    path: '/households/{householdId}/case',
    tag: t('casework'),
    summary: 'The open case of a household, or its last one',
    permission: 'case.read',
  })
    .input(z.object({ householdId: Id }))
    .output(CaseFile.nullable()),
  assign: operation({
    method: 'POST',
    path: '/cases/{id}/assign',
    tag: t('casework'),
    summary: 'Assign the advisor: pairs the household and opens it to the advisor',
    permission: 'case.assign',
    ledger: 'case.assign',
  })
    .input(z.object({ id: Id, version: Version, advisorId: Id, nextContactOn: LegalDay.optional() }))
    .output(CaseFile),
  addItem: operation({
    method: 'POST',
    path: '/cases/{id}/plan',
    tag: t('casework'),
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
    tag: t('casework'),
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
    tag: t('casework'),
    summary: 'The organisation gives an item back with a reason',
    permission: 'plan.nameWorker',
    ledger: 'plan.decline',
  })
    .input(z.object({ itemId: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(PlanItem),
  nameWorker: operation({
    method: 'POST',
    path: '/plan/{itemId}/worker',
    tag: t('casework'),
    summary: 'The organisation names the social worker who does it',
    permission: 'plan.nameWorker',
    ledger: 'plan.worker',
  })
    .input(z.object({ itemId: Id, version: Version, workerId: Id }))
    .output(PlanItem),
  startItem: operation({
    method: 'POST',
    path: '/plan/{itemId}/start',
    tag: t('casework'),
    summary: 'Work on an item begins',
    permission: 'plan.edit',
    ledger: 'plan.start',
  })
    .input(z.object({ itemId: Id, version: Version }))
    .output(PlanItem),
  finishItem: operation({
    method: 'POST',
    path: '/plan/{itemId}/finish',
    tag: t('casework'),
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
    tag: t('casework'),
    summary: 'Cancel an item with a reason',
    permission: 'plan.edit',
    ledger: 'plan.cancel',
  })
    .input(z.object({ itemId: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(PlanItem),
  myItems: operation({
    method: 'GET',
    path: '/plan',
    tag: t('casework'),
    summary: 'Plan items that wait: of my organisation, or mine',
    permission: 'case.read',
  })
    .input(Page.extend({ state: z.string().optional(), mine: z.coerce.boolean().default(false) }))
    .output(pageOf(PlanItem)),
  recordContact: operation({
    method: 'POST',
    path: '/households/{householdId}/contacts',
    tag: t('casework'),
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
    tag: t('casework'),
    summary: 'Counselling notes, with tighter access',
    permission: 'counselling.read',
    ledger: 'counselling.read',
  })
    .input(z.object({ householdId: Id }))
    .output(z.array(z.object({ id: Id, at: Instant, by: z.string(), body: z.string() }))),
  writeCounselling: operation({
    method: 'POST',
    path: '/households/{householdId}/counselling',
    tag: t('casework'),
    summary: 'Write a counselling note',
    permission: 'counselling.write',
    ledger: 'counselling.write',
  })
    .input(z.object({ householdId: Id, key: IdempotencyKey, body: z.string().min(1).max(5000) }))
    .output(z.object({ id: Id })),
  giveOrder: operation({
    method: 'POST',
    path: '/cases/{id}/orders',
    tag: t('casework'),
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
    tag: t('casework'),
    summary: 'The volunteer’s own orders',
    permission: 'order.own',
  }).output(z.array(Order)),
  answerOrder: operation({
    method: 'POST',
    path: '/orders/{id}/answer',
    tag: t('casework'),
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
    tag: t('casework'),
    summary: 'The organisation’s professional opinion on a household',
    permission: 'opinion.write',
    ledger: 'opinion.write',
  })
    .input(z.object({ householdId: Id, key: IdempotencyKey, body: z.string().min(1).max(3000) }))
    .output(Opinion),
  proposeClosure: operation({
    method: 'POST',
    path: '/cases/{id}/closure',
    tag: t('casework'),
    summary: 'Propose to close, with the outcome and how it is now',
    permission: 'closure.propose',
    ledger: 'closure.propose',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        outcome: keysOf(CASE_OUTCOMES),
        assessment: z.string().min(2).max(2000),
      }),
    )
    .output(CaseFile),
  reviewClosure: operation({
    method: 'POST',
    path: '/closures/{id}/review',
    tag: t('casework'),
    summary: 'The supervisor approves or returns a closure; not the proposer',
    permission: 'closure.review',
    ledger: 'closure.review',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        decision: z.enum(['approve', 'return']),
        comment: z.string().max(1000).optional(),
      }),
    )
    .output(Closure),
  closures: operation({
    method: 'GET',
    path: '/closures',
    tag: t('casework'),
    summary: 'Closures that wait for review',
    permission: 'closure.review',
  })
    .input(Page.extend({ state: Closure.shape.state.default('proposed') }))
    .output(pageOf(Closure)),
  giveTask: operation({
    method: 'POST',
    path: '/tasks',
    tag: t('casework'),
    summary: 'The bureau gives streets a dated task',
    permission: 'task.give',
    ledger: 'task.give',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        orgPaths: z.array(OrgPathText).min(1).max(50),
        title: z.string().min(1).max(100),
        body: z.string().min(1).max(2000),
        dueOn: LegalDay,
      }),
    )
    .output(z.array(BureauTask)),
  tasks: operation({
    method: 'GET',
    path: '/tasks',
    tag: t('casework'),
    summary: 'Tasks in scope',
    permission: 'task.read',
  })
    .input(Page.extend({ state: BureauTask.shape.state.optional() }))
    .output(pageOf(BureauTask)),
  replyTask: operation({
    method: 'POST',
    path: '/tasks/{id}/reply',
    tag: t('casework'),
    summary: 'The street replies',
    permission: 'task.reply',
    ledger: 'task.reply',
  })
    .input(z.object({ id: Id, version: Version, reply: z.string().min(1).max(2000) }))
    .output(BureauTask),
  judgeTask: operation({
    method: 'POST',
    path: '/tasks/{id}/judge',
    tag: t('casework'),
    summary: 'The bureau accepts the reply or returns it',
    permission: 'task.give',
    ledger: 'task.judge',
  })
    .input(z.object({ id: Id, version: Version, decision: z.enum(['accept', 'return']) }))
    .output(BureauTask),
}
