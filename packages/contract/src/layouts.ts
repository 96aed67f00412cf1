import { z } from 'zod'
import { ImportBatch } from './discovery.ts'
import { Id, Instant, LegalDay, operation, Text, Version } from './operation.ts'

const Value = z.union([z.string(), z.number(), z.boolean()])

/** What one column of a file means; columns that are not named are left out. */
export const LayoutColumnDraft = z.object({
  /** The name of the column as it stands in the file. */
  header: z.string().min(1).max(120),
  /** `person.name`, `fact.person.employed` …; each once. */
  target: z.string().min(1).max(120),
  required: z.boolean(),
  /** A cell that cannot be read: refuse the row, or leave the cell out with a warning. */
  ifWrong: z.enum(['refuse', 'leave_out']),
  /** What the figures count, where that is not what the fact counts: a key of the units of its type. */
  unit: z.string().max(40).nullable(),
  precision: z.enum(['day', 'month']),
  /** Words of the file → values of the fact. */
  values: z.record(z.string().min(1).max(80), Value),
})

/** The benefit that everybody on a list receives: whose it is, and how often the amount on the list is paid. */
export const ListBenefit = z.object({
  policy: z.string().min(1).max(80),
  of: z.enum(['household', 'person']),
  per: z.enum(['month', 'year', 'once']),
})

/** A layout as somebody is making it. */
export const LayoutDraft = z.object({
  name: z.string().trim().min(2).max(60),
  /** The office that the list comes from. */
  department: z.string().trim().min(2).max(60),
  /** A row whose person is not on record: a new household, or a question. */
  personUnknown: z.enum(['create', 'review']),
  everyMonths: z.number().int().min(1).max(60).nullable(),
  /** The target of the column whose day a row's facts hold from; null: one day for the whole list. */
  dayFrom: z.string().max(120).nullable(),
  columns: z.array(LayoutColumnDraft).min(1).max(200),
  /** What is so for everybody on the list, because they are on it: facts that are yes or no, or one of a list. */
  constants: z
    .array(z.object({ target: z.string().min(1).max(120), value: Value }))
    .max(20)
    .default([]),
  receipt: ListBenefit.nullable().default(null),
})

const Place = z.object({
  id: Id,
  sheet: z.string().max(100).optional(),
  /** The row that the names of the columns stand in, where the guess was wrong. */
  headerRow: z.coerce.number().int().min(1).max(30).optional(),
})

/** A unit that figures may be counted in, by the type of fact. */
export const FigureUnit = z.object({
  id: z.string(),
  type: z.string(),
  /** Only for facts that count this; null: for all of the type. */
  of: z.string().nullable(),
  label: Text,
})

/** A field that a column may go to, facts apart. */
export const IdentityField = z.object({ target: z.string(), label: Text, type: z.string() })

export const FileColumn = z.object({
  header: z.string(),
  /** Cells of the first rows, numbers of persons masked. */
  samples: z.array(z.string()),
  /** How many of the rows that were looked at say something here. */
  filled: z.number().int(),
  /** The different cells, the most frequent first, when there are few. */
  distinct: z.array(z.object({ text: z.string(), count: z.number().int() })),
  /** The unit that the name of the column says: `年收入（万元）`. */
  unit: z.string().nullable(),
  suggestions: z.array(
    z.object({
      target: z.string(),
      /** Called so in a known list, called like the fact, or its cells look like it. */
      why: z.enum(['alias', 'label', 'cells']),
      /** Whether it may be taken without being asked. */
      sure: z.boolean(),
      /** The known list that calls it so. */
      from: Text.nullable(),
    }),
  ),
})

export const FileColumns = z.object({
  sheet: z.string(),
  sheets: z.array(z.string()),
  headerRow: z.number().int(),
  rows: z.number().int(),
  /** Whether `rows` are all rows of the file. */
  whole: z.boolean(),
  asOf: LegalDay,
  columns: z.array(FileColumn),
  fields: z.array(IdentityField),
  units: z.array(FigureUnit),
  /** Offices that lists came from so far. */
  offices: z.array(z.string()),
  /** The layout that the file is read with now, to be changed into a newer version. */
  current: z.object({ source: z.string(), version: z.number().int(), draft: LayoutDraft }).nullable(),
})

export const TriedColumn = z.object({
  header: z.string(),
  target: z.string(),
  /** Filled cells that cannot be read. */
  unreadable: z.number().int(),
  values: z.array(
    z.object({
      text: z.string(),
      count: z.number().int(),
      /** What the cell becomes; null when it says nothing or cannot be read. */
      becomes: Value.nullable(),
      /** Why it cannot be read. */
      problem: Text.nullable(),
    }),
  ),
})

/** A layout that this office made, and its versions. */
export const OwnLayout = z.object({
  source: z.string(),
  name: Text,
  department: Text,
  orgName: z.string(),
  /** The newest first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      savedBy: z.string(),
      savedAt: Instant,
      /** Lists that were imported by this version. */
      imports: z.number().int(),
      columns: z.array(
        z.object({ header: z.string(), target: z.string(), label: Text, translated: z.number().int() }),
      ),
    }),
  ),
})

export const layouts = {
  columns: operation({
    method: 'GET',
    path: '/imports/{id}/columns',
    tag: 'sources',
    summary: 'The columns of an uploaded file with their first cells, and what each may mean',
    permission: 'import.run',
  })
    .input(Place)
    .output(FileColumns),
  tryOut: operation({
    method: 'POST',
    path: '/imports/{id}/layout/try',
    tag: 'sources',
    summary:
      'What a layout would make of the rows of a file: what each word becomes, and what cannot be read',
    permission: 'import.run',
  })
    .input(Place.extend({ draft: LayoutDraft }))
    .output(
      z.object({
        rows: z.number().int(),
        /** Rows that could not be imported. */
        refused: z.number().int(),
        columns: z.array(TriedColumn),
        /** The first rows that could not, with the reason. */
        problems: z.array(z.object({ row: z.number().int(), column: z.string().nullable(), message: Text })),
      }),
    ),
  save: operation({
    method: 'POST',
    path: '/imports/{id}/layout',
    tag: 'sources',
    summary: 'Keep a layout by name, as a new list or as a newer version, and read this file with it',
    permission: 'import.run',
    ledger: 'source.layout-saved',
  })
    .input(
      Place.extend({
        draft: LayoutDraft,
        /** The list of which this is a newer version; null: a new list. */
        source: z.string().max(80).nullable(),
        /** The day that the whole list speaks of. */
        asOf: LegalDay.optional(),
        version: Version,
      }),
    )
    .output(ImportBatch),
  list: operation({
    method: 'GET',
    path: '/sources/layouts',
    tag: 'sources',
    summary: 'Layouts that were made here, with their versions',
    permission: 'import.read',
  }).output(z.array(OwnLayout)),
  yaml: operation({
    method: 'GET',
    path: '/sources/layouts/{source}/{version}',
    tag: 'sources',
    summary: 'A layout as the file of a source, so that the district can keep it as one of its own',
    permission: 'import.read',
  })
    .input(z.object({ source: z.string().max(80), version: z.coerce.number().int().min(1) }))
    .output(z.file()),
}
