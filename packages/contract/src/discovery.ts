import { z } from 'zod'
import { Id, Instant, LegalDay, OrgPathText, operation, Page, pageOf, Text, Version } from './operation.ts'

export const SourceColumn = z.object({
  target: z.string(),
  label: Text,
  required: z.boolean(),
  type: z.string(),
  aliases: z.array(z.string()),
})
export const Source = z.object({
  id: z.string(),
  name: Text,
  department: Text,
  policy: z.string().nullable(),
  columns: z.array(SourceColumn),
  sampleFile: z.string().nullable(),
})

export const ImportBatch = z.object({
  id: Id,
  source: z.string(),
  sourceName: Text,
  /** Read by a layout of the district's folder, by one that was made here, or by none yet. */
  layout: z.enum(['known', 'own', 'none']),
  /** The version of a layout that was made here. */
  layoutVersion: z.number().int().nullable(),
  fileName: z.string(),
  state: z.enum(['preview', 'queued', 'running', 'done', 'failed', 'cancelled', 'withdrawing', 'withdrawn']),
  dryRun: z.boolean(),
  orgPath: OrgPathText,
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  headerRow: z.number().int().nullable(),
  asOf: LegalDay.nullable(),
  rows: z.number().int(),
  /** Whether `rows` is the whole count; a very long file is counted while it is imported. */
  rowsCounted: z.boolean(),
  accepted: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  review: z.number().int(),
  linked: z.object({ existing: z.number().int(), new: z.number().int(), review: z.number().int() }),
  /** Rows already behind it, for the progress bar. */
  nextRow: z.number().int(),
  jobId: Id.nullable(),
  error: Text.nullable(),
  /** Why and by whom it was taken back. */
  withdrawn: z.object({ by: z.string(), at: Instant, reason: z.string() }).nullable(),
  startedBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  version: Version,
})

export const ImportProblem = z.object({
  row: z.number().int(),
  column: z.string().nullable(),
  severity: z.enum(['refused', 'review', 'warning']),
  code: z.string(),
  message: Text,
  value: z.string().nullable(),
})

export const ImportPreview = z.object({
  batch: ImportBatch,
  /** Headers as found in the file, in order. */
  headers: z.array(z.string()),
  /** target → header text, as proposed or as saved for this layout. */
  mapping: z.record(z.string(), z.string()),
  unmapped: z.array(z.string()),
  missing: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  problems: z.array(ImportProblem),
  /** This very file was imported before. */
  seenBefore: z.object({ batchId: Id, at: Instant }).nullable(),
})

/** One row of a file, where a fact came from. */
export const ImportedRow = z.object({
  row: z.number().int(),
  cells: z.array(z.object({ header: z.string(), text: z.string() })),
  outcome: z.enum(['accepted', 'unchanged', 'refused', 'review']).nullable(),
  householdId: Id.nullable(),
  problems: z.array(ImportProblem),
})

