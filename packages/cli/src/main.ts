import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { isLegalDate, legalDateAt } from '@lastmile/domain/legal-date'
import { nearest } from '@lastmile/domain/nearest'
import { COMMON, readArguments } from './arguments.ts'
import { type Command, CommandError, type Context, type ExitCode } from './command.ts'

/** Every command, loaded when it is called: a pure one never loads the server. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  admin: () => import('./commands/admin.ts'),
  assess: () => import('./commands/assess.ts'),
  backup: () => import('./commands/backup.ts'),
  export: () => import('./commands/export.ts'),
  feel: () => import('./commands/feel.ts'),
  facts: () => import('./commands/facts.ts'),
  import: () => import('./commands/import.ts'),
  ledger: () => import('./commands/ledger.ts'),
  measure: () => import('./commands/measure.ts'),
  policies: () => import('./commands/policies.ts'),
  population: () => import('./commands/population.ts'),
  restore: () => import('./commands/restore.ts'),
  score: () => import('./commands/score.ts'),
  screen: () => import('./commands/screen.ts'),
  serve: () => import('./commands/serve.ts'),
  signals: () => import('./commands/signals.ts'),
  simulate: () => import('./commands/simulate.ts'),
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Where a command line is run: the process, or what a test passes in. */
export type Surroundings = Pick<Context, 'cwd' | 'env' | 'stdin' | 'stdout' | 'now'> & {
  readonly stderr: Context['stdout']
}

/** Runs one command line and gives its exit code. Errors become the contract's document. */
export async function main(
  line: readonly string[],
  around: Surroundings = surroundings(),
): Promise<ExitCode> {
  const json = line.includes('--json')
  const note = (text: string) => void around.stderr.write(`${text}\n`)
  const say = (text: string) => void around.stdout.write(`${text}\n`)
  try {
    const [name, ...rest] = line
    if (name === undefined || name === 'help' || name.startsWith('-')) {
      if (name !== undefined && name !== 'help' && name !== '--help' && name !== '-h')
        throw unknownCommand(name)
      await help(say)
      return name === undefined ? 2 : 0
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!load) throw unknownCommand(name)
    const { command } = await load()
    const { words, values } = readArguments(rest, command.options)
    if (values.has('help')) {
      describe(command, say)
      return 0
    }
    checkWords(command, words)
    const date = values.get('date')?.at(-1) ?? legalDateAt(around.now)
    if (!isLegalDate(date)) {
      throw new CommandError('usage', `--date: "${date}" is not a day; write YYYY-MM-DD`, { date })
    }
    return await command.run({
      words,
      option: (flag) => values.get(flag)?.at(-1),
      options: (flag) => values.get(flag) ?? [],
      flag: (flag) => values.has(flag),
      json,
      date,
      root: ROOT,
      cwd: around.cwd,
      env: around.env,
      now: around.now,
      stdin: around.stdin,
      stdout: around.stdout,
      print: (document) => say(JSON.stringify(document)),
      say,
      note,
    })
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    if (json)
      say(JSON.stringify({ error: { code: error.code, message: error.message, details: error.details } }))
    note(`lastmile: ${error.message}`)
    return 2
  }
}

function surroundings(): Surroundings {
  const { env, stdin, stdout, stderr } = process
  return { cwd: process.cwd(), env, stdin, stdout, stderr, now: new Date() }
}

function checkWords(command: Command, words: readonly string[]): void {
  const subs = command.subcommands
  const [first, ...others] = words
  if (subs && (first === undefined || !subs.includes(first))) {
    const near = first === undefined ? null : nearest(first, subs)
    const said = first === undefined ? 'a subcommand is missing' : `unknown subcommand "${first}"`
    const hint = near ? `; did you mean "${near}"?` : ''
    throw new CommandError('usage', `${command.name}: ${said}${hint} (${subs.join(', ')})`, { nearest: near })
  }
  const extra = (subs ? others : words).slice(command.words ?? 0)
  if (extra.length > 0) {
    throw new CommandError('usage', `${command.name}: "${extra[0]}" is one word too many`, { words: extra })
  }
}

function unknownCommand(name: string): CommandError {
  const near = nearest(name, Object.keys(COMMANDS))
  const hint = near ? `; did you mean "${near}"?` : `; there are: ${Object.keys(COMMANDS).join(', ')}`
  return new CommandError('usage', `unknown command "${name}"${hint}`, { command: name, nearest: near })
}

async function help(say: (text: string) => void): Promise<void> {
  say('lastmile: the platform for community assistance advisors (最后一公里)\n')
  for (const load of Object.values(COMMANDS)) {
    const { command } = await load()
    say(`  ${command.name.padEnd(12)} ${command.summary}`)
  }
  say('\nlastmile COMMAND --help says more.')
}

function describe(command: Command, say: (text: string) => void): void {
  say(`${command.summary}\n`)
  for (const usage of command.usage) say(`  lastmile ${usage}`)
  say('')
  for (const option of [...command.options, ...COMMON]) {
    say(`  --${`${option.name} ${option.value ?? ''}`.padEnd(22)} ${option.summary}`)
  }
}
