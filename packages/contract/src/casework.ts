import { CASE_OUTCOMES } from '@lastmile/domain'
import { z } from 'zod'
import { CaseFile, CaseRow, Closure, keysOf } from './casework-shapes.ts'
import { contactOperations } from './contacts.ts'
import { Flag, Id, LegalDay, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'
import { planOperations } from './plan.ts'
import { taskOperations } from './tasks.ts'

const caseOperations = {
  list: operation({
    method: 'GET',
    path: '/cases',
    tag: 'casework',
    summary: 'Cases in scope',
    permission: 'case.read',
  })
    .input(
      Page.extend({
        under: OrgPathText.optional(),
        state: z.string().optional(),
        mine: Flag,
        /** Running cases whose next contact is past. */
        overdue: Flag,
      }),
    )
    .output(pageOf(CaseRow)),
  get: operation({
    method: 'GET',
    path: '/cases/{id}',
    tag: 'casework',
    summary: 'One case: needs, plan, contacts, orders, opinions, closures',
    permission: 'case.read',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id }))
    .output(CaseFile),
  ofHousehold: operation({
    method: 'GET',
    path: '/households/{householdId}/case',
    tag: 'casework',
    summary: 'The open case of a household, or its last one',
    permission: 'case.read',
  })
    .input(z.object({ householdId: Id }))
    .output(CaseFile.nullable()),
  assign: operation({
    method: 'POST',
    path: '/cases/{id}/assign',
    tag: 'casework',
    summary: 'Assign the advisor: pairs the household and opens it to the advisor',
    permission: 'case.assign',
    ledger: 'case.assign',
  })
    .input(z.object({ id: Id, version: Version, advisorId: Id, nextContactOn: LegalDay.optional() }))
    .output(CaseFile),
  proposeClosure: operation({
    method: 'POST',
    path: '/cases/{id}/closure',
    tag: 'casework',
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
    tag: 'casework',
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
    tag: 'casework',
    summary: 'Closures that wait for review',
    permission: 'closure.review',
  })
    .input(Page.extend({ state: Closure.shape.state.default('proposed') }))
    .output(pageOf(Closure)),
}

/** Everything that happens in a case, from the plan to its closure, and the bureau's tasks to the streets. */
export const casework = { ...caseOperations, ...planOperations, ...contactOperations, ...taskOperations }
