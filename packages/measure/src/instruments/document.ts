import * as z from 'zod'

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is lower case with hyphens')

const choices = z.array(z.strictObject({ value: z.int(), label: z.string().min(1) })).min(2)

/** An answer that one of these items has: any of the entries is enough. */
const answered = z.array(z.strictObject({ item: z.string(), values: z.array(z.int()).min(1) })).min(1)

const item = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/),
  /** The sentence that is asked; without it (the licence withholds it) `topic` says what it is about, and values go from `from` to `to`. */
  text: z.string().min(1).optional(),
  topic: z.string().min(1).optional(),
  choices: choices.optional(),
  from: z.int().optional(),
  to: z.int().optional(),
  /** Asked only when that answer was given. */
  show_if: z.strictObject({ item: z.string(), values: z.array(z.int()).min(1) }).optional(),
  /** Asked, but not added up. */
  unscored: z.literal(true).optional(),
})

const band = z.strictObject({
  id,
  name: bilingual,
  min: z.int(),
  max: z.int(),
  sex: z.enum(['male', 'female']).optional(),
})

/** A class by single answers: the first whose answers are given holds; one without `any` is for all the rest. */
const klass = z.strictObject({ id, name: bilingual, any: answered.optional() })

/** An assessment instrument as `instruments/<id>/instrument.yaml` holds it. */
export const instrumentDocument = z.strictObject({
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  language: z.string().min(2),
  name: bilingual,
  measures: bilingual,
  /** Whom it is about. */
  subject: z.enum(['person', 'household']),
  modes: z.array(z.enum(['self', 'interview', 'observer'])).min(1),
  age_from: z.int().optional(),
  recall: z.string().optional(),
  stem: z.string().optional(),
  /** Psychological: answers and scores are for the assessor, the supervisor and counselling alone. */
  protected: z.boolean(),
  wording: z.string().min(1),
  licence: z.strictObject({
    status: z.string().min(1),
    text: z.string().min(1),
    source: z.string().optional(),
  }),
  choices: choices.optional(),
  items: z.array(item).min(1),
  scoring: z.strictObject({
    method: z.enum(['sum', 'classes']),
    factor: z.int().optional(),
    min: z.int().optional(),
    max: z.int().optional(),
    /** So many missing items may be made up for by the mean of the others; the score itself stays empty. */
    prorate: z.int().min(1).optional(),
    /** Answers that follow from another: who never drinks needs not be asked how much. */
    implied: z
      .array(
        z.strictObject({ item: z.string(), value: z.int(), items: z.array(z.string()), becomes: z.int() }),
      )
      .optional(),
    /** Items may be answered `not-applicable`: they leave the score, and its greatest value shrinks. */
    not_applicable: z.literal(true).optional(),
    subscales: z.array(z.strictObject({ id, name: bilingual, items: z.array(z.string()).min(1) })).optional(),
  }),
  bands: z.array(band).optional(),
  classes: z.array(klass).optional(),
  bands_note: z.string().optional(),
  alerts: z
    .array(
      z.strictObject({
        id,
        level: z.enum(['crisis', 'watch']),
        any: answered.optional(),
        class: z.string().optional(),
        action: bilingual,
      }),
    )
    .optional(),
  /** From which difference on two scores differ in a way that matters. */
  meaningful_change: z.int().optional(),
  /** Worked examples; they are tests. */
  cases: z
    .array(
      z.strictObject({
        answers: z.union([
          z.array(z.int().nullable()),
          z.record(z.string(), z.union([z.int(), z.null(), z.literal('not-applicable')])),
        ]),
        sex: z.enum(['male', 'female']).optional(),
        score: z.int().nullable(),
        prorated: z.int().optional(),
        band: z.string().nullable(),
        subscales: z.record(z.string(), z.int()).optional(),
        alerts: z.array(z.string()).optional(),
        missing: z.array(z.string()).optional(),
      }),
    )
    .min(1),
})

export type InstrumentDocument = z.infer<typeof instrumentDocument>

/** A checked instrument. `withheld`: its licence does not let us carry the items, so they are asked from the official paper. */
export type Instrument = InstrumentDocument & { readonly withheld: boolean; readonly file: string }
