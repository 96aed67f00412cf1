import { adjustmentsOf, type BenefitSpell } from '../assistance/course.ts'
import { type Day, legalDate } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import type { WorldEvent } from '../household/world.ts'
import type { HistoryEntry, LifeEvent, SyntheticBenefit, SyntheticMember } from '../synthetic-household.ts'
import type { RecordedFacts, SlotChange } from './changes.ts'
import { eventNote, isVisitWorthy } from './event-notes.ts'
import type { FactValue } from './fact-columns.ts'

export interface HistoryContext {
  readonly start: Day
  readonly asOf: Day
  readonly members: readonly SyntheticMember[]
  readonly spells: readonly BenefitSpell[]
  /** Misfortunes and crises together. */
  readonly events: readonly WorldEvent[]
  /** The record as it stands, after blur. */
  readonly record: RecordedFacts
  /** Names of facts that were never written down: of the household, then of each member. */
  readonly leftOut: readonly ReadonlySet<string>[]
}

/** What the record tells of three years, oldest first. */
export function tellHistory(context: HistoryContext, meanDelay: number, rng: Rng): HistoryEntry[] {
  const { members, start, asOf } = context
  const idOf = (slot: number | null): string | null =>
    slot === null ? null : (members[slot - 1]?.id ?? null)
  const entries: HistoryEntry[] = []
  for (const { slot, ...change } of writtenChanges(context)) {
    entries.push({ kind: 'fact', member: idOf(slot), ...change })
  }
  for (const spell of context.spells) addBenefit(entries, spell, idOf(spell.slot), start, asOf)
  for (const { day, kind, slot, cause } of context.events) {
    const learned = day + Math.floor(rng.exponential(meanDelay * 0.3))
    if (learned > asOf) continue
    entries.push(lifeEvent(kind, day, learned, members[(slot ?? 1) - 1] ?? null, slot === null, cause))
  }
  for (const member of members) {
    if (member.birthDate > legalDate(start) && member.relation !== 'head') {
      entries.push({
        kind: 'event',
        date: member.birthDate,
        learnedOn: member.birthDate,
        event: 'child-born',
        member: member.id,
        cause: 'family_change',
        visitWorthy: false,
        note: eventNote('child-born', member.name),
      })
    }
  }
  return entries.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** The changes of facts that are on record; the last one of a fact carries the value that stands there, slips included. */
function writtenChanges({ record, leftOut }: HistoryContext): SlotChange[] {
  const last = new Set<string>()
  const written: SlotChange[] = []
  for (const change of record.changes.toReversed()) {
    const { slot, fact } = change
    if (leftOut[slot ?? 0]?.has(fact)) continue
    const key = `${slot ?? 0}.${fact}`
    if (last.has(key)) {
      written.push(change)
      continue
    }
    last.add(key)
    const bag: Readonly<Record<string, FactValue>> =
      slot === null ? record.household : (record.members[slot - 1] ?? {})
    written.push({ ...change, to: bag[fact] ?? null })
  }
  return written.reverse()
}

function lifeEvent(
  event: WorldEvent['kind'],
  day: Day,
  learned: Day,
  member: SyntheticMember | null,
  wholeHousehold: boolean,
  cause: LifeEvent['cause'],
): LifeEvent {
  return {
    kind: 'event',
    date: legalDate(day),
    learnedOn: legalDate(learned),
    event,
    member: wholeHousehold ? null : (member?.id ?? null),
    cause,
    visitWorthy: isVisitWorthy(event),
    note: eventNote(event, member?.name ?? ''),
  }
}

function addBenefit(
  entries: HistoryEntry[],
  spell: BenefitSpell,
  member: string | null,
  start: Day,
  asOf: Day,
): void {
  const { policy, cause } = spell
  const since = legalDate(spell.from)
  const add = (day: Day, change: 'start' | 'adjust' | 'end' | 'once', amountFen: number | null): void => {
    if (day <= start || day > asOf) return
    entries.push({ kind: 'benefit', date: legalDate(day), policy, member, change, since, amountFen, cause })
  }
  if (spell.per === 'once') {
    add(spell.from, 'once', spell.amountOn(spell.from))
    return
  }
  add(spell.from, 'start', spell.amountOn(spell.from))
  for (const day of adjustmentsOf(spell, start, asOf)) add(day, 'adjust', spell.amountOn(day))
  if (spell.to !== null) add(spell.to, 'end', null)
}

/** What is being paid on the as-of day. */
export function currentBenefits(
  spells: readonly BenefitSpell[],
  members: readonly SyntheticMember[],
  asOf: Day,
): SyntheticBenefit[] {
  const benefits: SyntheticBenefit[] = []
  for (const { policy, slot, from, to, amountOn, per } of spells) {
    if (per === 'once' || from > asOf || (to !== null && to <= asOf)) continue
    benefits.push({
      policy,
      member: slot === null ? null : (members[slot - 1]?.id ?? null),
      since: legalDate(from),
      amountFen: amountOn(asOf),
      per,
    })
  }
  return benefits
}
