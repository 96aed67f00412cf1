import { emittedOn, type Household, type Library, type Policy } from '@lastmile/rules'

/** Earning so much more a month is tried, in fen. */
const RISES = [5_000, 10_000, 20_000, 30_000, 50_000, 80_000, 100_000, 150_000, 200_000, 300_000]
const MONTHS = { month: 1, year: 12 } as const

/** Where support falls by more than income rises. Money in fen a month. */
export interface Cliff {
  readonly riseFen: number
  readonly beforeFen: number
  readonly afterFen: number
  readonly lost: readonly { readonly policy: string; readonly lessFen: number }[]
}

/**
 * Tries higher monthly incomes and gives those that leave the household with less: support by rule falls by more than the
 * rise. Counted is what is paid every month or year and can be reckoned; ceilings and payments made once are not. Of
 * policies that exclude each other the larger counts. Empty when the income is unknown.
 */
export function findCliffs(library: Library, household: Household, day: string): Cliff[] {
  const income = household.facts.monthly_income
  if (typeof income !== 'number') return []
  const before = supportOf(library, household, day)
  return RISES.flatMap((riseFen) => {
    const richer = reclassified(library, household, income + riseFen, day)
    const after = supportOf(library, richer, day)
    const beforeFen = sum(before)
    const afterFen = sum(after)
    if (beforeFen - afterFen <= riseFen) return []
    const lost = [...before].flatMap(([policy, fen]) => {
      const lessFen = fen - (after.get(policy) ?? 0)
      return lessFen > 0 ? [{ policy, lessFen }] : []
    })
    return [{ riseFen, beforeFen, afterFen, lost }]
  })
}

/** Classes that rest on a means test, with the policies that recognise them, the neediest first. */
const CLASSES = [
  ['dibao', 'dibao'],
  ['dibao_edge', 'dibao-edge'],
] as const

/**
 * The household with another income. A class that was recognised by a means test falls to the one that the rules still
 * carry, and with it everything that asks for the class; one that nobody recognised is not given here.
 */
function reclassified(library: Library, household: Household, monthlyIncome: number, day: string): Household {
  const facts: Household['facts'] = { ...household.facts, monthly_income: monthlyIncome }
  const known = CLASSES.findIndex(([value]) => value === facts.assistance_class)
  if (known < 0) return { ...household, facts }
  // Asked as of a household without a class: the rules of one class exclude those who have another.
  const free = { ...household, facts: { ...facts, assistance_class: 'none' } }
  const outcomes = new Map(
    emittedOn(library, day)
      .decide(free)
      .map((one) => [one.policy, one.outcome]),
  )
  const still =
    CLASSES.slice(known).find(([, policy]) => outcomes.get(policy) !== 'ineligible')?.[0] ?? 'none'
  return {
    facts: { ...facts, assistance_class: still },
    members: household.members.map((member) =>
      member.facts.medical_aid_class === facts.assistance_class
        ? { ...member, facts: { ...member.facts, medical_aid_class: still } }
        : member,
    ),
  }
}

/** What each policy pays a month, fen. */
function supportOf(library: Library, household: Household, day: string): Map<string, number> {
  const paid = emittedOn(library, day)
    .decide(household)
    .flatMap(({ policy, outcome, amount }) => {
      const months = monthsOf(library.byId.get(policy), day)
      return outcome === 'eligible' && amount !== null && amount > 0 && months !== null
        ? [{ policy, fen: Math.round(amount / months) }]
        : []
    })
    .sort((a, b) => b.fen - a.fen || a.policy.localeCompare(b.policy))
  const support = new Map<string, number>()
  for (const { policy, fen } of paid) {
    const isExcluded = [...support.keys()].some(
      (taken) => excludes(library.byId.get(taken), policy) || excludes(library.byId.get(policy), taken),
    )
    if (!isExcluded) support.set(policy, fen)
  }
  return support
}

function monthsOf(policy: Policy | undefined, day: string): number | null {
  const version = policy?.versions.find(({ from, to }) => from <= day && (to === null || to >= day))
  const payment = version?.payment
  if (!payment || payment.upTo || payment.per === 'once') return null
  return MONTHS[payment.per]
}

function excludes(policy: Policy | undefined, other: string): boolean {
  return (policy?.document.interactions ?? []).some((one) => one.kind === 'excludes' && one.policy === other)
}

function sum(support: ReadonlyMap<string, number>): number {
  return [...support.values()].reduce((total, fen) => total + fen, 0)
}
