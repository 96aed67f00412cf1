import { addDays, ageOn } from '@lastmile/domain'
import { type Decision, decideHousehold, type Household, type Library, type Member } from '@lastmile/rules'

/** So many days ahead something dated is announced. */
export const AHEAD_DAYS = 90

/** What happens on the day. */
export type Cause =
  | { readonly kind: 'birthday'; readonly personId: string; readonly name: string; readonly age: number }
  | { readonly kind: 'certificate'; readonly personId: string; readonly name: string; readonly until: string }
  | { readonly kind: 'figure'; readonly policy: string }
  | { readonly kind: 'receipt' }

/** gains, loses: the conditions. more, less: the amount. ends: a benefit whose last day is known. */
export type Kind = 'gains' | 'loses' | 'more' | 'less' | 'ends'

export interface Ahead {
  readonly policy: string
  readonly day: string
  readonly kind: Kind
  /** The member whom it is about; null for the household. */
  readonly personId: string | null
  readonly causes: readonly Cause[]
  readonly beforeFen: number | null
  readonly afterFen: number | null
}

/** A benefit that the household gets today, and its last day where that is known. */
export interface Running {
  readonly policy: string
  readonly personId: string | null
  readonly amountFen: number | null
  readonly lastDay: string | null
}

/** The fact that a certificate carries, and the last day of the certificate. */
const CERTIFICATE = { held: 'has_disability_certificate', until: 'disability_certificate_until' } as const

/** A household as it will be on a day if nothing is renewed: a certificate past its last day is no longer held. */
export function householdOn(household: Household, day: string): Household {
  if (!household.members.some((member) => isPast(member, day))) return household
  return {
    ...household,
    members: household.members.map((member) =>
      isPast(member, day) ? { ...member, facts: { ...member.facts, [CERTIFICATE.held]: false } } : member,
    ),
  }
}

function isPast(member: Member, day: string): boolean {
  const until = dayOf(member.facts[CERTIFICATE.until])
  return member.facts[CERTIFICATE.held] === true && until !== null && until < day
}

/** A day as facts hold it (20260115) to `2026-01-15`; null when it is unknown. */
function dayOf(value: unknown): string | null {
  if (typeof value !== 'number') return null
  const text = String(value).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}

/**
 * What a household will gain or lose by something dated within ninety days: a member's birthday, a certificate that ends, a
 * figure or a rule of the library that changes, a benefit that ends. Each such day is compared with the one before it; what is unknown on either
 * side is not announced. Money in fen.
 */
export function lookAhead(
  library: Library,
  household: Household,
  running: readonly Running[],
  today: string,
): Ahead[] {
  const until = addDays(today, AHEAD_DAYS)
  const days = causesByDay(library, household, today, until)
  const found: Ahead[] = endings(running, today, until)
  let before = decideHousehold(library, householdOn(household, today), today)
  for (const day of [...days.keys()].sort()) {
    const after = decideHousehold(library, householdOn(household, day), day)
    const byId = new Map(before.map((decision) => [decision.policy, decision]))
    for (const decision of after) {
      const change = changeOf(byId.get(decision.policy), decision)
      if (change)
        found.push({
          policy: decision.policy,
          day,
          causes: causesOf(days.get(day), change.personId, decision.policy),
          ...change,
        })
    }
    before = after
  }
  return found
}

function endings(running: readonly Running[], today: string, until: string): Ahead[] {
  return running.flatMap(({ policy, personId, amountFen, lastDay }) => {
    if (lastDay === null || lastDay < today || lastDay >= until) return []
    // Another receipt of the same policy goes on: nothing ends.
    if (
      running.some((other) => other.policy === policy && (other.lastDay === null || other.lastDay > lastDay))
    )
      return []
    return [
      {
        policy,
        day: addDays(lastDay, 1),
        kind: 'ends' as const,
        personId,
        causes: [{ kind: 'receipt' as const }],
        beforeFen: amountFen,
        afterFen: null,
      },
    ]
  })
}

