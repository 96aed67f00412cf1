import { AnswersError, type Instrument, readAnswers, type Score, scoreInstrument } from '@lastmile/measure'
import { type Command, CommandError, type Context } from '../command.ts'
import { parseJson, readInput } from '../input.ts'
import { openInstrument } from '../scheme-file.ts'

/** `lastmile score`: the result of an assessment instrument from its answers. */
export const command: Command = {
  name: 'score',
  summary: 'the score of an assessment instrument from its answers, with band and alerts',
  usage: ['score --instrument ID --answers FILE|- [--json]'],
  options: [
    { name: 'instrument', value: 'ID', summary: 'a folder of instruments/: phq-9, barthel, …' },
    {
      name: 'answers',
      value: 'FILE',
      summary: 'by item id, by number from "1", or a list in order; or { answers, sex?, age? }',
    },
  ],
  async run(context) {
    const [id, file] = [context.option('instrument'), context.option('answers')]
    if (id === undefined || file === undefined)
      throw new CommandError('usage', 'score needs --instrument ID and --answers FILE')
    const instrument = openInstrument(id, context)
    const score = scoreAnswers(instrument, parseJson(await readInput(file, context), file))
    if (context.json) context.print(score)
    else print(instrument, score, context)
    return 0
  },
}

/** Reads and scores answers. Ends with everything that is wrong in them. */
export function scoreAnswers(instrument: Instrument, input: unknown): Score {
  try {
    return scoreInstrument(instrument, readAnswers(instrument, input))
  } catch (error) {
    if (!(error instanceof AnswersError)) throw error
    throw new CommandError('answers', `${instrument.id}: ${error.message}`, error.problems)
  }
}

function print(instrument: Instrument, score: Score, context: Context): void {
  const { name } = instrument
  const points = score.score === null ? '没有得分' : `${score.score} 分（${score.min}–${score.max}）`
  context.say(`${name.zh}：${points}${score.band ? `，${score.band.name.zh}` : ''}`)
  for (const [id, value] of Object.entries(score.subscales)) context.say(`  ${id}：${value ?? '没有得分'}`)
  if (score.missing.length > 0) context.say(`  没有回答：${score.missing.join('、')}`)
  if (score.prorated) context.say(`  按已答的题推算：${score.prorated.score} 分（只供参考）`)
  for (const alert of score.alerts) context.say(`  警示：${alert.action.zh}`)
  for (const note of score.notes) context.say(`  ${note.zh}`)
}
