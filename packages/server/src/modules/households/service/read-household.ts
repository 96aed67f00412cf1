import { ageOn, ancestry, legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { householdMay, may, mayReadFact } from '../access.ts'
import { type HouseholdDeps, policyName } from '../deps.ts'
import { presentFacts } from '../facts/present-facts.ts'
import { getHousehold } from '../store/households.ts'
import { type MemberRecord, membersOf } from '../store/members.ts'
import { presentFactRows } from '../store/read-facts.ts'
import { type ReceiptRecord, receiptsOf } from '../store/receipts.ts'

/**
 * The page of one household: who they are, what we know and from where, what they get, and what the caller may do.
 * Facts are left out whose sensitivity the caller's role may not read. The reading stands in the ledger, once.
 */
export async function readHousehold(tx: Tx, deps: Pick<HouseholdDeps, 'library'>, id: string) {
  const household = await getHousehold(tx, id)
  const members = await membersOf(tx, [household.id])
  const facts = may(tx.actor, 'fact.readSensitive')
    ? (await presentFactRows(tx, household.id)).filter((row) => mayReadFact(tx.actor, row.sensitivity))
    : []
  const receipts = await receiptsOf(tx, [household.id])
  const staff = await staffByIds(tx, [household.advisor_id, ...facts.map((fact) => fact.recorded_by)])
  const units = await unitNames(tx, ancestry(household.org_path))
  const advisor = household.advisor_id ? staff.get(household.advisor_id) : undefined
  tx.ledger({
    action: 'household.read',
    objectKind: 'household',
    objectId: household.id,
    householdId: household.id,
    orgPath: household.org_path,
  })
  return {
    id: household.id,
    no: household.no,
    headName: household.head_name,
    orgPath: household.org_path,
    orgNames: ancestry(household.org_path).flatMap((path) => units.get(path) ?? []),
    address: household.address,
    status: household.status,
    tier: household.tier,
    advisor: advisor
      ? {
          id: advisor.id,
          name: advisor.name,
          role: advisor.role,
          orgPath: advisor.orgPath,
          orgName: advisor.orgName,
        }
      : null,
    pairedSince: household.paired_since,
    nextContactOn: household.next_contact_on,
    lastContactAt: household.last_contact_at?.toISOString() ?? null,
    members: lastMemberships(members).map((member) => presentMember(member, legalDateAt(tx.now))),
    facts: presentFacts(facts, staff),
    receipts: receipts.map((receipt) => presentReceipt(deps, receipt)),
    caseId: household.case_id,
    caseState: household.case_state,
    may: householdMay(tx.actor, household.status),
    version: household.version,
  }
}

/** One line a person: the present membership, else the last one (those before a change of head are in the past). */
function lastMemberships(members: readonly MemberRecord[]): MemberRecord[] {
  const last = new Map<string, MemberRecord>()
  for (const member of members) {
    const known = last.get(member.person_id)
    const isLater = !known || (known.to_date !== null && (member.to_date ?? '9999') > known.to_date)
    if (isLater) last.set(member.person_id, member)
  }
  return [...last.values()]
}

function presentMember(member: MemberRecord, today: string) {
  const until = member.deceased_on ?? today
  return {
    personId: member.person_id,
    name: member.name,
    relation: member.relation,
    sex: member.sex,
    birthDate: member.birth_date,
    age: member.birth_date ? ageOn(member.birth_date, until) : null,
    idNumberMasked: member.id_number_masked,
    phoneMasked: member.phone_masked,
    docType: member.doc_type,
    deceasedOn: member.deceased_on,
    fromDate: member.from_date,
    toDate: member.to_date,
    version: member.version,
  }
}

function presentReceipt(deps: Pick<HouseholdDeps, 'library'>, receipt: ReceiptRecord) {
  return {
    id: receipt.id,
    policy: receipt.policy,
    policyName: policyName(deps.library, receipt.policy),
    personId: receipt.person_id,
    amountFen: receipt.amount_fen,
    per: receipt.per,
    fromDate: receipt.from_date,
    toDate: receipt.to_date,
    sourceName: receipt.source_name,
  }
}
