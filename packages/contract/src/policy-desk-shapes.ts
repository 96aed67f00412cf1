import { z } from 'zod'
import { Because, Id, Instant, LegalDay, OrgPathText, Text, Version } from './operation.ts'

/** How sure somebody is of a figure: read at its source, copied by others, or from memory. */
const Confidence = z.enum(['verified', 'second-hand', 'unverified'])

/** A file of the library, `cn-shanghai/dibao/policy.yaml`. */
export const LibraryPath = z.string().min(1).max(200)

/** Something that the checker refuses, with its place and, where it knows, the way out. */
export const LibraryProblem = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
  fix: z.string().nullable(),
})

/** A condition in words, with the text it is made from. Of a group: what of it must hold. */
export interface RulePart {
  title: { zh: string; en: string } | null
  text: { zh: string; en: string }
  /** The formula as the file has it; null for a group. */
  source: string | null
  kind: 'one' | 'all' | 'any'
  clause: string | null
  applies: boolean
  of: RulePart[]
}
export const RulePart: z.ZodType<RulePart> = z.lazy(() =>
  z.object({
    title: Text.nullable(),
    text: Text,
    source: z.string().nullable(),
    kind: z.enum(['one', 'all', 'any']),
    clause: z.string().nullable(),
    applies: z.boolean(),
    of: z.array(RulePart),
  }),
)

/** A decision table in words: a cell for each input, what a row gives, and its clause. */
export const RuleTable = z.object({
  name: z.string(),
  label: Text,
  hit: z.enum(['U', 'F', 'C+']),
  inputs: z.array(Text),
  rows: z.array(z.object({ cells: z.array(Text), value: Text, clause: z.string().nullable() })),
  /** What holds where no row fits. */
  otherwise: z.object({ value: Text, clause: z.string().nullable() }).nullable(),
})

/** A policy's rule from one day to another, in words on a day. */
export const RuleVersion = z.object({
  from: LegalDay,
  to: LegalDay.nullable(),
  conditions: z.array(RulePart),
  amount: z
    .object({
      text: Text,
      source: z.string(),
      per: z.enum(['month', 'year', 'once']),
      upTo: z.boolean(),
      clause: z.string().nullable(),
    })
    .nullable(),
  /** The decision tables that conditions and amount use. */
  tables: z.array(RuleTable),
})

/** What the checker says of changed files: read, typed, and the cases of all that they touch run. */
export const LibraryCheck = z.object({
  ok: z.boolean(),
  problems: z.array(LibraryProblem),
  cases: z.object({ run: z.number().int(), failed: z.number().int() }),
  /** Each case of the files at hand, and what came out otherwise than it should. */
  reports: z.array(z.object({ policy: z.string(), name: z.string(), failures: z.array(z.string()) })),
  /** Policies that may decide otherwise. */
  affected: z.array(z.string()),
  /** The rules that the files hold, as they would read. */
  rules: z.array(z.object({ policy: z.string(), name: Text, versions: z.array(RuleVersion) })),
})

/** A check under way: waiting behind others, or so many of the touched policies through their cases. */
export const CheckProgress = z.object({
  state: z.enum(['idle', 'waiting', 'running']),
  ahead: z.number().int(),
  done: z.number().int(),
  total: z.number().int(),
})

/** A text for a file, and the hash of the text that it was made from; a null text takes the file away. */
export const FileEdit = z.object({
  path: LibraryPath,
  text: z.string().max(400_000).nullable(),
  base: z.string().nullable(),
})

export const LibraryFileView = z.object({ path: LibraryPath, text: z.string(), hash: z.string() })

/** Counts of households and policies; money in fen a month (a yearly amount counts a twelfth), once apart. */
export const ImpactLine = z.object({
  gains: z.number().int(),
  loses: z.number().int(),
  more: z.number().int(),
  less: z.number().int(),
  unsure: z.number().int(),
  monthFen: z.number().int(),
  onceFen: z.number().int(),
})

