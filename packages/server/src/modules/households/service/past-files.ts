import { addDays, legalDateAt, startOfLegalDate } from '@lastmile/domain'
import { type AskedFact, engineValue, type Facts, factNamed, type Household } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { type HouseholdFile, readHouseholdFiles } from './household-files.ts'

/** The fact that the platform fills in by itself, from the contacts on record. */
const LAST_CONTACT = 'last_contact_on'

/**
 * Households as the rule engine takes them, with what the record held of some facts on earlier days beside the present
 * (`employed@90`): of each fact the statement that was the present one among those learned by the end of that day.
 * @param facts the dictionary, or the part of it that is wanted.
 */
export async function readHouseholdFilesWithPast(
  tx: Tx,
  facts: Facts,
  householdIds: readonly string[],
  day: string,
  asked: readonly AskedFact[],
): Promise<Map<string, HouseholdFile>> {
  const files = await readHouseholdFiles(tx, { facts }, householdIds, day)
  const entities = [...files].flatMap(([id, file]) =>
    file.ok ? [id, ...file.household.members.map((member) => member.id)] : [id],
  )
  const past = await readPast(tx, facts, entities, day, asked)
  const contacts = asked.some(({ base }) => base === LAST_CONTACT)
    ? await lastContacts(tx, householdIds)
    : null
  for (const [id, file] of files) {
    if (!file.ok) continue
    const own = { ...file.household.facts, ...past.get(id) }
    const contact = contacts?.get(id)
    if (contact !== undefined && contact > Number(own[LAST_CONTACT] ?? 0)) own[LAST_CONTACT] = contact
    const members = file.household.members.map((member) => ({
      ...member,
      facts: { ...member.facts, ...past.get(member.id) },
    }))
    files.set(id, { ok: true, household: { facts: own, members } })
  }
  return files
}

type Values = Record<string, Household['facts'][string]>

async function readPast(
  tx: Tx,
  facts: Facts,
  entityIds: readonly string[],
  day: string,
  asked: readonly AskedFact[],
): Promise<Map<string, Values>> {
  const wanted = asked.filter(({ daysBack }) => daysBack > 0)
  const past = new Map<string, Values>()
  if (wanted.length === 0) return past
  const rows = await tx.query<{
    entity_id: string
    name: string
    entity: 'household' | 'person'
    value: unknown
  }>(
    `SELECT DISTINCT ON (f.entity_id, a.name) f.entity_id, a.name, a.entity, f.value
     FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS a(name, entity, fact, until)
     JOIN fact f ON f.entity_id = ANY ($1::uuid[]) AND f.fact = a.fact AND f.entity_kind = a.entity AND f.learned_at < a.until
     ORDER BY f.entity_id, a.name, f.valid_from DESC, f.learned_at DESC, f.seq DESC`,
    [
      entityIds,
      wanted.map(({ name }) => name),
      wanted.map(({ entity }) => entity),
      wanted.map(({ base }) => base),
      wanted.map(({ daysBack }) => startOfLegalDate(addDays(day, 1 - daysBack)).toISOString()),
    ],
  )
  for (const { entity_id, name, entity, value } of rows) {
    const fact = factNamed(facts, entity, name)
    if (!fact || value === null) continue
    const result = engineValue(fact, value)
    // A value that the dictionary no longer takes is as good as unknown: the past is not mended.
    if (!result.ok) continue
    const values = past.get(entity_id) ?? {}
    past.set(entity_id, values)
    values[name] = result.value
  }
  return past
}

/** The last contact of each household as YYYYMMDD. */
async function lastContacts(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; last_contact_at: Date }>(
    'SELECT id, last_contact_at FROM household WHERE id = ANY ($1::uuid[]) AND last_contact_at IS NOT NULL',
    [ids],
  )
  return new Map(
    rows.map(({ id, last_contact_at }) => [id, Number(legalDateAt(last_contact_at).replaceAll('-', ''))]),
  )
}
