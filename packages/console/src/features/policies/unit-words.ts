import { type Lang, useLang } from '@lastmile/web-kit'

/** Units that facts are compared in; those of the law's own figures (元/人/月) stand in the file as they are printed. */
const UNITS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  year: { zh: '年（岁）', en: 'years' },
  month: { zh: '个月', en: 'months' },
  person: { zh: '人', en: 'persons' },
  grade: { zh: '级', en: '' },
  time: { zh: '次', en: 'times' },
  m2: { zh: '平方米', en: 'm²' },
}

/** A figure with its unit in words: 60 年（岁）, 1,690 元/人/月. */
export function figureInWords(value: unknown, unit: string | null, lang: Lang): string {
  const number = typeof value === 'number' ? value.toLocaleString('en') : String(value)
  return `${number} ${UNITS[unit ?? '']?.[lang] ?? unit ?? ''}`.trimEnd()
}

/** `figureInWords` in the language of the reader. */
export function useFigureInWords(): (value: unknown, unit: string | null) => string {
  const lang = useLang()
  return (value, unit) => figureInWords(value, unit, lang)
}
