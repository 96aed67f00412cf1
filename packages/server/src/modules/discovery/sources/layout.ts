import type { Facts } from '@lastmile/rules'
import { z } from 'zod'
import { FIGURE_UNIT_IDS, figureUnit } from '../values/units.ts'
import { type FactTarget, findTarget, type Target, targetType } from './target.ts'

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const value = z.union([z.string(), z.number(), z.boolean()])

/** A column as a source, or a set that sources share, says it. */
const column = z.strictObject({
  target: z.string(),
  label: bilingual,
  aliases: z.array(z.string().min(1)).min(1),
  /** Every row needs it; an import without such a column is refused. */
  required: z.boolean().default(false),
  /** A cell that cannot be read: `refuse` the row, or `leave_out` the cell with a warning. */
  if_wrong: z.enum(['refuse', 'leave_out']).optional(),
  precision: z.enum(['day', 'month']).default('day'),
  future: z.boolean().default(false),
  min: z.number().optional(),
  max: z.number().optional(),
  /** What its figures count, where that is not what the fact counts. */
  unit: z.enum(FIGURE_UNIT_IDS).optional(),
  /** Words of this roster → values of the target. */
  values: z.record(z.string(), value).optional(),
  /** Takes the first group of this pattern from the cell before reading it: 肢体二级 → 二级. */
  pick: z.string().optional(),
  /** Facts of the same type that the same cell says: the amount paid is a receipt and a fact. */
  also: z.array(z.string()).default([]),
  /** Facts that follow when the cell says something: a certificate number means that there is a certificate. */
  implies: z.record(z.string(), value).default({}),
})

/** The file `districts/<district>/sources/<id>.yaml`. */
export const layoutDocument = z.strictObject({
  schema_version: z.literal(1),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: bilingual,
  department: bilingual,
  policy: z.string().nullable(),
  sample_file: z.string().nullable(),
  /** What a row means whose person the system does not know: a new person (and household), or a question. */
  person_unknown: z.enum(['create', 'review']),
  /** How often the department sends it, in months; null where it comes when there is something. */
  every_months: z.number().int().min(1).max(60).nullable(),
  /** The date column from whose day a row's facts hold; null: from the day of the whole list. */
  day_from: z.string().nullable().default(null),
  /** What is true of every row, by target. */
  constants: z.record(z.string(), value).default({}),
  /** The benefit that the roster proves. */
  receipt: z
    .strictObject({
      policy: z.string(),
      of: z.enum(['household', 'person']),
      per: z.enum(['month', 'year', 'once']),
    })
    .nullable(),
  /** Sets of shared columns (`shared-columns/sets.yaml`) that this list has too; a column said here goes before one of a set. */
  uses: z.array(z.string()).default([]),
  columns: z.array(column).min(1),
  /** Columns that are known and not taken, and why: what is not needed is not stored. */
  ignored: z.array(z.strictObject({ aliases: z.array(z.string()).min(1), reason: bilingual })).default([]),
})
export type LayoutDocument = z.infer<typeof layoutDocument>

/** The file `shared-columns/sets.yaml` beside the sources: columns that many lists have, by set. */
export const columnSets = z.strictObject({
  schema_version: z.literal(1),
  sets: z.record(z.string(), z.array(column).min(1)),
})
export type ColumnSets = z.infer<typeof columnSets>['sets']
export interface LayoutColumn extends Omit<LayoutDocument['columns'][number], 'target' | 'also' | 'implies'> {
  readonly target: Target
  readonly also: readonly FactTarget[]
  readonly implies: readonly FixedFact[]
}

/** A fact of every row, or one that follows from a cell. */
export interface FixedFact {
  readonly target: FactTarget
  readonly value: string | number | boolean
}

/** A department's file as the district knows it: its columns, what they mean, and what every row says. */
export type Layout = Omit<LayoutDocument, 'columns' | 'constants' | 'uses'> & {
  readonly columns: readonly LayoutColumn[]
  readonly constants: readonly FixedFact[]
}

/** Checks what a schema cannot: targets exist in the dictionary, none stands twice, words lead to values of their list. */
export function layoutFromDocument(document: unknown, facts: Facts, sets: ColumnSets = {}): Layout {
  const { uses, ...parsed } = layoutDocument.parse(document)
  const where = `source ${parsed.id}`
  const seen = new Set<string>()
  const columns = [...sharedColumns(uses, parsed.columns, sets, where), ...parsed.columns].map(
    (one): LayoutColumn => {
      const target = findTarget(one.target, facts)
      if (!target) throw new Error(`${where}: unknown target ${one.target}`)
      if (seen.has(target.name)) throw new Error(`${where}: ${target.name} stands twice`)
      seen.add(target.name)
      if (target.kind === 'fact') {
        for (const word of Object.values(one.values ?? {})) checkValue(target, word, where)
      }
      if (one.unit !== undefined && !(target.kind === 'fact' && figureUnit(one.unit, target.fact)))
        throw new Error(`${where}: ${target.name} is not counted in ${one.unit}`)
      if (one.pick !== undefined) new RegExp(one.pick, 'u')
      return {
        ...one,
        target,
        also: one.also.map((name) => alsoTarget(name, target, facts, where)),
        implies: Object.entries(one.implies).map(([name, implied]) => fixedFact(name, implied, facts, where)),
      }
    },
  )
  if (
    parsed.day_from !== null &&
    !columns.some(({ target }) => target.name === parsed.day_from && targetType(target) === 'date')
  )
    throw new Error(`${where}: ${parsed.day_from} is no date column of it`)
  const constants = Object.entries(parsed.constants).map(([name, fixed]) =>
    fixedFact(name, fixed, facts, where),
  )
  return { ...parsed, columns, constants }
}

/** The columns of the sets that a list uses, without those that it says itself. */
function sharedColumns(
  uses: readonly string[],
  own: LayoutDocument['columns'],
  sets: ColumnSets,
  where: string,
): LayoutDocument['columns'] {
  return uses.flatMap((name) => {
    const set = sets[name]
    if (!set) throw new Error(`${where}: there is no set of columns ${name}`)
    return set.filter(({ target }) => !own.some((one) => one.target === target))
  })
}

function alsoTarget(name: string, of: Target, facts: Facts, where: string): FactTarget {
  const target = findTarget(name, facts)
  if (target?.kind !== 'fact') throw new Error(`${where}: unknown fact ${name}`)
  if (target.fact.type !== targetType(of))
    throw new Error(`${where}: ${name} is not of the type of ${of.name}`)
  return target
}

/** A named fact with a value that its type allows. */
function fixedFact(name: string, fixed: string | number | boolean, facts: Facts, where: string): FixedFact {
  const target = findTarget(name, facts)
  if (target?.kind !== 'fact') throw new Error(`${where}: unknown fact ${name}`)
  checkValue(target, fixed, where)
  return { target, value: fixed }
}

function checkValue(
  { name, fact }: FixedFact['target'],
  fixed: string | number | boolean,
  where: string,
): void {
  const fits =
    fact.type === 'boolean'
      ? typeof fixed === 'boolean'
      : fact.type === 'enum'
        ? fact.values?.some((one) => one.value === fixed)
        : fact.type === 'string' || fact.type === 'date'
          ? typeof fixed === 'string'
          : typeof fixed === 'number'
  if (!fits) throw new Error(`${where}: ${String(fixed)} is no value of ${name}`)
}
