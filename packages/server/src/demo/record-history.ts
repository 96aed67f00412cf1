import { addDays, type LegalDate, startOfLegalDate } from '@lastmile/domain'
import { type BenefitChange, type FactChange, recordAt, type SyntheticHousehold } from '@lastmile/population'
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
    facts: factsOf(record.household),
    receipts: receiptsOf(household, null),
    members: household.members.map((member, index) => ({
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
      facts: factsOf(record.members[index] ?? {}),
      receipts: receiptsOf(household, member.id),
    })),
  }
}

/** The changes of one household that were learned in one month. */
function monthRecord(household: SyntheticHousehold, changes: readonly FactChange[]): ImportHousehold {
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
    members: household.members
      .filter((member) => changes.some((change) => change.member === member.id))
      .map((member) => ({
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
      })),
  }
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
  const months = new Map<string, Map<SyntheticHousehold, FactChange[]>>()
  for (const household of households)
    for (const entry of household.history) {
      if (entry.kind !== 'fact' || entry.learnedOn <= start) continue
      const month = entry.learnedOn.slice(0, 7)
      const inMonth = months.get(month) ?? new Map<SyntheticHousehold, FactChange[]>()
      months.set(month, inMonth)
      inMonth.set(household, [...(inMonth.get(household) ?? []), entry])
    }
  for (const [month, changed] of [...months].sort(([a], [b]) => a.localeCompare(b))) {
    const day = `${month}-28`
    for (const [index, part] of chunks([...changed], chunk).entries())
      batches.push({
        at: new Date(startOfLegalDate(day).getTime() + 2 * 3_600_000 + index * 60_000),
        batch: { ...REGISTER, asOf: day },
        households: part.map(([household, changes]) => monthRecord(household, changes)),
      })
  }
  return batches
}
