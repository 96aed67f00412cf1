/** A legal day as the whole number YYYYMMDD, or null when the text is no day. */
export function dayNumber(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
    ? year * 10000 + month * 100 + day
    : null
}

/** YYYYMMDD back to `YYYY-MM-DD`. */
export function dayText(day: number): string {
  const text = String(day).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A day moved by months (the last day of the month when the day does not exist), then by days. */
export function shiftDay(day: number, months: number, days: number): number {
  const index = Math.floor(day / 10000) * 12 + (Math.floor(day / 100) % 100) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const moved = new Date(Date.UTC(year, month - 1, Math.min(day % 100, daysOf(year, month)) + days))
  return moved.getUTCFullYear() * 10000 + (moved.getUTCMonth() + 1) * 100 + moved.getUTCDate()
}

/** Completed years (周岁) between two days: a birthday on 29 February is completed on 1 March in common years. */
export function completedYears(birth: number, on: number): number {
  return Math.floor((on - birth) / 10000)
}
