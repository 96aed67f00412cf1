import { ALERT_OUTCOMES } from '@lastmile/domain'
import { z } from 'zod'
import {
  AssessmentState,
  DistrictMeasure,
  GroupLine,
  HouseholdAssessment,
  InstrumentView,
  ListedAssessment,
  ScaleResult,
  UrgentAlert,
} from './assessment-shapes.ts'
import { keysOf } from './casework-shapes.ts'
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

const TierNumber = z.number().int().min(1).max(9)
const Answers = z.record(z.string(), z.union([z.number().int(), z.literal('not-applicable'), z.null()]))
const Reason = z.string().trim().min(4).max(500)
const GroupId = z.string().regex(/^[a-z][a-z0-9_]*$/)

export const assessment = {
  view: operation({
    method: 'GET',
    path: '/households/{id}/assessment',
    tag: 'assessment',
    summary: 'How deep a household’s hardship is, its tier, why, and what would decide or move it',
    permission: 'assessment.read',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id }))
    .output(HouseholdAssessment),
  sheet: operation({
    method: 'GET',
    path: '/households/{id}/assessment.pdf',
    tag: 'assessment',
    summary: 'The assessment on paper, for the file and the talk with the household',
    permission: 'assessment.read',
    ledger: 'assessment.sheet',
  })
    .input(z.object({ id: Id }))
    .output(z.file()),
  confirm: operation({
    method: 'POST',
    path: '/households/{id}/assessment/confirm',
    tag: 'assessment',
    summary: 'Confirm the proposed tier, or decide another with a reason; grave tiers by a second person too',
    permission: 'assessment.confirm',
    ledger: 'assessment.confirm',
  })
    .input(z.object({ id: Id, version: Version, tier: TierNumber, reason: Reason.optional() }))
    .output(z.object({ state: AssessmentState, tier: z.number().int(), dueOn: LegalDay.nullable() })),
  confirmMany: operation({
    method: 'POST',
    path: '/assessments/confirm',
    tag: 'assessment',
    summary: 'Confirm the proposals of several households whose tier needs no second person',
    permission: 'assessment.confirm',
    ledger: 'assessment.confirm',
  })
    .input(
      z.object({
        households: z
          .array(z.object({ id: Id, version: Version }))
          .min(1)
          .max(2000),
      }),
    )
    .output(
      z.object({
        confirmed: z.number().int(),
        skipped: z.array(z.object({ id: Id, why: z.enum(['changed', 'needs_second', 'not_found']) })),
      }),
    ),
  list: operation({
    method: 'GET',
    path: '/assessments',
    tag: 'assessment',
    summary: 'Assessments in scope, the gravest first, each with its place in its tier',
    permission: 'assessment.read',
  })
    .input(
      Page.extend({
        box: z.enum(['to_confirm', 'due', 'all']).default('to_confirm'),
        under: OrgPathText.optional(),
        tier: z.coerce.number().int().min(1).max(9).optional(),
        /** Only those deprived in this indicator. */
        indicator: z.string().optional(),
        /** Only those that the measure counts as poor. */
        poor: Flag,
        kind: z.string().optional(),
        undecided: Flag,
      }),
    )
    .output(
      pageOf(ListedAssessment).extend({
        counts: z.object({ toConfirm: z.number().int(), due: z.number().int(), all: z.number().int() }),
      }),
    ),
  instruments: operation({
    method: 'GET',
    path: '/instruments',
    tag: 'assessment',
    summary: 'The assessment instruments with their items and licences',
    permission: 'instrument.read',
  }).output(z.array(InstrumentView)),
  instrumentSheet: operation({
    method: 'GET',
    path: '/instruments/{instrument}/sheet.pdf',
    tag: 'assessment',
    summary: 'An instrument on paper, to be filled in by hand and keyed in later',
    permission: 'instrument.read',
  })
    .input(z.object({ instrument: z.string() }))
    .output(z.file()),
  results: operation({
    method: 'GET',
    path: '/households/{id}/scales',
    tag: 'assessment',
    summary:
      'Instruments that were filled in for a household; psychological ones for those alone who may read them',
    permission: 'instrument.read',
    ledger: 'scale.read',
  })
    .input(z.object({ id: Id }))
    .output(z.object({ items: z.array(ScaleResult), guarded: z.number().int() })),
  administer: operation({
    method: 'POST',
    path: '/households/{id}/scales',
    tag: 'assessment',
    summary: 'Record the answers to an instrument; an alarming one is raised at once',
    permission: 'instrument.administer',
    ledger: 'scale.record',
  })
    .input(
      z.object({
        id: Id,
        key: IdempotencyKey,
        instrument: z.string(),
        personId: Id.optional(),
        mode: z.enum(['self', 'interview', 'observer', 'paper']),
        respondent: z.enum(['self', 'proxy']).default('self'),
        onDay: LegalDay.optional(),
        answers: Answers,
      }),
    )
    .output(z.object({ result: ScaleResult, urgent: z.boolean() })),
  alerts: operation({
    method: 'GET',
    path: '/urgent-alerts',
    tag: 'assessment',
    summary: 'Urgent alerts in scope, the most pressing first',
    permission: 'alert.read',
  })
    .input(Page.extend({ state: z.enum(['open', 'closed']).default('open') }))
    .output(pageOf(UrgentAlert)),
  closeAlert: operation({
    method: 'POST',
    path: '/urgent-alerts/{id}/close',
    tag: 'assessment',
    summary: 'Close an urgent alert with what was done',
    permission: 'alert.close',
    ledger: 'alert.close',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        outcome: keysOf(ALERT_OUTCOMES),
        action: z.string().trim().min(10).max(2000),
        /** What it took, where somebody counted. */
        minutes: z.number().int().min(0).max(600).optional(),
      }),
    )
    .output(UrgentAlert),
  groups: operation({
    method: 'GET',
    path: '/family-groups',
    tag: 'assessment',
    summary: 'The groups of families: who belongs on a day, or who meets the choice and is not in yet',
    permission: 'group.read',
  })
    .input(
      Page.extend({
        group: GroupId,
        box: z.enum(['members', 'candidates', 'to_leave']).default('members'),
        on: LegalDay.optional(),
        under: OrgPathText.optional(),
      }),
    )
    .output(
      pageOf(GroupLine).extend({
        groups: z.array(
          z.object({
            id: z.string(),
            name: z.object({ zh: z.string(), en: z.string() }),
            members: z.number().int(),
          }),
        ),
        approved: z.object({ on: LegalDay, by: z.string(), count: z.number().int() }).nullable(),
      }),
    ),
  enterGroup: operation({
    method: 'POST',
    path: '/family-groups/{group}/enter',
    tag: 'assessment',
    summary: 'Take households into a group of families, by name and day',
    permission: 'group.decide',
    ledger: 'group.enter',
  })
    .input(
      z.object({
        group: GroupId,
        key: IdempotencyKey,
        householdIds: z.array(Id).min(1).max(500),
        reason: Reason.optional(),
      }),
    )
    .output(z.object({ entered: z.number().int() })),
  leaveGroup: operation({
    method: 'POST',
    path: '/family-groups/entries/{id}/leave',
    tag: 'assessment',
    summary: 'Let a household leave a group of families, with a reason',
    permission: 'group.decide',
    ledger: 'group.leave',
  })
    .input(z.object({ id: Id, reason: Reason }))
    .output(z.object({ leftOn: LegalDay })),
  approveList: operation({
    method: 'POST',
    path: '/family-groups/{group}/approve',
    tag: 'assessment',
    summary: 'Approve the list of a group as it stands today; the list of a day never changes',
    permission: 'group.decide',
    ledger: 'group.approve',
  })
    .input(z.object({ group: GroupId }))
    .output(z.object({ on: LegalDay, count: z.number().int() })),
  exportGroup: operation({
    method: 'GET',
    path: '/family-groups/{group}/list.xlsx',
    tag: 'assessment',
    summary: 'The list of a group of families as a workbook: of a day, as approved where it was',
    permission: 'group.read',
    ledger: 'group.export',
  })
    .input(z.object({ group: GroupId, on: LegalDay.optional(), under: OrgPathText.optional() }))
    .output(z.file()),
  measure: operation({
    method: 'GET',
    path: '/measure',
    tag: 'assessment',
    summary: 'Multidimensional poverty in scope: H, A, M0, contributions, groups, robustness, agreement',
    permission: 'measure.read',
  })
    .input(z.object({ under: OrgPathText.optional(), by: z.enum(['unit', 'kind']).default('unit') }))
    .output(DistrictMeasure),
}
