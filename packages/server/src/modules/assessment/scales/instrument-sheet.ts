import type { Instrument } from '@lastmile/measure'
import { AppError } from '../../../platform/errors/index.ts'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import type { AssessmentDeps } from '../deps.ts'

/** An instrument on paper, to be filled in by hand: each item with its answers and their values for keying in. Throws `instrument_unknown`. */
export function instrumentSheet(
  deps: Pick<AssessmentDeps, 'instruments'>,
  id: string,
): { readonly sheet: Sheet; readonly name: string } {
  const instrument = deps.instruments.find((one) => one.id === id)
  if (!instrument) throw new AppError('instrument_unknown', { instrument: id })
  return {
    name: instrument.name.zh,
    sheet: {
      title: instrument.name.zh,
      line: [instrument.recall, instrument.stem].filter(Boolean).join('。'),
      foot: `${instrument.id} ${instrument.version} · ${instrument.licence.status}`,
      blocks: [
        {
          kind: 'text',
          text: '姓名：＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿　自己填 □　别人问 □　问的人：＿＿＿＿＿＿＿',
        },
        ...(instrument.withheld
          ? [{ kind: 'text', text: '题目原文请用权利人发布的正式版本，这里只列主题和得分。' } as const]
          : []),
        {
          kind: 'table',
          widths: [8, 46, 46],
          head: ['', '题目', '圈一个'],
          rows: instrument.items.map((item, place) => rowOf(instrument, item, place)),
        } satisfies Block,
        { kind: 'text', text: '不想答的题可以空着。答案只给帮助您的专业人员看。' },
      ],
    },
  }
}

function rowOf(instrument: Instrument, item: Instrument['items'][number], place: number): string[] {
  const choices = item.choices ?? (item.from === undefined ? instrument.choices : undefined)
  const answers = choices
    ? choices.map((choice) => `${choice.value} ${choice.label}`).join('　')
    : `${item.from ?? 0} 到 ${item.to ?? 0} 分：＿＿＿`
  return [String(place + 1), item.text ?? item.topic ?? '', answers]
}
