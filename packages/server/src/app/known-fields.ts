import { ORPCError, ValidationError } from '@orpc/server'
import { z } from 'zod'

interface UnknownField {
  readonly code: 'unrecognized_keys'
  readonly path: (string | number)[]
  readonly message: string
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The schema that an input meets first: what stands inside optional, default, nullable, lazy, pipe and the like. */
function inner(schema: z.core.$ZodType): z.core.$ZodType | null {
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault ||
    schema instanceof z.core.$ZodReadonly ||
    schema instanceof z.core.$ZodCatch ||
    schema instanceof z.core.$ZodNonOptional
  ) {
    return schema._zod.def.innerType
  }
  if (schema instanceof z.core.$ZodLazy) return schema._zod.innerType
  if (schema instanceof z.core.$ZodPipe) return schema._zod.def.in
  return null
}

function walk(
  schema: z.core.$ZodType,
  value: unknown,
  path: (string | number)[],
  found: UnknownField[],
): void {
  const wrapped = inner(schema)
  if (wrapped) walk(wrapped, value, path, found)
  else if (schema instanceof z.core.$ZodObject && isRecord(value)) {
    const { shape, catchall } = schema._zod.def
    for (const key of Object.keys(value)) {
      const field = Object.hasOwn(shape, key) ? shape[key] : catchall
      if (field) walk(field, value[key], [...path, key], found)
      else found.push({ code: 'unrecognized_keys', path: [...path, key], message: `unknown field ${key}` })
    }
  } else if (schema instanceof z.core.$ZodArray && Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(schema._zod.def.element, item, [...path, index], found)
  } else if (schema instanceof z.core.$ZodRecord && isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      walk(schema._zod.def.valueType, item, [...path, key], found)
    }
  } else if (schema instanceof z.core.$ZodIntersection) {
    throw new TypeError(
      'an intersection in an input schema: extend the object instead, so that unknown fields show',
    )
  } else if (schema instanceof z.core.$ZodUnion) {
    // Of several forms the one that fits best speaks.
    const attempts = schema._zod.def.options.map((option) => {
      const faults: UnknownField[] = []
      walk(option, value, path, faults)
      return faults
    })
    const best = attempts.sort((a, b) => a.length - b.length)[0]
    found.push(...(best ?? []))
  }
}

/**
 * Refuses fields that the input schema does not name: a misspelt field must not be lost in silence, and nothing
 * slips in beside the form (mass assignment). Throws what a failed validation throws.
 */
export function refuseUnknownFields(schema: unknown, input: unknown): void {
  if (!(schema instanceof z.core.$ZodType)) return
  const issues: UnknownField[] = []
  walk(schema, input, [], issues)
  if (issues.length === 0) return
  // The fields are present, so that the message says "not known" rather than "missing".
  const cause = new ValidationError({ message: 'unknown fields', issues, data: input })
  throw new ORPCError('BAD_REQUEST', { message: 'unknown fields', cause })
}
