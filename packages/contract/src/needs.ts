import { kindLiesIn, NEED_CATEGORIES, NEED_KINDS, ROOT_CAUSES } from '@lastmile/domain'
import { z } from 'zod'
import { keysOf, Need } from './casework-shapes.ts'
import { Id, IdempotencyKey, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'

/** A need in a list of many households. */
export const ListedNeed = Need.extend({
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
})

/** Which needs of the caller's scope. */
const NeedFilter = z.object({
  under: OrgPathText.optional(),
  /** open: confirmed or planned, not met yet. */
  state: z.enum(['open', 'confirmed', 'planned', 'met', 'unmet', 'withdrawn']).optional(),
  category: keysOf(NEED_CATEGORIES).optional(),
  kind: keysOf(NEED_KINDS).optional(),
  cause: keysOf(ROOT_CAUSES).optional(),
  urgency: z.coerce.number().int().min(1).max(3).optional(),
})

/** How many needs there are, cut once by each of several features. Counts are needs; `households` are households. */
export const NeedSummary = z.object({
  needs: z.number().int(),
  households: z.number().int(),
  open: z.number().int(),
  met: z.number().int(),
  unmet: z.number().int(),
  categories: z.array(
    z.object({
      category: z.string(),
      needs: z.number().int(),
      open: z.number().int(),
      met: z.number().int(),
      kinds: z.array(z.object({ kind: z.string(), needs: z.number().int() })),
    }),
  ),
  causes: z.array(z.object({ cause: z.string(), needs: z.number().int(), households: z.number().int() })),
  units: z.array(
    z.object({
      path: OrgPathText,
      name: z.string(),
      needs: z.number().int(),
      open: z.number().int(),
      households: z.number().int(),
    }),
  ),
})

export const needs = {
  list: operation({
    method: 'GET',
    path: '/needs',
    tag: 'needs',
    summary: 'Needs in scope or of one household, the most urgent first',
    permission: 'need.read',
  })
    .input(Page.extend(NeedFilter.shape).extend({ householdId: Id.optional() }))
    .output(pageOf(ListedNeed)),
  summary: operation({
    method: 'GET',
    path: '/needs/summary',
    tag: 'needs',
    summary: 'How many needs there are by category, kind, cause and unit below',
    permission: 'need.read',
  })
    .input(NeedFilter)
    .output(NeedSummary),
  exportXlsx: operation({
    method: 'GET',
    path: '/needs/list.xlsx',
    tag: 'needs',
    summary: 'The list of needs (服务需求清单) of an area, as a workbook to hand in',
    permission: 'need.export',
    ledger: 'need.export',
  })
    .input(NeedFilter)
    .output(z.file()),
  exportCsv: operation({
    method: 'GET',
    path: '/needs/list.csv',
    tag: 'needs',
    summary: 'The list of needs (服务需求清单) of an area, as csv',
    permission: 'need.export',
    ledger: 'need.export',
  })
    .input(NeedFilter)
    .output(z.file()),
  sheet: operation({
    method: 'GET',
    path: '/households/{householdId}/needs.pdf',
    tag: 'needs',
    summary: 'The needs of one household on a sheet that it keeps',
    permission: 'need.read',
    ledger: 'need.sheet',
  })
    .input(z.object({ householdId: Id }))
    .output(z.file()),
  confirm: operation({
    method: 'POST',
    path: '/households/{householdId}/needs',
    tag: 'needs',
    summary: 'Confirm a need seen or told, without a gap; opens a case when none is open',
    permission: 'need.confirm',
    ledger: 'need.confirm',
  })
    .input(
      z
        .object({
          householdId: Id,
          key: IdempotencyKey,
          category: keysOf(NEED_CATEGORIES),
          kind: keysOf(NEED_KINDS).optional(),
          title: z.string().min(1).max(100),
          evidence: z.string().max(1000).optional(),
          rootCause: keysOf(ROOT_CAUSES).default('unknown'),
          urgency: z.number().int().min(1).max(3).default(2),
          ownWords: z.string().max(1000).optional(),
          wish: z.string().max(1000).optional(),
          consent: z.boolean().optional(),
          sourceKind: z.enum(['visit', 'resident', 'staff', 'conversation']).default('staff'),
        })
        .refine(({ kind, category }) => kind === undefined || kindLiesIn(kind, category), {
          path: ['kind'],
          message: 'the kind does not lie in the category',
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
