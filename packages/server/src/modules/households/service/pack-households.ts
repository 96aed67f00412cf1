import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { membersOf } from '../store/members.ts'
import { changedHouseholds, packedFactRows } from '../store/pack.ts'
import { policiesReceived } from '../store/receipts.ts'

/** Which households are asked for: those chosen that changed since, and the fresh ones whatever they did. */
export interface PackQuestion {
  readonly ids: readonly string[]
  readonly fresh: readonly string[]
  /** Transaction from which on a change is news; null: everything is. */
  readonly since: string | null
  /** The last household of the page before. */
  readonly after: string | null
  readonly limit: number
}

/** A household as it is taken along: nothing protected, numbers masked. */
export type HouseholdPack = Awaited<ReturnType<typeof packHouseholds>>[number]

/**
 * Households to be taken along without signal, in the order of their ids, in a number of statements that does not grow
 * with them. Protected facts stay here, whoever asks. Each household handed out stands in the ledger as read.
 */
export async function packHouseholds(tx: Tx, question: PackQuestion) {
  const households = await changedHouseholds(tx, question)
  const ids = households.map(({ id }) => id)
  if (ids.length === 0) return []
  const today = legalDateAt(tx.now)
  const facts = await packedFactRows(tx, ids)
  const received = await policiesReceived(tx, ids, today)
  const members = Map.groupBy(await membersOf(tx, ids), ({ household_id }) => household_id)
  const staff = await staffByIds(
    tx,
    facts.map(({ recorded_by }) => recorded_by),
  )
  const units = await unitNames(
    tx,
    households.map(({ org_path }) => org_path),
  )
  const factsOf = Map.groupBy(facts, ({ household_id }) => household_id)
  recordReads(
    tx,
    households.map(({ id, org_path }) => ({ id, orgPath: org_path })),
    'field',
  )
  return households.map((household) => ({
    id: household.id,
    no: household.no,
    headName: household.head_name,
    orgPath: household.org_path,
    orgName: units.get(household.org_path) ?? '',
    address: household.address,
    lat: household.lat,
    lng: household.lng,
    tier: household.tier,
    status: household.status,
    nextContactOn: household.next_contact_on,
    lastContactAt: household.last_contact_at?.toISOString() ?? null,
    members: (members.get(household.id) ?? [])
      .filter((member) => member.to_date === null && member.deceased_on === null)
      .map((member) => ({
        personId: member.person_id,
        name: member.name,
        relation: member.relation,
        sex: member.sex,
        birthDate: member.birth_date,
        phoneMasked: member.phone_masked,
      })),
    facts: (factsOf.get(household.id) ?? []).map((row) => ({
      entityId: row.entity_id,
      fact: row.fact,
      value: row.value,
      validFrom: row.valid_from,
      source: row.source_name,
      by: row.recorded_by ? (staff.get(row.recorded_by)?.name ?? null) : null,
    })),
    receiving: received.get(household.id) ?? [],
    openGaps: household.open_gaps,
    openNeeds: household.open_needs,
  }))
}

/** Those of some households that the actor may see. */
export async function visibleHouseholds(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM household WHERE id = ANY ($1::uuid[])', [ids])
  return new Set(rows.map(({ id }) => id))
}