export const ChangeImpact = z.object({
  date: LegalDay,
  households: z.number().int(),
  /** Households that could not be judged. */
  failed: z.number().int(),
  total: ImpactLine,
  byStreet: z.array(ImpactLine.extend({ path: OrgPathText, name: z.string() })),
  byPolicy: z.array(ImpactLine.extend({ policy: z.string(), name: Text })),
})

export const ChangeState = z.enum(['draft', 'proposed', 'published', 'withdrawn'])

export const LibraryChangeSummary = z.object({
  id: Id,
  title: z.string(),
  reason: z.string(),
  kind: z.enum(['edit', 'confirmation', 'roll_back']),
  state: ChangeState,
  effectiveOn: LegalDay,
  paths: z.array(z.string()),
  createdBy: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  proposedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionNote: z.string().nullable(),
  rollsBack: Id.nullable(),
  publishedHash: z.string().nullable(),
  version: Version,
})

export const LibraryChange = LibraryChangeSummary.extend({
  files: z.array(
    FileEdit.extend({
      /** The text that it replaces; null for a new file. */
      before: z.string().nullable(),
      /** Hash of the text in force now; another than `base`: somebody published in between. */
      now: z.string().nullable(),
    }),
  ),
  /** Null once it is published or withdrawn. */
  check: LibraryCheck.nullable(),
  impact: ChangeImpact.nullable(),
  /** Whether the impact was reckoned for just these texts over today's library. */
  impactIsCurrent: z.boolean(),
  /** Whether the reader proposed it, and may therefore not publish it. */
  mine: z.boolean(),
})

export const EffectKind = z.enum(['gains', 'loses', 'more', 'less', 'unsure'])

/** One household that a change touches: a door to knock on. */
export const PolicyEffect = z.object({
  changeId: Id,
  changeTitle: z.string(),
  effectiveOn: LegalDay,
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  policy: z.string(),
  policyName: Text,
  kind: EffectKind,
  beforeFen: z.number().int().nullable(),
  afterFen: z.number().int().nullable(),
  per: z.string().nullable(),
  because: Because,
  state: z.enum(['planned', 'open', 'told']),
  toldBy: z.string().nullable(),
  toldAt: Instant.nullable(),
  note: z.string().nullable(),
})

export const NoticeHow = z.enum(['by_hand', 'by_post', 'read_aloud'])
export const NoticeTo = z.enum(['head', 'member', 'representative'])

/** A letter to a household that loses a benefit, or gets less, by a change of policy. */
export const LossNotice = z.object({
  id: Id,
  changeId: Id,
  changeTitle: z.string(),
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  policies: z.array(z.object({ id: z.string(), name: Text })),
  /** The first day without. */
  losesOn: LegalDay,
  /** The last day on which the letter comes in time. */
  dueOn: LegalDay,
  state: z.enum(['open', 'printed', 'late', 'given', 'withdrawn']),
  printedBy: z.string().nullable(),
  printedAt: Instant.nullable(),
  givenBy: z.string().nullable(),
  givenOn: LegalDay.nullable(),
  givenHow: NoticeHow.nullable(),
  givenTo: NoticeTo.nullable(),
  note: z.string().nullable(),
  version: Version,
})

/** A figure of the library that nobody confirmed at its source. */
export const FigureToVerify = z.object({
  path: LibraryPath,
  name: z.string(),
  label: Text,
  value: z.number(),
  unit: z.string(),
  from: LegalDay.nullable(),
  to: LegalDay.nullable(),
  verified: Confidence,
  source: z.string(),
  note: z.string().nullable(),
  /** Policies that rest on it. */
  policies: z.array(z.object({ id: z.string(), name: Text })),
})

/** Something of the library that runs out, or is due for its yearly change. */
export const LibraryReminder = z.object({
  kind: z.enum(['expires', 'yearly']),
  /** The day by which it must be looked at. */
  dueOn: LegalDay,
  overdue: z.boolean(),
  path: LibraryPath,
  /** Name of the figure; null for a whole policy. */
  figure: z.string().nullable(),
  label: Text,
  policies: z.array(z.object({ id: z.string(), name: Text })),
})