/** The days within reach on which something is dated. */
function causesByDay(
  library: Library,
  household: Household,
  today: string,
  until: string,
): Map<string, Cause[]> {
  const days = new Map<string, Cause[]>()
  const add = (day: string, cause: Cause) => {
    if (day <= today || day > until) return
    days.set(day, [...(days.get(day) ?? []), cause])
  }
  for (const member of household.members) {
    const name = member.called ?? member.relation ?? ''
    const ends = dayOf(member.facts[CERTIFICATE.until])
    if (ends !== null && member.facts[CERTIFICATE.held] === true)
      add(addDays(ends, 1), { kind: 'certificate', personId: member.id, name, until: ends })
    const birth = dayOf(member.facts.birth_date)
    if (birth === null) continue
    const day = nextBirthday(birth, today)
    add(day, { kind: 'birthday', personId: member.id, name, age: ageOn(birth, day) })
  }
  for (const { day, policy } of datedOf(library)) add(day, { kind: 'figure', policy })
  return days
}

/** The next day on which somebody completes a year; 29 February is completed on 1 March in common years. */
export function nextBirthday(birth: string, today: string): string {
  for (let year = Number(today.slice(0, 4)); ; year++) {
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    const monthDay = birth.slice(5) === '02-29' && !isLeap ? '03-01' : birth.slice(5)
    const day = `${year}-${monthDay}`
    if (day > today) return day
  }
}

const dated = new WeakMap<Library, readonly { readonly day: string; readonly policy: string }[]>()

/** Every day on which a figure or a rule of a policy begins or ends. */
function datedOf(library: Library): readonly { readonly day: string; readonly policy: string }[] {
  const known = dated.get(library)
  if (known) return known
  const made = library.policies.flatMap((policy) => {
    const spans = [
      policy.document.in_force,
      ...policy.versions,
      ...[...policy.figures.values()].flatMap((figure) => figure.document.values),
    ]
    const days = spans.flatMap(({ from, to }) => [
      ...(from === null ? [] : [from]),
      ...(to === null ? [] : [addDays(to, 1)]),
    ])
    return [...new Set(days)].map((day) => ({ day, policy: policy.id }))
  })
  dated.set(library, made)
  return made
}

type Change = Pick<Ahead, 'kind' | 'personId' | 'beforeFen' | 'afterFen'>

function changeOf(before: Decision | undefined, after: Decision): Change | null {
  if (!before) return null
  const amounts = { beforeFen: before.amount, afterFen: after.amount }
  const own = kindOf(before, after)
  if (own) return { kind: own, personId: changedPerson(before, after), ...amounts }
  // The household as a whole stays entitled while one member comes in or falls out.
  const personId = changedPerson(before, after)
  const then = before.persons?.find(({ member }) => member === personId)
  const now = after.persons?.find(({ member }) => member === personId)
  const kind = then && now ? kindOf(then, now) : null
  return kind ? { kind, personId, ...amounts } : null
}

type Answer = Pick<Decision, 'outcome' | 'amount'>

function kindOf(before: Answer, after: Answer): Kind | null {
  if (before.outcome === 'unknown' || after.outcome === 'unknown') return null
  if (before.outcome !== after.outcome) return after.outcome === 'eligible' ? 'gains' : 'loses'
  if (before.amount === null || after.amount === null || before.amount === after.amount) return null
  return after.amount > before.amount ? 'more' : 'less'
}

function changedPerson(before: Decision, after: Decision): string | null {
  const changed = (after.persons ?? []).find((now) => {
    const then = before.persons?.find(({ member }) => member === now.member)
    return then !== undefined && kindOf(then, now) !== null
  })
  return changed?.member ?? null
}

/** Of everything dated on the day, what has to do with it: the member's birthday, or the policy's own figures. */
function causesOf(all: readonly Cause[] | undefined, personId: string | null, policy: string): Cause[] {
  const near = (all ?? []).filter((cause) =>
    cause.kind === 'birthday' || cause.kind === 'certificate'
      ? personId === null || cause.personId === personId
      : cause.kind !== 'figure' || cause.policy === policy,
  )
  return near.length > 0 ? near : [...(all ?? [])].slice(0, 1)
}
