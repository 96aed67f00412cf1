import { existsSync, openAsBlob, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isLegalDate } from '@lastmile/domain/legal-date'
import { nearest } from '@lastmile/domain/nearest'
import {
  allProblems,
  type BatchRow,
  blobBytes,
  composeModules,
  importInPlace,
  leavesScreening,
  type Modules,
  type Office,
  openOffice,
  type ProblemView,
  resumeInPlace,
} from '@lastmile/server'
import { keyFilePath, systemClock } from '@lastmile/server/platform'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { dataDirOf, withDatabase } from '../database.ts'

/** What became of one file. */
interface Done {
  readonly file: string
  readonly batch: BatchRow
  readonly problems: readonly ProblemView[]
}

/** `lastmile import`: a department's file into the database, with the very steps of the console. */
export const command: Command = {
  name: 'import',
  summary: 'import a department’s file: xlsx, or csv in UTF-8 or GB18030',
  usage: [
    'import --source ID FILE… [--dry-run] [--org PATH] [--as-of YYYY-MM-DD] [--mapping FILE] [--sheet NAME] [--json]',
    'import --resume BATCH [--json]',
  ],
  options: [
    { name: 'source', value: 'ID', summary: 'which list it is: a file name in districts/<district>/sources' },
    { name: 'dry-run', summary: 'write nothing; say what an import would do' },
    { name: 'resume', value: 'BATCH', summary: 'go on with an import that was stopped or killed' },
    { name: 'org', value: 'PATH', summary: 'rows of other units are refused (default: the whole district)' },
    { name: 'as-of', value: 'YYYY-MM-DD', summary: 'the day the list speaks of (default: as the file says)' },
    {
      name: 'mapping',
      value: 'FILE',
      summary: 'JSON: target → header (default: by the known names of columns)',
    },
    { name: 'sheet', value: 'NAME', summary: 'the sheet to read (default: the one with the fitting header)' },
  ],
  words: Number.POSITIVE_INFINITY,
  async run(context: Context): Promise<ExitCode> {
    checkUse(context)
    const done = await withDatabase(
      context,
      async (db) => {
        const keyFile = keyFilePath(context.env, dataDirOf(context))
        const district = context.env.LASTMILE_DISTRICT ?? 'qingpu'
        const office = await openOffice(db, systemClock, { root: context.root, district, keyFile })
        const modules = composeModules(office)
        try {
          return await importAll(context, office, modules)
        } finally {
          // A large list asks for a job; what watches over jobs would keep this process for good.
          await modules.jobs.stop()
        }
      },
      { create: context.option('resume') === undefined },
    )
    tell(context, done)
    if (done.some(({ batch }) => leavesScreening(batch)))
      context.note('a large list: its households are screened by a job, as soon as the server runs')
    return done.some(({ batch }) => batch.refused + batch.review > 0) ? 1 : 0
  },
}

function checkUse(context: Context): void {
  const isResume = context.option('resume') !== undefined
  if (isResume && context.words.length > 0) {
    throw new CommandError('usage', 'import --resume takes no file: the platform has kept it')
  }
  if (isResume) return
  if (context.words.length === 0) throw new CommandError('usage', 'import needs a file')
  if (context.option('source') === undefined) throw new CommandError('usage', 'import needs --source ID')
  for (const word of context.words) {
    if (!existsSync(resolve(context.cwd, word)))
      throw new CommandError('file_missing', `${word} is not there`)
  }
  const asOf = context.option('as-of')
  if (asOf !== undefined && !isLegalDate(asOf)) {
    throw new CommandError('usage', `--as-of: "${asOf}" is not a day; write YYYY-MM-DD`)
  }
}

