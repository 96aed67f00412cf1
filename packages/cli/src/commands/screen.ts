import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { isLegalDate } from '@lastmile/domain/legal-date'
import { nearest } from '@lastmile/domain/nearest'
import {
  type Decider,
  emittedOn,
  HouseholdError,
  type Library,
  readHousehold,
  type ScreenResult,
  screenHousehold,
} from '@lastmile/rules'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { isRecord, parseJson, pathOf, readInput, unreadable } from '../input.ts'
import { openPolicies } from '../library-file.ts'
import { overPopulation } from '../population-source.ts'
import { printTree } from '../print-tree.ts'
import { screenJudged } from '../screen-population.ts'

/** `lastmile screen`: what a household is entitled to on a day, and why. */
export const command: Command = {
  name: 'screen',
  summary: 'what a household is entitled to on a day, why, and what is missing to tell',
  usage: [
    'screen --household FILE|- [--date YYYY-MM-DD] [--policy ID…] [--json]',
    'screen --batch FILE.jsonl|- [--policy ID…] --json',
    'screen --population [--data DIR] [--date YYYY-MM-DD] [--policy ID…] [--out FILE.csv|.parquet|.jsonl] [--json]',
    'screen --population --from FILE.parquet|.csv|.jsonl [--date YYYY-MM-DD] [--policy ID…] [--out FILE.csv|.parquet|.jsonl] [--json]',
  ],
  options: [
    { name: 'household', value: 'FILE', summary: 'a household file; - reads standard input' },
    {
      name: 'batch',
      value: 'FILE',
      summary: 'JSON Lines of {id, date, household, members}; one line each comes back',
    },
    {
      name: 'policy',
      value: 'ID',
      multiple: true,
      summary: 'only these policies (guides are listed only when named)',
    },
    {
      name: 'population',
      summary: 'every household of the database (or of a file) at once, without reasons',
    },
    {
      name: 'from',
      value: 'FILE',
      summary: 'a population file, as `population generate` writes it, instead of the database',
    },
    { name: 'out', value: 'FILE', summary: 'each household’s outcomes and amounts, a household a row' },
    { name: 'threads', value: 'N', summary: 'threads for a population (default: all of the machine)' },
    { name: 'policies', value: 'DIR', summary: 'a policies folder other than the repository’s' },
  ],
  async run(context) {
    const [file, batch] = [context.option('household'), context.option('batch')]
    if (context.flag('population')) {
      if (file !== undefined || batch !== undefined)
        throw new CommandError('usage', 'screen --population takes no --household and no --batch')
      return overPopulation(context, 'screening.read', (judged) => {
        checkPolicies(judged.library, context)
        return screenJudged(judged, context)
      })
    }
    if ((file === undefined) === (batch === undefined)) {
      throw new CommandError('usage', 'screen takes either --household FILE or --batch FILE')
    }
    const library = openPolicies(context)
    checkPolicies(library, context)
    return file === undefined
      ? screenBatch(library, batch ?? '-', context)
      : screenFile(library, file, context)
  },
}

async function screenFile(library: Library, file: string, context: Context): Promise<ExitCode> {
  const raw = await readInput(file, context)
  const input = parseJson(raw, file)
  const result = answer(library, input, context.date, context)
  if (context.json) context.print(result)
  else print(result, context)
  return 0
}

/** Households of one day from which on functions are made for it: making them takes as long as some screenings. */
const WORTH_COMPILING = 20

/** One line in, one line out, in order; a line that is refused is answered by name, and the others go on. */
async function screenBatch(library: Library, file: string, context: Context): Promise<ExitCode> {
  const input = file === '-' ? context.stdin : createReadStream(pathOf(file, context))
  let refused = false
  let line = 0
  const lines = new Map<string, number>()
  try {
    for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++
      if (raw.trim() === '') continue
      // A slow reader of the answers must not fill the memory.
      if (context.stdout.writableNeedDrain) await once(context.stdout, 'drain')
      let id: unknown = line
      try {
        const entry = parseJson(raw, `${file}:${line}`)
        const { id: given, date } = isRecord(entry) ? entry : {}
        id = given ?? line
        const day = date ?? context.date
        if (typeof day !== 'string' || !isLegalDate(day))
          throw new CommandError('date', `"${String(day)}" is not a day; write YYYY-MM-DD`)
        const before = lines.get(day) ?? 0
        lines.set(day, before + 1)
        const decider = before < WORTH_COMPILING ? undefined : emittedOn(library, day)
        context.print({ id, ...answer(library, entry, day, context, decider) })
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        refused = true
        context.print({ id, error: { code: error.code, message: error.message, details: error.details } })
      }
    }
  } catch (error) {
    throw unreadable(file, error)
  }
  return refused ? 1 : 0
}

function answer(
  library: Library,
  input: unknown,
  date: string,
  context: Context,
  decider?: Decider,
): ScreenResult {
  const policies = context.options('policy')
  try {
    return screenHousehold(library, readHousehold(library.facts, input), date, {
      ...(policies.length > 0 ? { policies } : {}),
      ...(decider ? { decider } : {}),
    })
  } catch (error) {
    if (error instanceof HouseholdError) throw new CommandError('household', error.message, error.problems)
    throw error
  }
}

function checkPolicies(library: Library, context: Context): void {
  for (const id of context.options('policy')) {
    if (library.byId.has(id)) continue
    const planned = library.coverage.policies.some((policy) => policy.id === id)
    const near = nearest(id, [...library.byId.keys()])
    const why = planned ? `"${id}" is planned and not in the library yet` : `there is no policy "${id}"`
    throw new CommandError('unknown-policy', `${why}${!planned && near ? `; did you mean "${near}"?` : ''}`, {
      policy: id,
      nearest: near,
    })
  }
}

const SAID = { eligible: '符合', ineligible: '不符合', unknown: '还不能确定' } as const
const PER = { month: '每月', year: '每年', once: '一次' } as const

function print(result: ScreenResult, context: Context): void {
  for (const policy of result.results) {
    const { amount } = policy
    const money = amount
      ? `，${amount.upTo ? '最多' : ''}${PER[amount.per]} ${amount.value.toLocaleString('en-US')} 元`
      : ''
    context.say(`${policy.name.zh}：${SAID[policy.outcome]}${money}`)
    printTree(policy.because, '  ', context)
    for (const missing of policy.missing)
      context.say(`  还要问：${missing.member ? `${missing.member}：` : ''}${missing.question.zh}`)
    for (const figure of policy.missingParameters ?? []) context.say(`  没有查到的数字：${figure.name}`)
  }
  if (result.nextQuestion) context.say(`下一个问题：${result.nextQuestion.question.zh}`)
}
