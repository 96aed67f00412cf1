import { type LegalDate, legalDateAt } from '@lastmile/domain'
import {
  calendarDay,
  distanceInWords,
  dueInWords,
  exactMoment,
  momentInWords,
  useLang,
} from '@lastmile/web-kit'
import type { ReactNode } from 'react'

/** Today in Shanghai. */
export function useToday(): LegalDate {
  return legalDateAt(new Date())
}

/** A day as people say it, with the exact one beside it: `6月12日 周四 · 还有3天`. `due` marks a date that has passed. */
export function HumanDay({
  day,
  due = false,
}: {
  readonly day: LegalDate
  readonly due?: boolean
}): ReactNode {
  const lang = useLang()
  const today = useToday()
  const late = due && day < today
  const distance = due ? dueInWords(day, today, lang) : distanceInWords(day, today, lang)
  return (
    <time dateTime={day} title={day} className={late ? 'lm-late' : undefined}>
      {calendarDay(day, today, lang)} · {distance}
    </time>
  )
}

/** A past moment: `今天 14:05`, `6月9日 周一 · 3天前`, with the exact one in the title. */
export function Moment({ at }: { readonly at: string }): ReactNode {
  const lang = useLang()
  const instant = new Date(at)
  return (
    <time dateTime={at} title={exactMoment(instant)}>
      {momentInWords(instant, new Date(), lang)}
    </time>
  )
}
