import { z } from 'zod'
import {
  Id,
  IdempotencyKey,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  Text,
  Version,
} from './operation.ts'
import {
  Campaign,
  CampaignPage,
  CampaignResults,
  CampaignTarget,
  CampaignWho,
  FormDraft,
} from './survey-shapes.ts'
import { AskedCampaign, FieldForm, VisitRow } from './visit-shapes.ts'

const tag = 'surveys'

const ById = z.object({ id: Id })

export const surveys = {
  visits: operation({
    method: 'GET',
    path: '/visits',
    tag: 'visits',
    summary: 'Visits of a unit, a person, a household or a campaign, the latest first, and who made them',
    permission: 'fact.readSensitive',
  })
    .input(
      Page.extend({
        under: OrgPathText.optional(),
        householdId: Id.optional(),
        by: Id.optional(),
        campaignId: Id.optional(),
        from: LegalDay.optional(),
        to: LegalDay.optional(),
      }),
    )
    .output(pageOf(VisitRow).extend({ visitors: z.array(z.object({ id: Id, name: z.string() })) })),
  campaigns: operation({
    method: 'GET',
    path: '/campaigns',
    tag,
    summary: 'Campaigns that concern the caller’s unit, the newest first, with how far they are',
    permission: 'campaign.read',
  })
    .input(Page.extend({ state: z.enum(['running', 'closed']).optional() }))
    .output(pageOf(Campaign)),
  published: operation({
    method: 'GET',
    path: '/campaigns/forms',
    tag,
    summary: 'The published forms that a campaign may ask with',
    permission: 'campaign.run',
  }).output(z.array(z.object({ id: z.string(), version: z.number().int(), title: Text }))),
  preview: operation({
    method: 'POST',
    path: '/campaigns/preview',
    tag,
    summary: 'How many households a campaign would ask, where, and who would visit how many',
    permission: 'campaign.run',
  })
    .input(z.object({ who: CampaignWho }))
    .output(
      z.object({
        households: z.number().int(),
        units: z.array(z.object({ path: OrgPathText, name: z.string(), households: z.number().int() })),
        /** `metres`: how far a household lies on average from the middle of this person's; null where places are unknown. */
        people: z.array(
          z.object({
            name: z.string(),
            households: z.number().int(),
            metres: z.number().int().nullable(),
          }),
        ),
        unassigned: z.number().int(),
      }),
    ),
  begin: operation({
    method: 'POST',
    path: '/campaigns',
    tag,
    summary: 'Begin a campaign: its households are fixed, each with somebody who visits',
    permission: 'campaign.run',
    ledger: 'campaign.begin',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        title: z.string().min(2).max(60),
        formId: z.string().max(60),
        dueOn: LegalDay,
        who: CampaignWho,
      }),
    )
    .output(z.object({ id: Id, asked: z.number().int() })),
  get: operation({
    method: 'GET',
    path: '/campaigns/{id}',
    tag,
    summary: 'One campaign: coverage by unit and person, and forms to look at again',
    permission: 'campaign.read',
  })
    .input(ById.extend({ under: OrgPathText.optional() }))
    .output(CampaignPage),
  targets: operation({
    method: 'GET',
    path: '/campaigns/{id}/households',
    tag,
    summary: 'The households of a campaign',
    permission: 'campaign.read',
  })
    .input(
      Page.extend({
        id: Id,
        under: OrgPathText.optional(),
        state: z.enum(['all', 'waiting', 'visited', 'doubted']).default('all'),
        mine: z.stringbool().or(z.boolean()).default(false),
      }),
    )
    .output(pageOf(CampaignTarget)),
  assign: operation({
    method: 'POST',
    path: '/campaigns/{id}/assign',
    tag,
    summary: 'Give households of a campaign to another visitor',
    permission: 'campaign.assign',
    ledger: 'campaign.assign',
  })
    .input(z.object({ id: Id, households: z.array(Id).min(1).max(500), assigneeId: Id }))
    .output(z.object({ assigned: z.number().int() })),
  close: operation({
    method: 'POST',
    path: '/campaigns/{id}/close',
    tag,
    summary: 'Close a campaign; its results stay',
    permission: 'campaign.run',
    ledger: 'campaign.close',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(Campaign),
  results: operation({
    method: 'GET',
    path: '/campaigns/{id}/results',
    tag,
    summary: 'How each question was answered, and one question against another or the unit',
    permission: 'campaign.read',
  })
    .input(
      z.object({
        id: Id,
        rows: z.string().max(120).optional(),
        /** `unit`, or the name of a question. */
        columns: z.string().max(120).optional(),
      }),
    )
    .output(CampaignResults),
  resultsXlsx: operation({
    method: 'GET',
    path: '/campaigns/{id}/results.xlsx',
    tag,
    summary: 'Coverage and answers of a campaign as a workbook, without names',
    permission: 'campaign.read',
    ledger: 'campaign.export',
  })
    .input(ById)
    .output(z.file()),
  forPhone: operation({
    method: 'GET',
    path: '/field/campaigns',
    tag,
    summary: 'What running campaigns ask of the caller: households, by when, and their forms as begun',
    permission: 'visit.record',
    compress: true,
  }).output(z.object({ campaigns: z.array(AskedCampaign), forms: z.array(FieldForm) })),
  forms: operation({
    method: 'GET',
    path: '/survey-forms',
    tag,
    summary: 'Forms, published and being written',
    permission: 'form.edit',
  }).output(z.array(FormDraft)),
  saveForm: operation({
    method: 'PUT',
    path: '/survey-forms/{id}',
    tag,
    summary: 'Save the draft of a form; what is published stays as it is',
    permission: 'form.edit',
    ledger: 'form.save',
  })
    .input(
      z.object({
        id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
        version: z.number().int().min(0),
        title: z.object({ zh: z.string().min(1).max(60), en: z.string().max(60) }),
        definition: z.record(z.string(), z.unknown()),
      }),
    )
    .output(FormDraft),
  publishForm: operation({
    method: 'POST',
    path: '/survey-forms/{id}/publish',
    tag,
    summary: 'Publish the draft of a form as its next version, which never changes',
    permission: 'form.edit',
    ledger: 'form.publish',
  })
    .input(z.object({ id: z.string().max(60), version: Version }))
    .output(FormDraft),
}
