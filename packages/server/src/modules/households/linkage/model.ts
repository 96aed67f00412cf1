import { eachLevel, type LinkModel } from '@lastmile/domain/linkage'
import { z } from 'zod'

const chances = z.strictObject({ m: z.number().min(0).max(1), u: z.number().min(0).max(1) })
const document = z.strictObject({
  schema_version: z.literal(1),
  estimated: z.strictObject({ on: z.string(), persons: z.number().int(), pairs: z.number().int() }),
  prior: z.number().gt(0).lt(1),
  thresholds: z.strictObject({
    automatic: z.number().gt(0.5).max(1),
    review: z.number().gt(0).max(1),
  }),
  fields: z.record(z.string(), z.record(z.string(), chances)),
})

/** Reads a district's `linkage.yaml`. Throws when a field or level is missing or unknown. */
export function readLinkModel(input: unknown): LinkModel {
  const { prior, thresholds, fields } = document.parse(input)
  const expected = eachLevel((field, level) => {
    const found = fields[field]?.[level]
    if (!found && level !== 'missing') throw new Error(`linkage.yaml: ${field}.${level} is missing`)
    return found ?? { m: 1, u: 1 }
  })
  for (const [field, levels] of Object.entries(fields))
    for (const level of Object.keys(levels))
      if (
        !Object.hasOwn(expected, field) ||
        !Object.hasOwn(Object(expected[field as keyof typeof expected]), level)
      )
        throw new Error(`linkage.yaml: there is no ${field}.${level}`)
  return { prior, thresholds, fields: expected }
}
