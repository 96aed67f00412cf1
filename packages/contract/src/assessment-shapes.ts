import { z } from 'zod'
import { Because, Id, Instant, LegalDay, OrgPathText, Text } from './operation.ts'

const Share = z.number()
/** A tier with its name. 1 is the gravest. */
const Tier = z.object({ tier: z.number().int(), name: Text })

export const AssessedIndicator = z.object({
  id: z.string(),
  name: Text,
  cutoff: Text,
  value: z.union([z.number(), z.boolean(), z.null()]),
  unit: Text.nullable(),
  deprived: z.boolean().nullable(),
  applies: z.boolean().nullable(),
  weight: Share,
  because: Because,
  /** It rests on what the reader may not see: value and reasons are left out. */
  hidden: z.boolean(),
})

export const AssessedDimension = z.object({
  id: z.string(),
  name: Text,
  deprived: z.boolean().nullable(),
  weight: Share,
  /** Weight of what is deprived, and of what may be. Null where it is hidden. */
  depth: z.object({ lower: Share, upper: Share }).nullable(),
  /** The street's median and mean of the lower depth. */
  street: z.object({ median: Share, mean: Share }),
  /** The lower depth when the tier was last decided. */
  before: Share.nullable(),
  indicators: z.array(AssessedIndicator),
})

export const TierDecision = z.object({
  id: Id,
  at: Instant,
  by: z.string(),
  role: z.string(),
  step: z.enum(['first', 'second']),
  proposed: z.number().int(),
  tier: z.number().int(),
  reason: z.string().nullable(),
  settled: z.boolean(),
  score: Share,
})

export const AssessmentState = z.enum(['open', 'second', 'settled'])

export const MissingAnswer = z.object({
  fact: z.string(),
  entity: z.enum(['household', 'person']),
  member: z.string().optional(),
  memberName: z.string().nullable(),
  question: Text,
  /** The instrument whose score is missing. */
  instrument: z.string().nullable(),
})

/** The assessment of one household as it stands, with its reasons. */
export const HouseholdAssessment = z.object({
  date: LegalDay,
  scheme: z.object({ id: z.string(), version: z.string(), hash: z.string(), status: z.string(), name: Text }),
  /** By what the reader may know: without protected indicators and overrides for those who may not read such facts. */
  proposed: Tier,
  possible: Tier,
  /** What everybody else on the case sees proposed, for those who may read protected facts; else null. */
  openTier: Tier.nullable(),
  decided: z.boolean(),
  override: Text.nullable(),
  score: Share,
  bounds: z.object({ lower: Share, upper: Share }),
  firmness: z.object({ level: z.enum(['firm', 'fair', 'loose']), weights: Share }),
  /** Place among the households of the reader's scope that are proposed for the same tier. */
  rank: z.object({ place: z.number().int(), of: z.number().int() }),
  state: AssessmentState,
  tier: Tier.nullable(),
  dueOn: LegalDay.nullable(),
  version: z.number().int(),
  tiers: z.array(Tier.extend({ secondConfirmation: z.boolean(), atLeast: Share })),
  dimensions: z.array(AssessedDimension),
  because: Because,
  missing: z.array(MissingAnswer),
  nextQuestion: MissingAnswer.extend({ decides: Share }).nullable(),
  moves: z.array(z.object({ name: Text, kind: z.enum(['ease', 'worsen', 'learn']), tier: z.number().int() })),
  services: z.array(z.object({ id: z.string(), name: Text })),
  cadence: z.object({ visitEveryDays: z.number().int(), assessEveryDays: z.number().int() }),
  decisions: z.array(TierDecision),
  groups: z.array(
    z.object({
      id: Id.nullable(),
      group: z.string(),
      name: Text,
      /** Whether the scheme's choice is met now; the household may still be outside, or inside without it. */
      meets: z.boolean(),
      because: z.string(),
      enteredOn: LegalDay.nullable(),
      enteredBy: z.string().nullable(),
    }),
  ),
  alerts: z.array(z.object({ id: Id, kind: z.string(), dueAt: Instant, personName: z.string().nullable() })),
})

export const ListedAssessment = z.object({
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  state: AssessmentState,
  proposed: z.number().int(),
  possible: z.number().int(),
  tier: z.number().int().nullable(),
  lower: Share,
  upper: Share,
  firmness: z.enum(['firm', 'fair', 'loose']),
  /** The unknown indicator to ask about, and the single one that would ease the tier. */
  ask: Text.nullable(),
  move: Text.nullable(),
  urgent: z.boolean(),
  dueOn: LegalDay.nullable(),
  place: z.number().int(),
  version: z.number().int(),
})

const Choice = z.object({ value: z.number().int(), label: z.string() })

