import type { FeelDate, FeelTime, Zone } from '../values.ts'
import { epochDay, isLeap } from './civil.ts'

const formats = new Map<string, Intl.DateTimeFormat | null>()

function format(id: string): Intl.DateTimeFormat | null {
  const known = formats.get(id)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: id,
      timeZoneName: 'longOffset',
      year: 'numeric',
      calendar: 'iso8601',
    })
  } catch {
    made = null
  }
  formats.set(id, made)
  return made
}

/** Whether the IANA data at hand knows a zone of that name. Names begin with a capital: `europe/paris` is none. */
export function isZoneId(id: string): boolean {
  return /^[A-Z][A-Za-z0-9_+\-/]*$/.test(id) && format(id) !== null
}

/** Offset of a zone at an instant (seconds since 1970, UTC), in seconds east of UTC. */
function offsetAt(id: string, instant: number): number {
  const parts = format(id)?.formatToParts(new Date(instant * 1000)) ?? []
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name)
  if (!match?.[1]) return 0
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)
  return match[1] === '-' ? -seconds : seconds
}

/** Years that zone rules are asked for; the rules of others are those of a like year at the nearer end. */
const [FIRST_KNOWN, LAST_KNOWN] = [1600, 2400]

function likeYear(year: number): number {
  if (year >= FIRST_KNOWN && year <= LAST_KNOWN) return year
  const base = year < FIRST_KNOWN ? FIRST_KNOWN : LAST_KNOWN
  // The same weekday pattern returns every 400 years.
  const moved = (((year - base) % 400) + 400) % 400
  return year < FIRST_KNOWN ? base + moved : base - 400 + moved
}

/**
 * Offset from UTC of a local date and time in its zone, in seconds, or null without a zone. A local time that the clocks skip is read
 * with the offset before the gap, one that comes twice with the earlier (summer) offset.
 */
export function offsetOf(date: FeelDate, time: FeelTime): number | null {
  const { zone } = time
  if (zone === null) return null
  if ('offset' in zone) return zone.offset
  const year = likeYear(date.year)
  const day = date.month === 2 && date.day === 29 && !isLeap(year) ? 28 : date.day
  const local =
    epochDay({ kind: 'date', year, month: date.month, day }) * 86_400 +
    time.hour * 3600 +
    time.minute * 60 +
    time.second
  const before = offsetAt(zone.id, local - 86_400)
  const after = offsetAt(zone.id, local + 86_400)
  for (const offset of [before, after]) if (offsetAt(zone.id, local - offset) === offset) return offset
  return before
}

/**
 * Offset of a time of day that has no date. A named zone then stands for its standard time, the smaller of its offsets in January and July
 * (the suite of the standard has time("10:30:00+01:00") = time("10:30:00@Europe/Paris")).
 */
export function offsetOfTime(time: FeelTime): number | null {
  const { zone } = time
  if (zone === null) return null
  if ('offset' in zone) return zone.offset
  return Math.min(offsetAt(zone.id, 1_704_067_200), offsetAt(zone.id, 1_719_792_000))
}

/** Offset of a zone at an instant in milliseconds since 1970. */
export function offsetAtInstant(zone: Zone, milliseconds: number): number {
  return 'offset' in zone ? zone.offset : offsetAt(zone.id, Math.floor(milliseconds / 1000))
}
