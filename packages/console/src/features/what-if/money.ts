import { yearlyFen } from '@lastmile/domain'
import { type Lang, yuanInWords } from '@lastmile/web-kit'
import type { Part } from './shapes.ts'

/** What a year would cost more, in fen. */
export function yearlyChange({ before, after }: Pick<Part, 'before' | 'after'>): number {
  return yearlyFen(after) - yearlyFen(before)
}

/** `+12.30 万元`: a difference in words that can be taken in, with its sign. */
export function differenceInWords(fen: number, lang: Lang): string {
  const sign = fen > 0 ? '+' : fen < 0 ? '−' : ''
  return `${sign}${sumInWords(Math.abs(fen), lang)}`
}

/** A sum: from ten thousand yuan on in 万元, for Chinese readers. */
export function sumInWords(fen: number, lang: Lang): string {
  if (lang !== 'zh' || fen < 1_000_000) return yuanInWords(fen, lang)
  return `${(fen / 1_000_000).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} 万元`
}

/** `12.3%`. */
export function shareInWords(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
