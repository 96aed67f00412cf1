import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { type Answer, evaluate } from '@lastmile/feel'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'

/** `lastmile feel`: expressions of standard FEEL, apart from the profile that policies are written in. */
export const command: Command = {
  name: 'feel',
  summary: 'evaluates standard FEEL (DMN 1.5); policies use a stricter profile of it',
  usage: ['feel "EXPR" [--context FILE|-] [--json]', 'feel --batch FILE.jsonl|- --json'],
  options: [
    { name: 'context', value: 'FILE', summary: 'values by name, as a JSON object; - reads standard input' },
    {
      name: 'batch',
      value: 'FILE',
      summary: 'JSON Lines of {id, expr, context?, type?}; one line each comes back',
    },
  ],
  words: 1,
  async run(context) {
    const [expression] = context.words
    const batch = context.option('batch')
    if ((expression === undefined) === (batch === undefined))
      throw new CommandError('usage', 'feel takes either an expression or --batch FILE')
    if (batch !== undefined) {
      if (context.option('context') !== undefined)
        throw new CommandError('usage', 'with --batch the context stands in each line')
      return feelBatch(batch, context)
    }
    return feelOne(expression ?? '', context)
  },
}

async function feelOne(expression: string, context: Context): Promise<ExitCode> {
  const file = context.option('context')
  const values = file === undefined ? {} : parse(await readInput(file, context), file)
  const answer = evaluate({ expression, context: values, now: context.now, today: context.date })
  if (!('error' in answer)) for (const { message } of answer.warnings) context.note(`feel: ${message}`)
  if (context.json) context.print(shown(answer))
  else if ('error' in answer) context.note(`feel: ${answer.error.message} (at ${answer.error.at})`)
  else context.say(JSON.stringify(answer.value))
  return 'error' in answer ? 1 : 0
}

/** One line in, one line out, in order; a line that is refused says so and the others go on. */
async function feelBatch(file: string, context: Context): Promise<ExitCode> {
  const input = file === '-' ? context.stdin : createReadStream(resolve(file, context))
  let refused = false
  let line = 0
  try {
    for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++
      if (raw.trim() === '') continue
      // A slow reader of the answers must not fill the memory.
      if (context.stdout.writableNeedDrain) await once(context.stdout, 'drain')
      const { id, answer } = lineAnswer(raw, line, context)
      refused ||= 'error' in answer
      context.print({ id, ...shown(answer) })
    }
  } catch (error) {
    throw unreadable(file, error)
  }
  return refused ? 1 : 0
}

function lineAnswer(raw: string, line: number, context: Context): { id: unknown; answer: Answer } {
  const refuse = (id: unknown, message: string) => ({
    id,
    answer: { error: { code: 'type', message, at: 0 } } as const,
  })
  let entry: unknown
  try {
    entry = JSON.parse(raw.replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse(line, `the line is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
  if (typeof entry !== 'object' || entry === null) return refuse(line, 'the line is no object')
  const { id = line, expr, context: values, type } = entry as Record<string, unknown>
  if (typeof expr !== 'string') return refuse(id, '"expr" is no string')
  if (type !== undefined && type !== null && typeof type !== 'string')
    return refuse(id, '"type" is no string')
  const answer = evaluate({
    expression: expr,
    context: values ?? {},
    ...(typeof type === 'string' ? { type } : {}),
    now: context.now,
    today: context.date,
  })
  return { id, answer }
}

function shown(answer: Answer): object {
  return 'error' in answer ? answer : { value: answer.value }
}

async function readInput(file: string, context: Context): Promise<string> {
  try {
    return file === '-' ? await text(context.stdin) : readFileSync(resolve(file, context), 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  return new CommandError('unreadable', `${file} cannot be read: ${error.message}`, { file })
}

function parse(raw: string, where: string): unknown {
  try {
    return JSON.parse(raw.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new CommandError('json', `${where} is not JSON: ${error instanceof Error ? error.message : ''}`, {
      file: where,
    })
  }
}

function resolve(file: string, context: Context): string {
  return isAbsolute(file) ? file : join(context.cwd, file)
}
