import { fenFromYuan } from '@lastmile/domain'
import { type Lang, yuanInWords } from '@lastmile/web-kit'
import type { FactEntry } from './dictionary.ts'

/** Units of the dictionary in words. */
export const UNITS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  CNY: { zh: '元', en: 'yuan' },
  grade: { zh: '级', en: 'grade' },
  m2: { zh: '平方米', en: 'm²' },
  month: { zh: '个月', en: 'months' },
  person: { zh: '人', en: 'persons' },
  time: { zh: '次', en: 'times' },
  year: { zh: '岁', en: 'years' },
}

/** A fact's value in words (money is in yuan here, as in files); null when it is unknown. */
export function factInWords(entry: FactEntry | null, value: unknown, lang: Lang): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') {
    if (lang === 'zh') return value ? '是' : '否'
    return value ? 'yes' : 'no'
  }
  if (!entry) return String(value)
  switch (entry.type) {
    case 'money': {
      const fen = fenFromYuan(typeof value === 'number' ? value : String(value))
      return fen === null ? String(value) : yuanInWords(fen, lang)
    }
    case 'enum': {
      const named = entry.values?.find((one) => one.value === value)
      return named ? named[lang] : String(value)
    }
    case 'integer':
    case 'ratio': {
      if (entry.unit === null) return String(value)
      return `${String(value)} ${UNITS[entry.unit]?.[lang] ?? entry.unit}`
    }
    default:
      return String(value)
  }
}
