import { NEED_CATEGORIES, ROOT_CAUSES } from '@lastmile/domain'
import { z } from 'zod'
import { keysOf, Need } from './casework-shapes.ts'
import { Id, IdempotencyKey, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'

export const needs = {
  list: operation({
    method: 'GET',
    path: '/needs',
    tag: 'needs',
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
    tag: 'needs',
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
    tag: 'needs',
    summary: 'Withdraw a need with a reason',
    permission: 'need.confirm',
    ledger: 'need.withdraw',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(Need),
}
