import { existsSync, readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DEFAULT_AS_OF } from '@lastmile/population'
import { formatOf, readOrgFile, type WriteOptions, writePopulation } from '@lastmile/population/node'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'

/** `lastmile population generate`: a synthetic district in a file. Pure: the seed, the count and the options fix every byte. */
export const command: Command = {
  name: 'population',
  summary: `make synthetic households (no real person): the same seed, the same bytes; told for --date or ${DEFAULT_AS_OF}`,
  usage: [
    'population generate --households N --seed S --out FILE.parquet|.csv|.jsonl [--truth FILE] [--register FILE] [--focus difficulty] [--json]',
  ],
  subcommands: ['generate'],
  options: [
    { name: 'households', value: 'N', summary: 'how many households' },
    { name: 'seed', value: 'S', summary: 'any text; the same seed gives the same households' },
    { name: 'out', value: 'FILE', summary: 'the household file; its ending chooses the form' },
    {
      name: 'truth',
      value: 'FILE',
      summary: 'what was planted: needs, gaps, duplicates, crises (JSON Lines)',
    },
    {
      name: 'register',
      value: 'FILE',
      summary: 'who the ids are: names, numbers, phones, addresses (JSON Lines)',
    },
    {
      name: 'focus',
      value: 'NAME',
      summary: '`population` (default) or `difficulty`: only households in and near difficulty',
    },
    { name: 'district', value: 'NAME', summary: 'folder of districts/ (default: the only one)' },
  ],
  async run(context: Context): Promise<ExitCode> {
    const options = readOptions(context)
    const started = performance.now()
    const written = await writePopulation({
      ...options,
      onProgress: (households) => {
        if (households % 100_000 === 0) context.note(`${households} households`)
      },
    })
    const ms = Math.round(performance.now() - started)
    const files = { out: options.out, truth: options.truth ?? null, register: options.register ?? null }
    if (context.json) {
      context.print({
        ...written,
        ...files,
        seed: options.seed,
        asOf: options.asOf,
        focus: options.focus,
        ms,
      })
    } else {
      context.say(
        `${written.households} households, ${written.persons} persons in ${options.out} (${(ms / 1000).toFixed(1)} s)`,
      )
      const { need, gap, duplicate, crisis } = written.truths
      context.say(
        `planted: ${need} needs, ${gap} gaps, ${duplicate} duplicate persons, ${crisis} open crises`,
      )
    }
    return 0
  },
}

function readOptions(context: Context): WriteOptions & { focus: 'population' | 'difficulty'; asOf: string } {
  const count = required(context, 'households')
  if (!/^\d{1,8}$/.test(count)) throw usage(`--households: "${count}" is not a whole number`, 'households')
  const out = file(context, required(context, 'out'), 'out')
  if (formatOf(out) === null) throw usage('--out: the file must end in .parquet, .csv or .jsonl', 'out')
  const truth = optionalFile(context, 'truth')
  const register = optionalFile(context, 'register')
  const named = [out, truth, register].filter((each) => each !== undefined)
  if (new Set(named).size < named.length) throw usage('--out, --truth and --register must be different files')
  const focus = context.option('focus') ?? 'population'
  if (focus !== 'population' && focus !== 'difficulty')
    throw usage(`--focus: "${focus}" is neither population nor difficulty`, 'focus')
  return {
    seed: required(context, 'seed'),
    count: Number(count),
    org: readOrgFile(orgFileOf(context)),
    focus,
    // Not today: the same seed must give the same bytes tomorrow.
    asOf: context.option('date') ?? DEFAULT_AS_OF,
    out,
    ...(truth === undefined ? {} : { truth }),
    ...(register === undefined ? {} : { register }),
  }
}

function orgFileOf(context: Context): string {
  const folder = resolve(context.root, 'districts')
  const known = readdirSync(folder).filter((name) => existsSync(resolve(folder, name, 'org.yaml')))
  const wanted = context.option('district') ?? (known.length === 1 ? known[0] : undefined)
  if (wanted === undefined || !known.includes(wanted))
    throw usage(`--district: choose one of ${known.join(', ')}`, 'district')
  return resolve(folder, wanted, 'org.yaml')
}

function required(context: Context, name: string): string {
  const value = context.option(name)
  if (value === undefined || value === '') throw usage(`population generate: --${name} is missing`, name)
  return value
}

function optionalFile(context: Context, name: string): string | undefined {
  const value = context.option(name)
  return value === undefined ? undefined : file(context, value, name)
}

function file(context: Context, name: string, flag: string): string {
  const path = resolve(context.cwd, name)
  if (!existsSync(dirname(path))) throw usage(`--${flag}: there is no folder ${dirname(path)}`, flag)
  return path
}

function usage(message: string, flag?: string): CommandError {
  return new CommandError('usage', message, flag === undefined ? null : { flag: `--${flag}` })
}
