import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { AnswersFile, PopulationFileError, screenPopulation } from '@lastmile/rules/node'
import { CommandError, type Context, type ExitCode } from './command.ts'
import type { Judged } from './judged.ts'

/** `lastmile screen --population`: every household of the database, or of a file, by every policy. */
export async function screenJudged({ library, source, name }: Judged, context: Context): Promise<ExitCode> {
  const out = context.option('out')
  const policies = context.options('policy')
  try {
    const answers = out === undefined ? null : new AnswersFile(resolve(context.cwd, out))
    const result = await screenPopulation(library, source, context.date, {
      ...(policies.length > 0 ? { policies } : {}),
      ...threadsOf(context),
      ...(answers ? { onShard: (columns, program) => answers.add(columns, program) } : {}),
    }).catch((error: unknown) => {
      answers?.discard()
      throw error
    })
    await answers?.close()
    const perPolicy = Object.fromEntries(
      [...result.policies].map(([id, { fen, ...counts }]) => [id, { ...counts, amount: fen / 100 }] as const),
    )
    const { households, persons, ms, readMs, refused } = result
    const document = {
      date: context.date,
      households,
      persons,
      ms: Math.round(ms * 10) / 10,
      readMs: Math.round(readMs),
      perPolicy,
      ...(refused.count > 0 ? { refused: { count: refused.count, first: refused.first } } : {}),
      ...(out === undefined ? {} : { out }),
    }
    if (context.json) context.print(document)
    else print(document, context)
    return refused.count > 0 ? 1 : 0
  } catch (error) {
    throw asCommandError(error, name)
  }
}

/** The file named by `--from`. Ends when it is missing. */
export function populationFile(context: Context, command: string): string {
  const from = context.option('from')
  if (from === undefined) throw new CommandError('usage', `${command} needs --from FILE.parquet|.csv|.jsonl`)
  const file = resolve(context.cwd, from)
  if (!existsSync(file)) throw new CommandError('unreadable', `there is no file ${file}`, { file })
  return file
}

/** `--threads N`, where it was given. */
export function threadsOf(context: Context): { readonly threads?: number } {
  const given = context.option('threads')
  if (given === undefined) return {}
  if (!/^[1-9]\d?$/.test(given))
    throw new CommandError('usage', `--threads: "${given}" is not a number from 1 to 99`)
  return { threads: Number(given) }
}

/** What a population file can be refused for, as the error of a command. */
export function asCommandError(error: unknown, file: string): unknown {
  return error instanceof PopulationFileError
    ? new CommandError('population', error.message, { file })
    : error
}

type Shown = {
  readonly households: number
  readonly persons: number
  readonly ms: number
  readonly readMs: number
  readonly perPolicy: Readonly<
    Record<
      string,
      {
        readonly eligible: number
        readonly ineligible: number
        readonly unknown: number
        readonly amount: number
      }
    >
  >
  readonly refused?: {
    readonly count: number
    readonly first: readonly { readonly household: string; readonly message: string }[]
  }
}

function print({ households, persons, ms, readMs, perPolicy, refused }: Shown, context: Context): void {
  context.say(`${households} 户 ${persons} 人，判定 ${ms} 毫秒，读写 ${(readMs / 1000).toFixed(1)} 秒`)
  for (const [id, { eligible, ineligible, unknown, amount }] of Object.entries(perPolicy)) {
    const money = amount > 0 ? `，合计 ${amount.toLocaleString('en-US')} 元` : ''
    context.say(`${id}：符合 ${eligible}，不符合 ${ineligible}，不能确定 ${unknown}${money}`)
  }
  if (!refused) return
  context.say(`没有读成的户：${refused.count}`)
  for (const { household, message } of refused.first) context.say(`  ${household}：${message}`)
}