async function importAll(context: Context, office: Office, modules: Modules): Promise<Done[]> {
  const { discovery } = modules
  const orgPath = context.option('org') ?? office.districtPath
  const actor = { userId: '', role: 'system', orgPath } as const
  const options = {
    onProgress: ({ done, total }: { done: number; total: number | null }) =>
      context.note(total === null ? `${done}` : `${done}/${total}`),
    onBatch: (id: string) => context.note(`batch ${id}`),
  }
  const finish = async (file: string, batch: BatchRow): Promise<Done> => ({
    file,
    batch,
    problems: await allProblems(discovery, actor, batch.id),
  })
  const resumed = context.option('resume')
  if (resumed !== undefined) {
    const batch = await resumeInPlace(discovery, actor, resumed, options)
    return [await finish(batch.file_name, batch)]
  }
  const source = context.option('source') ?? ''
  requireSource(source, [...discovery.layouts.keys()])
  const done: Done[] = []
  for (const word of context.words) {
    const path = resolve(context.cwd, word)
    const input = {
      source,
      file: blobBytes(await openAsBlob(path)),
      fileName: basename(path),
      mapping: mappingOf(context),
      sheet: context.option('sheet'),
      asOf: context.option('as-of'),
      dryRun: context.flag('dry-run'),
    }
    done.push(await finish(word, await importInPlace(discovery, actor, input, options)))
  }
  return done
}

function requireSource(source: string, known: readonly string[]): void {
  if (known.includes(source)) return
  const near = nearest(source, known)
  const hint = near ? `; did you mean ${near}?` : ''
  const message = `unknown source "${source}"${hint} There are: ${known.join(', ')}`
  throw new CommandError('import_source_unknown', message, { source, nearest: near, sources: known })
}

function mappingOf(context: Context): Record<string, string> | undefined {
  const file = context.option('mapping')
  if (file === undefined) return undefined
  try {
    const parsed: unknown = JSON.parse(readFileSync(resolve(context.cwd, file), 'utf8'))
    const entries = Object.entries(parsed ?? {}).map(([target, header]) => [target, String(header)])
    return Object.fromEntries(entries)
  } catch (cause) {
    throw new CommandError('usage', `--mapping: ${file} is no JSON object: ${String(cause)}`)
  }
}

const sum = (done: readonly Done[], of: (batch: BatchRow) => number): number =>
  done.reduce((total, { batch }) => total + of(batch), 0)

function tell(context: Context, done: readonly Done[]): void {
  const found = done.flatMap(({ file, problems }) => problems.map((problem) => ({ file, problem })))
  const errors = found.filter(({ problem }) => problem.severity !== 'warning')
  const warnings = found.filter(({ problem }) => problem.severity === 'warning')
  const review = sum(done, (batch) => batch.review)
  if (!context.json) {
    for (const { file, problem } of errors) context.say(line(file, problem))
    for (const { file, batch } of done) {
      const { rows, accepted, unchanged, refused } = batch
      context.say(
        `${file}: ${rows} 行 rows, ${accepted} 导入 accepted, ${unchanged} 无变化 unchanged, ` +
          `${refused} 未导入 refused, ${batch.review} 待核对 review, ${warnings.length} 提醒 warnings (batch ${batch.id})`,
      )
    }
    return
  }
  context.print({
    batch: done.at(-1)?.batch.id ?? null,
    state: done.at(-1)?.batch.state ?? null,
    dryRun: done.some(({ batch }) => batch.dry_run),
    rows: sum(done, (batch) => batch.rows),
    accepted: sum(done, (batch) => batch.accepted),
    unchanged: sum(done, (batch) => batch.unchanged),
    refused: sum(done, (batch) => batch.refused),
    review,
    errors: errors.map(document),
    warnings: warnings.map(document),
    linked: {
      existing: sum(done, (batch) => batch.linked_existing),
      new: sum(done, (batch) => batch.linked_new),
      review,
    },
    batches: done.map(({ file, batch }) => ({ file, batch: batch.id, rows: batch.rows, asOf: batch.as_of })),
  })
}

function line(file: string, { row, column, code, message }: ProblemView): string {
  return `${file}:${row}${column === null ? '' : ` [${column}]`} ${code}: ${message.zh}`
}

function document({ file, problem }: { readonly file: string; readonly problem: ProblemView }) {
  const { value, ...rest } = problem
  return { file, ...rest, ...(value === null ? {} : { value }) }
}
