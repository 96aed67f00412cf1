import type { Relation } from '@lastmile/domain'
import type { ImportHousehold, ImportMember } from '../../households/index.ts'
import type { Problem, ProblemCode, ProblemParams } from '../problems/catalogue.ts'
import type { RowReading, StatedFact } from '../rows/row-reading.ts'
import type { Layout } from '../sources/layout.ts'
import { groupRows, type RowGroup } from './group-rows.ts'
import type { Link } from './link-rows.ts'

/** A row that is neither refused nor a repetition, with whom it is about. */
export interface LinkedRow {
  readonly reading: RowReading
  readonly link: Exclude<Link, { kind: 'review' }>
}

/** What is known of households before a chunk is written. */
export interface HouseholdKnowledge {
  /** By the list's key: the household that this import has made or found already; null in a dry run. */
  readonly ofKeys: ReadonlyMap<string, string | null>
  /** Households of which this import has spoken: their own facts and receipts are not said twice. */
  readonly stated: ReadonlySet<string>
  /** Keys of households whose head's row is not taken: a new one waits for it, instead of getting a wrong head. */
  readonly headless: ReadonlySet<string>
}

/** A household to write, with the rows behind its members. */
export interface PlannedHousehold {
  readonly household: ImportHousehold
  readonly rows: readonly RowReading[]
  /** Whether it speaks of the household itself, and not only of its members. */
  readonly speaks: boolean
}

export interface ChunkPlan {
  readonly households: readonly PlannedHousehold[]
  /** Rows that people must look at first. */
  readonly review: readonly RowReading[]
  readonly problems: readonly Problem[]
}

/** Puts linked rows together as households, and names what does not fit. */
export function planChunk(
  layout: Layout,
  rows: readonly LinkedRow[],
  known: HouseholdKnowledge,
  newId: () => string,
): ChunkPlan {
  const review: RowReading[] = []
  const problems: Problem[] = []
  const homes = new Map<string, LinkedRow[]>()
  for (const group of groupRows(rows)) {
    const home = homeOf(group, known)
    if (home === null && group.householdKey !== null && known.headless.has(group.householdKey)) {
      for (const { reading } of group.rows) {
        review.push(reading)
        problems.push(problemOf(reading, 'review', 'household_waits', {}))
      }
      continue
    }
    for (const row of group.rows) {
      if (row.link.kind === 'new' || home === null || row.link.householdId === home.id) continue
      review.push(row.reading)
      problems.push(problemOf(row.reading, 'review', 'household_split', {}))
    }
    const staying = group.rows.filter((row) => !review.includes(row.reading))
    if (staying.length === 0) continue
    const id = home?.id ?? `new ${homes.size}`
    homes.set(id, [...(homes.get(id) ?? []), ...staying])
  }
  const households = [...homes].map(([id, members]) => {
    const householdId = id.startsWith('new ') ? null : id
    const speaks = householdId === null || !known.stated.has(householdId)
    return planHousehold(layout, householdId, members, speaks, problems, newId)
  })
  return { households, review, problems }
}

/** The household of a group: what this import found for its key, else where its first known member lives. */
function homeOf(group: RowGroup<LinkedRow>, known: HouseholdKnowledge): { readonly id: string } | null {
  const earlier = group.householdKey === null ? null : known.ofKeys.get(group.householdKey)
  if (earlier) return { id: earlier }
  const head = group.rows.find(
    ({ link, reading }) => link.kind === 'existing' && reading.person.relation === 'head',
  )
  const first = head ?? group.rows.find(({ link }) => link.kind === 'existing')
  return first?.link.kind === 'existing' ? { id: first.link.householdId } : null
}

