import {
  type Assessment,
  assessHousehold,
  type Instrument,
  type ScoreOf,
  scoreOfMember,
  withScores,
} from '@lastmile/measure'
import { type Household, HouseholdError, type Library, readHousehold } from '@lastmile/rules'
import { type Command, CommandError, type Context } from '../command.ts'
import { isRecord, parseJson, readInput } from '../input.ts'
import { openPolicies } from '../library-file.ts'
import { printTree } from '../print-tree.ts'
import { openInstruments, openScheme } from '../scheme-file.ts'
import { scoreAnswers } from './score.ts'

/** `lastmile assess`: how deep a household's hardship is, in which dimensions, and which tier follows. */
export const command: Command = {
  name: 'assess',
  summary: 'how deep a household’s hardship is, its tier, why, and what would decide or move it',
  usage: ['assess --household FILE|- [--scheme FILE] [--answers FILE] [--date YYYY-MM-DD] [--json]'],
  options: [
    { name: 'household', value: 'FILE', summary: 'a household file; - reads standard input' },
    { name: 'scheme', value: 'FILE', summary: 'a scheme other than the district’s' },
    {
      name: 'answers',
      value: 'FILE',
      summary: 'answers to instruments: [{ instrument, member?, answers }], or { "phq-9": answers, … }',
    },
  ],
  async run(context) {
    const file = context.option('household')
    if (file === undefined) throw new CommandError('usage', 'assess needs --household FILE')
    const library = openPolicies(context)
    const instruments = openInstruments(context)
    const scheme = openScheme(library, instruments, context)
    const household = householdOf(library, parseJson(await readInput(file, context), file))
    const answers = context.option('answers')
    const scores =
      answers === undefined
        ? []
        : scoresOf(parseJson(await readInput(answers, context), answers), instruments, household)
    const assessment = assessHousehold(scheme, withScores(household, scores), context.date)
    if (context.json) context.print(assessment)
    else print(assessment, context)
    return 0
  },
}

function householdOf(library: Library, input: unknown): Household {
  try {
    return readHousehold(library.facts, input)
  } catch (error) {
    if (error instanceof HouseholdError) throw new CommandError('household', error.message, error.problems)
    throw error
  }
}

/** Answers of several instruments. Who is meant may be left out where only one person can be. */
function scoresOf(input: unknown, instruments: readonly Instrument[], household: Household): ScoreOf[] {
  const entries = Array.isArray(input)
    ? input
    : isRecord(input) && 'instrument' in input
      ? [input]
      : isRecord(input)
        ? Object.entries(input).map(([instrument, answers]) =>
            isRecord(answers) && 'answers' in answers ? { ...answers, instrument } : { instrument, answers },
          )
        : []
  if (entries.length === 0)
    throw new CommandError(
      'answers',
      'answers are [{ instrument, member?, answers }] or { "phq-9": answers }',
    )
  return entries.map((entry: unknown, place): ScoreOf => {
    const { instrument: id, member } = isRecord(entry) ? entry : {}
    const instrument = instruments.find((one) => one.id === id)
    if (!instrument)
      throw new CommandError('answers', `answers ${place + 1}: there is no instrument "${String(id)}"`, {
        instruments: instruments.map((one) => one.id),
      })
    return scoreOfMember(memberOf(instrument, member, household), scoreAnswers(instrument, entry))
  })
}

function memberOf(instrument: Instrument, given: unknown, { members }: Household): string | null {
  if (instrument.subject === 'household') return null
  const only = members.length === 1 ? members[0] : undefined
  const found = given === undefined ? only : members.find((one) => one.id === given)
  if (found) return found.id
  const ids = members.map((one) => one.id)
  throw new CommandError(
    'answers',
    given === undefined
      ? `${instrument.id}: say whose answers these are: member is one of ${ids.join(', ')}`
      : `${instrument.id}: there is no member "${String(given)}" (${ids.join(', ')})`,
    { members: ids },
  )
}

function print(assessment: Assessment, context: Context): void {
  printTree(assessment.because, '', context)
  const { nextQuestion, firmness, moves, services } = assessment
  const said = { firm: '稳', fair: '较稳', loose: '不稳' }[firmness.level]
  context.say(`稳不稳：${said}（权重上下浮动四分之一，${Math.round(firmness.weights * 100)}% 的情形不变）`)
  if (nextQuestion) context.say(`最该先问：${nextQuestion.question.zh}`)
  for (const move of moves.slice(0, 3)) {
    const how = { ease: '如果缓解', worsen: '如果出现', learn: '如果核实为有' }[move.kind]
    context.say(`  “${move.name.zh}”${how}，会到 ${move.tier} 级`)
  }
  context.say(`服务：${services.map((service) => service.name.zh).join('；')}`)
}
