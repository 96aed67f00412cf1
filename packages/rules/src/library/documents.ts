import * as z from 'zod'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD')
export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export const confidence = z.enum(['verified', 'second-hand', 'unverified'])
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'names are lower case with underscores')

/** FEEL text with the place of its first character. */
export const formulaText = z.strictObject({
  file: z.string(),
  text: z.string(),
  line: z.number(),
  column: z.number(),
  indent: z.number().optional(),
})

/** One value of a figure, with the days it is in force and where it was found. */
const figureValue = z.strictObject({
  value: z.number(),
  from: day.nullable(),
  to: day.nullable(),
  verified: confidence,
  source: z.string().min(1),
  document: z.string().optional(),
  note: z.string().optional(),
})

/** A figure of the law with its whole known history. */
export const parameterDocument = z.strictObject({
  name,
  label: bilingual,
  type: z.enum(['money', 'ratio', 'integer']),
  /** What is printed after the value (元/人/月), and for whole numbers the unit facts are compared in. */
  unit: z.string().min(1),
  values: z.array(figureValue),
  note: z.string().optional(),
})

/** A formula with a name. */
export const termDocument = z.strictObject({
  name,
  label: bilingual,
  formula: formulaText,
  note: z.string().optional(),
})

/** A decision table with a name: its lines are read by `mechanisms/table/text.ts`. */
const tableDocument = z.strictObject({
  name,
  label: bilingual,
  hit: z.enum(['U', 'F', 'C+']),
  table: formulaText,
  note: z.string().optional(),
})

export const citation = z.strictObject({ document: z.string().min(1), clause: z.string().min(1) })

/** A condition: a formula, or several of which all or any must hold. */
export type ConditionDocument = {
  title?: { zh: string; en: string } | undefined
  when?: z.infer<typeof formulaText> | undefined
  all?: ConditionDocument[] | undefined
  any?: ConditionDocument[] | undefined
  cite?: z.infer<typeof citation> | undefined
  applies?: true | undefined
}
export const condition: z.ZodType<ConditionDocument> = z.lazy(() =>
  z
    .strictObject({
      title: bilingual.optional(),
      when: formulaText.optional(),
      all: z.array(condition).min(1).optional(),
      any: z.array(condition).min(1).optional(),
      cite: citation.optional(),
      applies: z.literal(true).optional(),
    })
    .refine((one) => [one.when, one.all, one.any].filter((part) => part !== undefined).length === 1, {
      message: 'a condition has exactly one of when, all, any',
    }),
)

const amount = z.strictObject({
  formula: formulaText,
  per: z.enum(['month', 'year', 'once']),
  up_to: z.literal(true).optional(),
  cite: citation,
})

const version = z.strictObject({
  from: day,
  to: day.nullable(),
  conditions: z.array(condition).min(1),
  amount: amount.optional(),
})

const interaction = z.strictObject({
  kind: z.enum(['stacks', 'excludes', 'opens', 'counts', 'note']),
  policy: z.string().optional(),
  text: bilingual,
})

/** A policy as `policy.yaml` holds it. Without `versions` it is a guide: it informs, and decides nothing. */
export const policyDocument = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  rank: z.int().min(1),
  names: z
    .array(
      z.strictObject({
        zh: z.string().min(1),
        en: z.string().min(1),
        from: day.nullable(),
        to: day.nullable(),
      }),
    )
    .min(1),
  level: z.enum(['national', 'shanghai', 'qingpu']),
  category: z.string().min(1),
  entity: z.enum(['household', 'person']),
  issuing_body: z.string().min(1),
  in_force: z.strictObject({ from: day.nullable(), to: day.nullable(), verified: confidence }),
  documents: z.record(
    z.string(),
    z.strictObject({
      title: z.string().min(1),
      number: z.string().min(1),
      url: z.string().optional(),
      verified: confidence,
    }),
  ),
  summary: bilingual,
  parameters: z.array(parameterDocument).optional(),
  terms: z.array(termDocument).optional(),
  tables: z.array(tableDocument).optional(),
  versions: z.array(version).min(1).optional(),
  benefit: bilingual,
  apply: z.strictObject({
    where: z.string().min(1),
    materials: z.string().min(1).nullable(),
    time_limit: z.string().min(1).nullable(),
    steps: z.string().optional(),
  }),
  /**
   * `unrecorded`: who uses it stands in no record (a discount by identity card, a voluntary insurance, a court's
   * decision), so that not receiving it cannot be told: it is shown as open to people, and is no gap.
   */
  take_up: z.enum(['recorded', 'unrecorded']).optional(),
  /** Policies whose receipt is a receipt of this one: another road to the same benefit. */
  received_as: z.array(z.string()).optional(),
  interactions: z.array(interaction),
})

/** `policies/coverage.yaml`: which policies decide, which inform, which are still to come. */
export const coverageDocument = z.strictObject({
  policies: z.array(
    z.strictObject({
      id: z.string(),
      rank: z.int(),
      zh: z.string(),
      en: z.string(),
      status: z.enum(['rule', 'guide', 'planned']),
    }),
  ),
})

export type ParameterDocument = z.infer<typeof parameterDocument>
export type TermDocument = z.infer<typeof termDocument>
export type PolicyDocument = z.infer<typeof policyDocument>
export type CoverageDocument = z.infer<typeof coverageDocument>

/** A policy with where it lies, the hash of its text where known, and its guide for residents. */
export type FiledPolicy = {
  readonly place: string
  readonly file: string
  readonly hash: string | null
  readonly guide: string | null
  readonly policy: PolicyDocument
}

/** A whole library as plain data: what `bundleLibrary` gives and a browser can be handed as JSON. */
export type LibraryBundle = {
  readonly format: 'lastmile-library-1'
  readonly facts: unknown
  /** Formulas of the derived facts with their places in facts.yaml, by `entity.name`. */
  readonly derived: readonly { readonly key: string; readonly source: z.infer<typeof formulaText> }[]
  readonly parameters: readonly {
    readonly place: string
    readonly file: string
    readonly parameter: ParameterDocument
  }[]
  readonly terms: readonly { readonly place: string; readonly file: string; readonly term: TermDocument }[]
  readonly policies: readonly FiledPolicy[]
  readonly coverage: CoverageDocument
}