function planHousehold(
  layout: Layout,
  householdId: string | null,
  rows: readonly LinkedRow[],
  speaks: boolean,
  problems: Problem[],
  newId: () => string,
): PlannedHousehold {
  const readings = rows.map(({ reading }) => reading)
  const relations = relationsOf(readings, householdId === null, problems)
  const facts = mergeFacts(readings, problems)
  const receipts = layout.receipt?.of === 'household' ? mergeReceipts(layout, readings, problems) : []
  const says = speaks || readings.some(({ rowKey }) => rowKey !== null)
  const members = rows.map(({ reading, link }, at): ImportMember => {
    const { person, row } = reading
    const own = layout.receipt?.of === 'person' ? receiptsOf(layout, reading) : []
    return {
      personId: link.kind === 'existing' ? link.personId : null,
      newPersonId: newId(),
      relation: relations[at] ?? 'other',
      name: person.name,
      idNumber: person.idNumber,
      docMissingReason: person.idNumber === null ? '名册未填证件号' : null,
      sex: person.sex,
      birthDate: person.birthDate,
      phone: person.phone,
      sourceRow: row,
      facts: reading.personFacts.map(({ fact, value }) => ({
        fact,
        value,
        sourceRow: row,
        ...from(reading),
      })),
      receipts: own,
    }
  })
  const household: ImportHousehold = {
    householdId,
    newHouseholdId: newId(),
    orgPath: readings.find(({ unit }) => unit !== null)?.unit?.path ?? '',
    address: readings.find(({ address }) => address !== null)?.address ?? null,
    facts: says ? facts : [],
    receipts: says ? receipts : [],
    members,
  }
  return { household, rows: readings, speaks: says }
}

/** Relations to the head; a new household gets exactly one head. */
function relationsOf(readings: readonly RowReading[], isNew: boolean, problems: Problem[]): Relation[] {
  const head = readings.find(({ person }) => person.relation === 'head')
  const says = readings.some(({ person }) => person.relation !== null)
  if (isNew && !head && says && readings[0]) {
    problems.push(problemOf(readings[0], 'warning', 'household_without_head', {}))
  }
  return readings.map((reading) => {
    const { relation } = reading.person
    if (relation === 'head' && head && reading !== head) {
      problems.push(problemOf(reading, 'warning', 'household_two_heads', { first: head.row }))
      return 'other'
    }
    if (isNew && !head && reading === readings[0]) return 'head'
    return relation ?? 'other'
  })
}

/** What the rows say of their household: the first row that says something is taken, later ones that differ are named. */
function mergeFacts(readings: readonly RowReading[], problems: Problem[]): ImportHousehold['facts'] {
  const merged = new Map<string, StatedFact & { readonly reading: RowReading; readonly row: number }>()
  for (const reading of readings) {
    for (const stated of reading.householdFacts) {
      // What rows with days of their own say is a history, and no contradiction.
      const key = `${stated.fact} ${reading.day ?? ''}`
      const first = merged.get(key)
      if (!first) merged.set(key, { ...stated, reading, row: reading.row })
      else if (first.value !== stated.value) problems.push(contradiction(reading, stated.column, first.row))
    }
  }
  return [...merged.values()].map(({ fact, value, row, reading }) => ({
    ...{ fact, value, sourceRow: row },
    ...from(reading),
  }))
}

/** The day of a row's own, where its list has one. */
function from({ day }: RowReading): { readonly validFrom?: string } {
  return day === null ? {} : { validFrom: day }
}

function mergeReceipts(
  layout: Layout,
  readings: readonly RowReading[],
  problems: Problem[],
): ImportHousehold['receipts'] {
  // Payments stand each for itself; a benefit that runs is one for the household.
  if (layout.receipt?.per === 'once') return readings.flatMap((reading) => receiptsOf(layout, reading))
  const first = readings.find(({ receipt }) => receipt !== null)
  for (const reading of readings) {
    if (!first?.receipt || !reading.receipt || reading.receipt.amountFen === first.receipt.amountFen) continue
    problems.push(contradiction(reading, reading.receipt.column, first.row))
  }
  return first ? receiptsOf(layout, first) : []
}

function receiptsOf(layout: Layout, { receipt, row }: RowReading): ImportHousehold['receipts'] {
  if (!layout.receipt || !receipt) return []
  const { policy, per } = layout.receipt
  const { amountFen, fromDate } = receipt
  const paidOnce = per === 'once' ? { toDate: fromDate } : {}
  return [{ policy, per, amountFen, fromDate, sourceRow: row, ...paidOnce }]
}

function contradiction(reading: RowReading, column: string | null, first: number): Problem {
  return { ...problemOf(reading, 'warning', 'household_contradiction', { first }), column }
}

/** A problem of a row as a whole. */
export function problemOf(
  reading: { readonly row: number },
  severity: Problem['severity'],
  code: ProblemCode,
  params: ProblemParams,
): Problem {
  return { row: reading.row, column: null, severity, code, params, value: null }
}
