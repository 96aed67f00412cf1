import { type Fen, formatYuan } from '@lastmile/domain'
import type { Lang } from '../language/words.ts'

/** The periods that amounts come with, in words. An unknown period is shown as it is. */
const PERIODS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  month: { zh: '月', en: 'month' },
  year: { zh: '年', en: 'year' },
  quarter: { zh: '季', en: 'quarter' },
  day: { zh: '天', en: 'day' },
  time: { zh: '次', en: 'time' },
  once: { zh: '次', en: 'once' },
}

/** `1,720.00 元` or `¥1,720.00`. */
export function yuanInWords(fen: Fen, lang: Lang): string {
  return lang === 'zh' ? `${formatYuan(fen)} 元` : `¥${formatYuan(fen)}`
}

/** An amount with its period: `1,720.00 元/月`, `¥1,720.00 a month`, `¥500.00 once`. */
export function amountInWords(fen: Fen, per: string | null, lang: Lang): string {
  const amount = yuanInWords(fen, lang)
  if (per === null || per === '') return amount
  const period = PERIODS[per]
  if (lang === 'zh') return `${amount}/${period?.zh ?? per}`
  if (per === 'once') return `${amount} once`
  return `${amount} a ${period?.en ?? per}`
}
