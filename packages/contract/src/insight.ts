import { z } from 'zod'
import { CaseFile, PlanItem } from './casework-shapes.ts'
import { NeedSummary } from './needs.ts'
import { Id, Instant, LegalDay, OrgPathText, operation, Page, pageOf, Text } from './operation.ts'

/** One thing that waits for the reader: what, for whom, why, by when, and the one action that does it. */
export const TodayItem = z.object({
  id: z.string(),
  kind: z.enum([
    'gap',
    'alert',
    'tier',
    'announcement',
    'notice',
    'signal',
    'need',
    'assign',
    'plan-item',
    'hand-over',
    'order',
    'closure-review',
    'closure-returned',
    'task',
    'task-reply',
    'contact-due',
    'import',
    'bulletin',
    'feedback',
    'door',
    'policy-change',
    'fact-question',
    'own-plan',
    'ledger',
    'account',
  ]),
  column: z.enum(['now', 'changed', 'mine']),
  title: Text,
  why: Text,
  dueOn: LegalDay.nullable(),
  overdue: z.boolean(),
  at: Instant.nullable(),
  householdId: Id.nullable(),
  /** Where one click leads in the console. */
  href: z.string(),
  action: Text,
})

export const Today = z.object({
  date: LegalDay,
  greeting: Text,
  items: z.array(TodayItem),
  /** Counts in scope, each a door. */
  figures: z.array(z.object({ id: z.string(), label: Text, value: z.number(), href: z.string() })),
})

/** Households of a unit, counted by the filters of the list of households, and its open needs. */
const AreaFigures = z.object({
  households: z.number().int(),
  persons: z.number().int(),
  receiving: z.number().int(),
  inCase: z.number().int(),
  withGaps: z.number().int(),
  withNeeds: z.number().int(),
  overdue: z.number().int(),
})

/** A district, street or committee on one page. */
export const AreaPortrait = z.object({
  day: LegalDay,
  unit: z.object({ path: OrgPathText, name: z.string(), kind: z.string() }),
  figures: AreaFigures,
  needs: NeedSummary.omit({ units: true }),
  /**
   * Households assessed, poor by the district's measure, and of those the deprived in each dimension (censored
   * headcounts); null where the reader may not hear of it.
   */
  hardship: z.object({
    assessed: z.number().int(),
    poor: z.number().int(),
    dimensions: z.array(z.object({ id: z.string(), name: Text, households: z.number().int().nullable() })),
  }),
  /** The last twelve months, the oldest first: needs confirmed, gaps found. */
  months: z.array(z.object({ month: z.string(), needs: z.number().int(), gaps: z.number().int() })),
  /** One step below. A place that nobody has said is null. */
  parts: z.array(
    AreaFigures.extend({
      path: OrgPathText,
      name: z.string(),
      lat: z.number().nullable(),
      lng: z.number().nullable(),
      /** The place is invented. */
      sketch: z.boolean(),
    }),
  ),
  centre: z.object({ lat: z.number(), lng: z.number() }).nullable(),
  /** Of a committee: its households on the map; null of a larger unit. */
  homes: z
    .object({
      drawn: z.array(
        z.object({
          id: Id,
          name: z.string(),
          lat: z.number(),
          lng: z.number(),
          /** The place is invented. */
          sketch: z.boolean(),
          receiving: z.boolean(),
          withNeeds: z.boolean(),
          withGaps: z.boolean(),
        }),
      ),
      /** Their place is unknown, or they are more than a map can show. */
      notDrawn: z.number().int(),
    })
    .nullable(),
})

export const LedgerRow = z.object({
  id: Id,
  seq: z.number().int(),
  at: Instant,
  actorName: z.string(),
  actorRole: z.string(),
  action: z.string(),
  text: Text,
  objectKind: z.string(),
  objectId: z.string(),
  householdId: Id.nullable(),
  householdNo: z.string().nullable(),
  purpose: z.string().nullable(),
  sealedIn: z.number().int().nullable(),
})

export const OwnPage = z.object({
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  members: z.array(z.object({ name: z.string(), relation: z.string() })),
  advisor: z
    .object({ name: z.string(), orgName: z.string(), phone: z.string().nullable(), hours: z.string() })
    .nullable(),
  receiving: z.array(z.object({ policyName: Text, amountFen: z.number().int().nullable(), per: z.string() })),
  needs: z.array(z.object({ title: z.string(), state: z.string() })),
  plan: z.array(PlanItem.pick({ id: true, title: true, goal: true, dueOn: true, state: true, result: true })),
  caseState: CaseFile.shape.state.nullable(),
  /** Who opened the file: role, unit, day and purpose. */
  readers: z.array(
    z.object({
      at: Instant,
      name: z.string(),
      role: z.string(),
      orgName: z.string(),
      what: Text,
      purpose: z.string().nullable(),
    }),
  ),
})

export const insight = {
  portrait: operation({
    method: 'GET',
    path: '/areas/portrait',
    tag: 'insight',
    summary:
      'A district, street or committee on one page: who is in difficulty, why, what is needed, how it goes',
    permission: 'portrait.read',
  })
    .input(z.object({ under: OrgPathText.optional() }))
    .output(AreaPortrait),
  today: operation({
    method: 'GET',
    path: '/today',
    tag: 'insight',
    summary: 'What waits for me, why, and by when',
    permission: 'today.read',
  }).output(Today),
  own: operation({
    method: 'GET',
    path: '/own',
    tag: 'insight',
    summary: 'The resident’s own plan and who read the file',
    permission: 'own.read',
  }).output(OwnPage),
  ledger: operation({
    method: 'GET',
    path: '/ledger',
    tag: 'insight',
    summary: 'Query the ledger',
    permission: 'ledger.query',
    ledger: 'ledger.query',
  })
    .input(
      Page.extend({
        householdNo: z.string().max(40).optional(),
        householdId: Id.optional(),
        actorId: Id.optional(),
        action: z.string().max(40).optional(),
        from: LegalDay.optional(),
        to: LegalDay.optional(),
      }),
    )
    .output(pageOf(LedgerRow)),
  verifyLedger: operation({
    method: 'POST',
    path: '/ledger/verify',
    tag: 'insight',
    summary: 'Walk the chain and say whether it holds',
    permission: 'ledger.verify',
    ledger: 'ledger.verify',
  })
    .input(z.object({}))
    .output(
      z.object({
        entries: z.number().int(),
        ok: z.boolean(),
        unsealed: z.number().int(),
        headRoot: z.string().nullable(),
        firstBroken: z.object({ seq: z.number(), expected: z.string(), found: z.string() }).optional(),
      }),
    ),
}
