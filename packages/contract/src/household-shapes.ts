import { z } from 'zod'
import { Id, Instant, LegalDay, OrgPathText, StaffRef, Version } from './operation.ts'

export const Sex = z.enum(['male', 'female'])

export const HouseholdRow = z.object({
  id: Id,
  no: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  streetName: z.string().nullable(),
  address: z.string().nullable(),
  size: z.number().int(),
  tier: z.number().int().nullable(),
  advisor: z.object({ id: Id, name: z.string() }).nullable(),
  receiving: z.array(z.string()),
  openGaps: z.number().int(),
  openNeeds: z.number().int(),
  caseState: z.string().nullable(),
  lastContactAt: Instant.nullable(),
  updatedAt: Instant,
})

export const SearchHit = z.object({
  personId: Id,
  householdId: Id,
  name: z.string(),
  sex: Sex.nullable(),
  birthYear: z.number().int().nullable(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  address: z.string().nullable(),
  orgName: z.string(),
  headName: z.string(),
  relation: z.string(),
  /** What was matched: name, pinyin, initials, id_number, id_tail, phone, phone_tail, address, household_no. */
  matched: z.string(),
})

export const Member = z.object({
  personId: Id,
  name: z.string(),
  relation: z.string(),
  sex: Sex.nullable(),
  birthDate: LegalDay.nullable(),
  age: z.number().int().nullable(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  docType: z.string(),
  deceasedOn: LegalDay.nullable(),
  fromDate: LegalDay,
  toDate: LegalDay.nullable(),
  version: Version,
})

export const FactValue = z.object({
  fact: z.string(),
  entityKind: z.enum(['household', 'person']),
  entityId: Id,
  /** JSON in the vocabulary of facts.yaml; money in yuan; null = known to be unknown. */
  value: z.unknown(),
  sensitivity: z.enum(['ordinary', 'sensitive', 'protected']),
  sourceKind: z.string(),
  sourceName: z.string(),
  sourceRow: z.number().int().nullable(),
  validFrom: LegalDay,
  learnedAt: Instant,
  recordedBy: z.string().nullable(),
  /** The import that brought it. */
  batchId: Id.nullable(),
  /** When that import was withdrawn. */
  withdrawnAt: Instant.nullable(),
})

export const Receipt = z.object({
  id: Id,
  policy: z.string(),
  policyName: z.object({ zh: z.string(), en: z.string() }),
  personId: Id.nullable(),
  amountFen: z.number().int().nullable(),
  per: z.string(),
  fromDate: LegalDay.nullable(),
  toDate: LegalDay.nullable(),
  sourceName: z.string(),
})

export const HouseholdPage = z.object({
  id: Id,
  no: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgNames: z.array(z.string()),
  address: z.string().nullable(),
  status: z.string(),
  tier: z.number().int().nullable(),
  advisor: StaffRef.nullable(),
  pairedSince: LegalDay.nullable(),
  nextContactOn: LegalDay.nullable(),
  lastContactAt: Instant.nullable(),
  members: z.array(Member),
  facts: z.array(FactValue),
  receipts: z.array(Receipt),
  caseId: Id.nullable(),
  caseState: z.string().nullable(),
  /** What the caller may do here, so that the screen never re-invents rules. */
  may: z.array(z.string()),
  version: Version,
})

export const ThreadEvent = z.object({
  id: Id,
  at: Instant,
  action: z.string(),
  actor: z.object({ id: Id.nullable(), name: z.string(), role: z.string() }),
  /** One sentence for people, zh and en. */
  text: z.object({ zh: z.string(), en: z.string() }),
  group: z.enum([
    'facts',
    'benefits',
    'gaps',
    'signals',
    'needs',
    'plan',
    'contacts',
    'case',
    'import',
    'access',
  ]),
  data: z.record(z.string(), z.unknown()),
})
