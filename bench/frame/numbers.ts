import { checkCharacter } from '@lastmile/domain'

/** Birthdays of some eighty years; the next row is born on another day, as in a list of households. */
const DAYS = 30_000

/** A number of nobody (region 310199): every place in a list has its own, up to 29 million. */
export function numberOf(place: number): string {
  const day = new Date(Date.UTC(1930, 0, 1) + ((place * 7919) % DAYS) * 86_400_000)
  const order = String(Math.floor(place / DAYS) + 1).padStart(3, '0')
  const first17 = `310199${day.toISOString().slice(0, 10).replaceAll('-', '')}${order}`
  return first17 + checkCharacter(first17)
}
