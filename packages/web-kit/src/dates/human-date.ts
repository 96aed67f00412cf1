import { daysBetween, type LegalDate, legalDateAt } from '@lastmile/domain'
import type { Lang } from '../language/words.ts'

const WEEKDAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS_EN = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const

/** The calendar name of a day, with the year only where it differs from the present one: `6月12日 周四`. */
export function calendarDay(day: LegalDate, today: LegalDate, lang: Lang): string {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  if (lang === 'zh') return `${sameYear ? '' : `${year}年`}${month}月${date}日 ${WEEKDAYS_ZH[weekday]}`
  return `${WEEKDAYS_EN[weekday]} ${date} ${MONTHS_EN[month - 1]}${sameYear ? '' : ` ${year}`}`
}

function span(days: number, lang: Lang): string {
  const [count, zh, en] =
    days < 45
      ? [days, '天', 'day']
      : days < 700
        ? [Math.round(days / 30.44), '个月', 'month']
        : [Math.round(days / 365.25), '年', 'year']
  return lang === 'zh' ? `${count}${zh}` : `${count} ${en}${count === 1 ? '' : 's'}`
}

/** How far a day is from today: `还有3天`, `今天`, `昨天`, `12天前`. */
export function distanceInWords(day: LegalDate, today: LegalDate, lang: Lang): string {
  const days = daysBetween(today, day)
  const near: Record<number, readonly [string, string]> = {
    [-1]: ['昨天', 'yesterday'],
    0: ['今天', 'today'],
    1: ['明天', 'tomorrow'],
  }
  const word = near[days]
  if (word) return lang === 'zh' ? word[0] : word[1]
  if (days > 0) return lang === 'zh' ? `还有${span(days, lang)}` : `in ${span(days, lang)}`
  return lang === 'zh' ? `${span(-days, lang)}前` : `${span(-days, lang)} ago`
}

/** How far past its date something due is, or how much time it has: `已过3天`, `今天`, `还有3天`. */
export function dueInWords(day: LegalDate, today: LegalDate, lang: Lang): string {
  const late = daysBetween(day, today)
  if (late <= 0) return distanceInWords(day, today, lang)
  return lang === 'zh' ? `已过${span(late, lang)}` : `${span(late, lang)} late`
}

/** The clock time in Shanghai at an instant: `14:05`. */
export function clockTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
}

/** A past instant for a thread: `今天 14:05`, `昨天 09:00`, `6月9日 周一 · 3天前`. */
export function momentInWords(instant: Date, now: Date, lang: Lang): string {
  const day = legalDateAt(instant)
  const today = legalDateAt(now)
  const distance = daysBetween(day, today)
  const words = distanceInWords(day, today, lang)
  if (distance === 0 || distance === 1) return `${words} ${clockTime(instant)}`
  return `${calendarDay(day, today, lang)} · ${words}`
}

/** The exact moment, for titles and machines: `2025-06-12 14:05` in Shanghai. */
export function exactMoment(instant: Date): string {
  return `${legalDateAt(instant)} ${clockTime(instant)}`
}
