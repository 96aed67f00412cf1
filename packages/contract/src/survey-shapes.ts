import { z } from 'zod'
import { HouseholdConditions } from './household-conditions.ts'
import { Id, Instant, LegalDay, OrgPathText, Text, Version } from './operation.ts'

/** Which households a campaign asks: a unit, a view and the conditions of the list of households. */
export const CampaignWho = z
  .object({
    under: OrgPathText.optional(),
    filter: z
      .enum(['all', 'with-gaps', 'with-needs', 'receiving', 'in-case', 'unpaired', 'overdue'])
      .default('all'),
    receiving: z.string().max(80).optional(),
  })
  .extend(HouseholdConditions.shape)

/** So many households are asked by one campaign at most. */
export const MOST_TARGETS = 20_000

export const Campaign = z.object({
  id: Id,
  title: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  form: Text,
  formId: z.string(),
  formVersion: z.number().int(),
  dueOn: LegalDay,
  state: z.enum(['running', 'closed']),
  createdBy: z.string(),
  createdAt: Instant,
  /** Households asked that the reader may see, and how many of them were visited with the form since. */
  asked: z.number().int(),
  visited: z.number().int(),
  reached: z.number().int(),
  version: Version,
})

const Doubt = z.enum(['too-fast', 'all-the-same', 'far-away'])

export const CampaignTarget = z.object({
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  assignee: z.object({ id: Id, name: z.string() }).nullable(),
  assignedWhy: z.enum(['advisor', 'committee', 'street', 'person', 'nobody']),
  visit: z
    .object({
      id: Id,
      at: Instant,
      by: z.string(),
      reached: z.boolean(),
      /** Why nobody was met, where the visitor said so. */
      notMet: Text.nullable(),
      doubts: z.array(Doubt),
    })
    .nullable(),
})

export const CampaignPage = Campaign.extend({
  who: CampaignWho,
  units: z.array(
    z.object({
      path: OrgPathText,
      name: z.string(),
      asked: z.number().int(),
      visited: z.number().int(),
      reached: z.number().int(),
      lat: z.number().nullable(),
      lng: z.number().nullable(),
      /** The place is invented. */
      sketch: z.boolean(),
    }),
  ),
  /** The unit whose parts `units` are, with its place. */
  looksAt: z.object({
    path: OrgPathText,
    name: z.string(),
    lat: z.number().nullable(),
    lng: z.number().nullable(),
  }),
  people: z.array(
    z.object({ id: Id.nullable(), name: z.string(), asked: z.number().int(), visited: z.number().int() }),
  ),
  doubts: z.array(z.object({ doubt: Doubt, count: z.number().int() })),
})

const Title = z.object({ value: z.string(), title: Text })

export const CampaignResults = z.object({
  forms: z.number().int(),
  questions: z.array(
    z.object({
      name: z.string(),
      title: Text,
      kind: z.enum(['one', 'many', 'number', 'text']),
      answered: z.number().int(),
      counts: z.array(Title.extend({ count: z.number().int() })),
      figures: z
        .object({ min: z.number(), median: z.number(), mean: z.number(), max: z.number() })
        .nullable(),
    }),
  ),
  cross: z
    .object({
      columns: z.array(Title),
      rows: z.array(Title.extend({ counts: z.array(z.number().int()) })),
    })
    .nullable(),
})

export const FormDraft = z.object({
  id: z.string(),
  title: Text,
  definition: z.record(z.string(), z.unknown()),
  /** The newest published version; null: none yet. */
  published: z.number().int().nullable(),
  publishedAt: Instant.nullable(),
  /** Whether the draft says something else than what is published. */
  changed: z.boolean(),
  savedAt: Instant.nullable(),
  /** Of the draft; 0: there is none, the published version is shown. */
  version: z.number().int(),
})