/** An instrument as it is asked. Items without text are asked from the official paper. */
export const InstrumentView = z.object({
  id: z.string(),
  version: z.string(),
  name: Text,
  measures: Text,
  subject: z.enum(['person', 'household']),
  guarded: z.boolean(),
  /** Whether a resident may fill it in alone. */
  bySelf: z.boolean(),
  withheld: z.boolean(),
  ageFrom: z.number().int().nullable(),
  recall: z.string().nullable(),
  stem: z.string().nullable(),
  licence: z.object({ status: z.string(), text: z.string() }),
  wording: z.string(),
  notApplicable: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      choices: z.array(Choice).nullable(),
      from: z.number().int().nullable(),
      to: z.number().int().nullable(),
      showIf: z.object({ item: z.string(), values: z.array(z.number().int()) }).nullable(),
    }),
  ),
})

export const ScaleResult = z.object({
  id: Id,
  instrument: z.string(),
  name: Text,
  version: z.string(),
  personId: Id.nullable(),
  personName: z.string().nullable(),
  onDay: LegalDay,
  by: z.string(),
  mode: z.string(),
  respondent: z.string(),
  score: z.number().int().nullable(),
  max: z.number().int().nullable(),
  band: Text.nullable(),
  missing: z.array(z.string()),
  alerts: z.array(z.object({ id: z.string(), level: z.enum(['crisis', 'watch']), action: Text })),
  /** Since the one before: how much, and whether that matters by the instrument. */
  change: z.object({ by: z.number(), matters: z.boolean() }).nullable(),
})

export const UrgentAlert = z.object({
  id: Id,
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgName: z.string(),
  personName: z.string().nullable(),
  kind: z.string(),
  /** The signal that it is, for those who may see such signals. */
  signalId: Id.nullable(),
  raisedAt: Instant,
  raisedBy: z.string(),
  dueAt: Instant,
  overdue: z.boolean(),
  state: z.enum(['open', 'closed']),
  outcome: z.string().nullable(),
  /** What was done; null for those who may not read it. */
  action: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
  version: z.number().int(),
})

export const GroupLine = z.object({
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  tier: z.number().int().nullable(),
  because: z.string(),
  entryId: Id.nullable(),
  enteredOn: LegalDay.nullable(),
  enteredBy: z.string().nullable(),
  leftOn: LegalDay.nullable(),
  leftReason: z.string().nullable(),
})

/** The measure of one group; figures are null below ten households. */
export const MeasuredGroup = z.object({
  id: z.string(),
  name: Text,
  households: z.number().int(),
  share: Share,
  H: Share.nullable(),
  A: Share.nullable(),
  M0: Share.nullable(),
  seM0: Share.nullable(),
  contribution: Share.nullable(),
  /** Fewer than thirty households: read with care. */
  few: z.boolean(),
  tiers: z.array(z.object({ tier: z.number().int(), households: z.number().int(), share: Share })),
  agreement: z
    .object({
      decided: z.number().int(),
      same: Share,
      kappa: Share.nullable(),
      graver: Share,
      milder: Share,
    })
    .nullable(),
})

export const DistrictMeasure = z.object({
  date: LegalDay,
  scheme: z.object({ id: z.string(), version: z.string(), hash: z.string(), status: z.string() }),
  /** Households assessed by another scheme than the one in force; they wait for the night. */
  stale: z.number().int(),
  households: z.number().int(),
  persons: z.number().int(),
  k: Share,
  H: Share,
  A: Share.nullable(),
  M0: Share,
  se: z.object({ H: Share.nullable(), A: Share.nullable(), M0: Share.nullable() }),
  upper: z.object({ H: Share, M0: Share }),
  undetermined: z.number().int(),
  vulnerable: Share,
  severe: Share,
  tiers: z.array(
    z.object({
      tier: z.number().int(),
      name: Text,
      households: z.number().int(),
      share: Share,
      open: z.number().int(),
    }),
  ),
  swallows: z.number().int().nullable(),
  dimensions: z.array(z.object({ id: z.string(), name: Text, weight: Share, contribution: Share })),
  indicators: z.array(
    z.object({
      id: z.string(),
      dimension: z.string(),
      name: Text,
      weight: Share,
      raw: Share,
      censored: Share,
      contribution: Share,
      hidden: z.boolean(),
    }),
  ),
  groups: z.array(MeasuredGroup),
  robustness: z.object({
    lines: z.array(z.object({ k: Share, H: Share, M0: Share })),
    weights: z.array(z.object({ dimension: Text, factor: z.number(), H: Share, M0: Share, sameTier: Share })),
    tiersKept: Share,
    tau: Share.nullable(),
    kept: Share.nullable(),
  }),
  agreement: MeasuredGroup.shape.agreement,
  overTime: z.array(
    z.object({ day: LegalDay, households: z.number().int(), H: Share, A: Share.nullable(), M0: Share }),
  ),
})
