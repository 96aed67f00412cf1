import { addDays, type LegalDate, startOfLegalDate } from '@lastmile/domain'
import {
  type BenefitChange,
  type FactChange,
  recordAt,
  type SyntheticHousehold,
  type SyntheticMember,
} from '@lastmile/population'
import type {
  ImportHousehold,
  ImportHouseholds,
  ImportMember,
  ImportReceipt,
} from '../modules/households/index.ts'

/** What the department's records said on one day: a batch for the bulk import, and the instant at which it came. */
export interface RecordBatch {
  readonly at: Date
  readonly batch: Omit<ImportHouseholds, 'households'>
  readonly households: readonly ImportHousehold[]
}

const REGISTER = {
  sourceId: 'synthetic-register',
  sourceName: '合成人口登记',
  sourceKind: 'synthetic',
  batchId: null,
} as const

function factsOf(values: Readonly<Record<string, unknown>>): ImportMember['facts'] {
  return Object.entries(values).map(([fact, value]) => ({ fact, value, sourceRow: null }))
}

function e164(phone: string | null): string | null {
  return phone === null ? null : `+86${phone}`
}

/** Periods of a benefit from its changes, each with the amount that was paid in it. */
function receiptsOf(household: SyntheticHousehold, member: string | null): ImportReceipt[] {
  const changes = household.history.filter(
    (entry): entry is BenefitChange => entry.kind === 'benefit' && entry.member === member,
  )
  const receipts: ImportReceipt[] = []
  const open = new Map<string, { since: LegalDate; amountFen: number | null }>()
  const end = (policy: string, toDate: LegalDate | null): void => {
    const period = open.get(policy)
    if (!period) return
    receipts.push({
      policy,
      amountFen: period.amountFen,
      per: 'month',
      fromDate: period.since,
      toDate,
      sourceRow: null,
    })
    open.delete(policy)
  }
  for (const change of changes) {
    if (change.change === 'once') {
      receipts.push({
        policy: change.policy,
        amountFen: change.amountFen,
        per: 'once',
        fromDate: change.date,
        toDate: change.date,
        sourceRow: null,
      })
      continue
    }
    end(change.policy, addDays(change.date, -1))
    if (change.change !== 'end') open.set(change.policy, { since: change.date, amountFen: change.amountFen })
  }
  for (const benefit of household.benefits) {
    if (benefit.member !== member || benefit.per === 'once') continue
    const told = open.get(benefit.policy)
    open.set(benefit.policy, { since: told?.since ?? benefit.since, amountFen: benefit.amountFen })
  }
  for (const policy of [...open.keys()]) end(policy, null)
  return receipts
}

/** A household as the records had it when the history begins, with its people. */
function firstRecord(household: SyntheticHousehold, day: LegalDate): ImportHousehold {
  const record = recordAt(household, day)
  return {
    householdId: null,
    newHouseholdId: household.id,
    orgPath: household.orgPath,
    address: household.address,
    spot: household.spot,
    facts: factsOf(record.household),
    receipts: receiptsOf(household, null),
    members: household.members.flatMap((member, index) =>
      member.birthDate > day ? [] : [newMember(household, member, record.members[index] ?? {})],
    ),
  }
}

/** Somebody who is written down for the first time. */
function newMember(
  household: SyntheticHousehold,
  member: SyntheticMember,
  facts: Readonly<Record<string, unknown>>,
): ImportMember {
  return {
    personId: null,
    newPersonId: member.id,
    relation: member.relation,
    name: member.name,
    idNumber: member.idNumber,
    docMissingReason: member.idNumber === null ? '登记时未提供' : null,
    sex: member.sex,
    birthDate: member.birthDate,
    phone: e164(member.phone),
    sourceRow: null,
    facts: factsOf(facts),
    receipts: receiptsOf(household, member.id),
  }
}

/** What was learned of one household in one month: changed facts, and children born. */
function monthRecord(
  household: SyntheticHousehold,
  { changes, born }: MonthNews,
  day: LegalDate,
): ImportHousehold {
  const record = recordAt(household, day)
  const of = (member: string | null) =>
    changes
      .filter((change) => change.member === member)
      .map((change) => ({ fact: change.fact, value: change.to, sourceRow: null }))
  return {
    householdId: household.id,
    newHouseholdId: household.id,
    orgPath: household.orgPath,
    address: null,
    facts: of(null),
    receipts: [],
    members: household.members.flatMap((member, index): ImportMember[] => {
      if (born.includes(member)) return [newMember(household, member, record.members[index] ?? {})]
      if (!changes.some((change) => change.member === member.id)) return []
      return [
        {
          personId: member.id,
          newPersonId: member.id,
          relation: member.relation,
          name: member.name,
          idNumber: null,
          docMissingReason: null,
          sex: member.sex,
          birthDate: member.birthDate,
          phone: null,
          sourceRow: null,
          facts: of(member.id),
          receipts: [],
        },
      ]
    }),
  }
}

/** What came in one month. */
interface MonthNews {
  readonly changes: FactChange[]
  readonly born: SyntheticMember[]
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}

/**
 * The history of records as batches: first all households as they stood on `start`, then each month what was learned in
 * it, in chunks of `chunk` households.
 */
export function recordBatches(
  households: readonly SyntheticHousehold[],
  start: LegalDate,
  chunk = 200,
): RecordBatch[] {
  const batches: RecordBatch[] = chunks(households, chunk).map((part, index) => ({
    at: new Date(startOfLegalDate(start).getTime() + index * 60_000),
    batch: { ...REGISTER, asOf: start },
    households: part.map((household) => firstRecord(household, start)),
  }))
  for (const [month, news] of [...newsByMonth(households, start)].sort(([a], [b]) => a.localeCompare(b))) {
    const day = `${month}-28`
    for (const [index, part] of chunks([...news], chunk).entries())
      batches.push({
        at: new Date(startOfLegalDate(day).getTime() + 2 * 3_600_000 + index * 60_000),
        batch: { ...REGISTER, asOf: day },
        households: part.map(([household, learned]) => monthRecord(household, learned, day)),
      })
  }
  return batches
}

/** What was learned after `start`, by month and household; a child born late in a month is told in the next. */
function newsByMonth(
  households: readonly SyntheticHousehold[],
  start: LegalDate,
): Map<string, Map<SyntheticHousehold, MonthNews>> {
  const months = new Map<string, Map<SyntheticHousehold, MonthNews>>()
  const newsOf = (day: LegalDate, household: SyntheticHousehold): MonthNews => {
    const month = (day.slice(8) > '27' ? addDays(day, 5) : day).slice(0, 7)
    const inMonth = months.get(month) ?? new Map<SyntheticHousehold, MonthNews>()
    months.set(month, inMonth)
    const news = inMonth.get(household) ?? { changes: [], born: [] }
    inMonth.set(household, news)
    return news
  }
  for (const household of households) {
    const born = household.members.filter((member) => member.birthDate > start)
    for (const member of born) newsOf(member.birthDate, household).born.push(member)
    for (const entry of household.history) {
      if (entry.kind !== 'fact' || entry.learnedOn <= start) continue
      if (born.some((member) => member.id === entry.member && member.birthDate >= entry.learnedOn)) continue
      newsOf(entry.learnedOn, household).changes.push(entry)
    }
  }
  return months
}