export const discovery = {
  sources: operation({
    method: 'GET',
    path: '/imports/sources',
    tag: 'discovery',
    summary: 'The department layouts this district knows',
    permission: 'import.read',
  }).output(z.array(Source)),
  upload: operation({
    method: 'POST',
    path: '/imports',
    tag: 'discovery',
    summary:
      'Upload a file (xlsx, or csv in UTF-8 or GB18030) and get a preview; without a source, a layout that was made here is found again by the names of the columns',
    permission: 'import.run',
    ledger: 'import.upload',
  })
    .input(
      z.object({
        source: z.string().optional(),
        file: z.file().max(200 * 1024 * 1024),
        orgPath: OrgPathText.optional(),
        asOf: LegalDay.optional(),
        sheet: z.string().max(100).optional(),
      }),
    )
    .output(ImportPreview),
  preview: operation({
    method: 'GET',
    path: '/imports/{id}/preview',
    tag: 'discovery',
    summary: 'The preview of an uploaded file, with another mapping if given',
    permission: 'import.read',
  })
    .input(
      z.object({
        id: Id,
        /** JSON of target → header. */
        mapping: z.string().max(5000).optional(),
        sheet: z.string().max(100).optional(),
      }),
    )
    .output(ImportPreview),
  start: operation({
    method: 'POST',
    path: '/imports/{id}/start',
    tag: 'discovery',
    summary: 'Run the import in a job, or a dry run that writes nothing',
    permission: 'import.run',
    ledger: 'import.start',
  })
    .input(
      z.object({
        id: Id,
        mapping: z.record(z.string(), z.string()),
        sheet: z.string().max(100).optional(),
        asOf: LegalDay.optional(),
        dryRun: z.boolean().default(false),
        saveTemplate: z.boolean().default(false),
        version: Version,
      }),
    )
    .output(ImportBatch),
  resume: operation({
    method: 'POST',
    path: '/imports/{id}/resume',
    tag: 'discovery',
    summary: 'Go on with an import that stopped',
    permission: 'import.run',
    ledger: 'import.resume',
  })
    .input(z.object({ id: Id }))
    .output(ImportBatch),
  cancel: operation({
    method: 'POST',
    path: '/imports/{id}/cancel',
    tag: 'discovery',
    summary: 'Stop after the current step; what is done stays',
    permission: 'import.run',
    ledger: 'import.cancel',
  })
    .input(z.object({ id: Id }))
    .output(ImportBatch),
  withdraw: operation({
    method: 'POST',
    path: '/imports/{id}/withdraw',
    tag: 'discovery',
    summary:
      'Take back a whole import, in a job: facts fall back to what was stated before or by others; the past keeps it',
    permission: 'import.withdraw',
    ledger: 'import.withdraw',
  })
    .input(z.object({ id: Id, reason: z.string().trim().min(2).max(200), version: Version }))
    .output(ImportBatch),
  list: operation({
    method: 'GET',
    path: '/imports',
    tag: 'discovery',
    summary: 'Imports in scope',
    permission: 'import.read',
  })
    .input(Page)
    .output(pageOf(ImportBatch)),
  get: operation({
    method: 'GET',
    path: '/imports/{id}',
    tag: 'discovery',
    summary: 'One import with its progress',
    permission: 'import.read',
  })
    .input(z.object({ id: Id }))
    .output(ImportBatch),
  problems: operation({
    method: 'GET',
    path: '/imports/{id}/problems',
    tag: 'discovery',
    summary: 'Rows refused or to be looked at',
    permission: 'import.read',
  })
    .input(Page.extend({ id: Id, severity: ImportProblem.shape.severity.optional() }))
    .output(pageOf(ImportProblem)),
  row: operation({
    method: 'GET',
    path: '/imports/{id}/rows/{row}',
    tag: 'discovery',
    summary: 'One row of an imported file as it stood, numbers masked, and what became of it',
    permission: 'import.read',
  })
    .input(z.object({ id: Id, row: z.coerce.number().int().min(1) }))
    .output(ImportedRow),
  problemsWorkbook: operation({
    method: 'GET',
    path: '/imports/{id}/problems.xlsx',
    tag: 'discovery',
    summary: 'The file again with the wrong cells marked and commented',
    permission: 'import.read',
  })
    .input(z.object({ id: Id }))
    .output(z.file()),
  job: operation({
    method: 'GET',
    path: '/jobs/{id}',
    tag: 'discovery',
    summary: 'One job',
    permission: 'job.read',
  })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        id: Id,
        kind: z.string(),
        title: Text,
        state: z.string(),
        total: z.number().nullable(),
        done: z.number(),
        createdAt: Instant,
        finishedAt: Instant.nullable(),
        error: Text.nullable(),
      }),
    ),
  jobs: operation({
    method: 'GET',
    path: '/jobs',
    tag: 'discovery',
    summary: 'My jobs, for the tray',
    permission: 'job.read',
  }).output(
    z.array(
      z.object({
        id: Id,
        kind: z.string(),
        title: Text,
        state: z.string(),
        total: z.number().nullable(),
        done: z.number(),
        createdAt: Instant,
        finishedAt: Instant.nullable(),
        error: Text.nullable(),
      }),
    ),
  ),
}
