import { levelWords } from '@lastmile/domain/linkage'
import { fillHoles } from '../../../platform/errors/index.ts'
import { PROBLEMS, type ProblemCode, type ProblemParams } from './catalogue.ts'

const LANGUAGE_HOLES: Readonly<Record<string, (value: string) => { zh: string; en: string }>> = {
  near: (value) =>
    value === '' ? { zh: '', en: '' } : { zh: `，是不是“${value}”`, en: `; did you mean “${value}”?` },
  kind: (value) => (value === 'street' ? { zh: '街镇', en: 'street' } : { zh: '居村委', en: 'committee' }),
  reasons: (value) => {
    const words = value.split(' ').flatMap((reason) => {
      const [field = '', level = ''] = reason.split(':')
      return levelWords(field, level) ?? []
    })
    return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') }
  },
  consequence: (value) =>
    value === 'refused'
      ? { zh: '没有它不能导入。', en: 'The import needs it.' }
      : { zh: '相应内容这次不会更新。', en: 'What it would say is not updated this time.' },
}

const LEFT_OUT = {
  zh: '（这一格没有采用，这一行的其余内容照常导入。）',
  en: ' (This cell was left out; the rest of the row is imported.)',
}

/** The sentence of a problem in both languages. */
export function problemMessage(code: ProblemCode, params: ProblemParams): { zh: string; en: string } {
  const text = PROBLEMS[code]
  const zh: Record<string, string | number> = { ...params }
  const en: Record<string, string | number> = { ...params }
  for (const [hole, words] of Object.entries(LANGUAGE_HOLES)) {
    if (!(hole in params)) continue
    const both = words(String(params[hole]))
    zh[hole] = both.zh
    en[hole] = both.en
  }
  const rest = params.left_out ? LEFT_OUT : { zh: '', en: '' }
  return { zh: fillHoles(text.zh, zh) + rest.zh, en: fillHoles(text.en, en) + rest.en }
}
