import { RELATIONS } from '@lastmile/domain'
import { z } from 'zod'
import {
  Id,
  IdempotencyKey,
  Instant,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  StaffRef,
  Version,
} from './operation.ts'

const RelationId = z.enum(Object.keys(RELATIONS) as [keyof typeof RELATIONS, ...(keyof typeof RELATIONS)[]])
const Sex = z.enum(['male', 'female'])

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
  group: z.enum(['facts', 'benefits', 'gaps', 'needs', 'plan', 'contacts', 'case', 'import', 'access']),
  data: z.record(z.string(), z.unknown()),
})

const FactInput = z.object({
  entityKind: z.enum(['household', 'person']),
  entityId: Id,
  fact: z.string(),
  value: z.unknown(),
  validFrom: LegalDay,
})

export const households = {
  search: operation({
    method: 'GET',
    path: '/households/search',
    tag: 'households',
    summary:
      'Find a person by name, pinyin, initials, last four digits, id number, phone, address or household number, in the caller’s scope',
    permission: 'household.search',
  })
    .input(
      z.object({ q: z.string().min(1).max(60), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    )
    .output(z.object({ hits: z.array(SearchHit), more: z.boolean() })),
  list: operation({
    method: 'GET',
    path: '/households',
    tag: 'households',
    summary: 'Households in scope, filtered and sorted in SQL',
    permission: 'household.read',
  })
    .input(
      Page.extend({
        under: OrgPathText.optional(),
        receiving: z.string().optional(),
        filter: z
          .enum(['all', 'mine', 'with-gaps', 'with-needs', 'in-case', 'unpaired', 'overdue'])
          .default('all'),
        sort: z.enum(['updated', 'head', 'gaps', 'last-contact', 'no']).default('updated'),
        q: z.string().max(60).optional(),
      }),
    )
    .output(pageOf(HouseholdRow)),
  get: operation({
    method: 'GET',
    path: '/households/{id}',
    tag: 'households',
    summary: 'One household: who, what we know and from where, what it gets',
    permission: 'household.read',
    ledger: 'household.read',
  })
    .input(z.object({ id: Id }))
    .output(HouseholdPage),
  thread: operation({
    method: 'GET',
    path: '/households/{id}/thread',
    tag: 'households',
    summary: 'The timeline: everything that happened, newest first',
    permission: 'household.read',
  })
    .input(Page.extend({ id: Id, group: ThreadEvent.shape.group.optional() }))
    .output(pageOf(ThreadEvent)),
  factHistory: operation({
    method: 'GET',
    path: '/households/{id}/facts/{fact}',
    tag: 'households',
    summary: 'The past of one fact: every value with source and days',
    permission: 'household.read',
  })
    .input(z.object({ id: Id, fact: z.string(), entityId: Id }))
    .output(z.array(FactValue)),
  recordFacts: operation({
    method: 'POST',
    path: '/households/{id}/facts',
    tag: 'households',
    summary: 'Record what was seen or told',
    permission: 'fact.record',
    ledger: 'fact.record',
  })
    .input(
      z.object({
        id: Id,
        key: IdempotencyKey,
        sourceKind: z.enum(['visit', 'staff', 'resident']),
        facts: z.array(FactInput).min(1).max(100),
      }),
    )
    .output(z.object({ recorded: z.number().int(), unchanged: z.number().int() })),
  check: operation({
    method: 'POST',
    path: '/households/check',
    tag: 'households',
    summary:
      'Search before creating: likely matches in scope, and whether the number is known elsewhere (the unit to ask, nothing more)',
    permission: 'household.create',
    ledger: 'household.check',
  })
    .input(
      z.object({
        name: z.string().min(1).max(50),
        idNumber: z.string().max(30).optional(),
        birthDate: LegalDay.optional(),
        phone: z.string().max(30).optional(),
      }),
    )
    .output(
      z.object({
        matches: z.array(SearchHit),
        knownElsewhere: z.array(z.object({ streetName: z.string() })),
        token: z.string(),
      }),
    ),
  create: operation({
    method: 'POST',
    path: '/households',
    tag: 'households',
    summary: 'Create a household after a check; `checkToken` proves the search',
    permission: 'household.create',
    ledger: 'household.create',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        checkToken: z.string(),
        orgPath: OrgPathText,
        address: z.string().max(200).optional(),
        head: z.object({
          name: z.string().min(1).max(50),
          idNumber: z.string().max(30).optional(),
          docMissingReason: z.string().max(100).optional(),
          sex: Sex.optional(),
          birthDate: LegalDay.optional(),
          phone: z.string().max(30).optional(),
        }),
      }),
    )
    .output(z.object({ id: Id, no: z.string() })),
  addMember: operation({
    method: 'POST',
    path: '/households/{id}/members',
    tag: 'households',
    summary: 'Add a member',
    permission: 'household.edit',
    ledger: 'household.member',
  })
    .input(
      z.object({
        id: Id,
        key: IdempotencyKey,
        relation: RelationId,
        fromDate: LegalDay,
        name: z.string().min(1).max(50),
        idNumber: z.string().max(30).optional(),
        docMissingReason: z.string().max(100).optional(),
        sex: Sex.optional(),
        birthDate: LegalDay.optional(),
        phone: z.string().max(30).optional(),
      }),
    )
    .output(z.object({ personId: Id })),
  endMembership: operation({
    method: 'POST',
    path: '/households/{id}/members/{personId}/end',
    tag: 'households',
    summary: 'A member leaves (moved, died …)',
    permission: 'household.edit',
    ledger: 'household.member-end',
  })
    .input(
      z.object({
        id: Id,
        personId: Id,
        toDate: LegalDay,
        reason: z.enum(['moved', 'died', 'married', 'mistake']),
      }),
    )
    .output(z.object({})),
  reveal: operation({
    method: 'POST',
    path: '/persons/{id}/reveal',
    tag: 'households',
    summary: 'Show identity number and phone in clear, for a stated purpose',
    permission: 'identity.reveal',
    ledger: 'person.reveal',
  })
    .input(z.object({ id: Id, purpose: z.string().min(2).max(100) }))
    .output(z.object({ idNumber: z.string().nullable(), phone: z.string().nullable() })),
  pair: operation({
    method: 'POST',
    path: '/households/{id}/pair',
    tag: 'households',
    summary: 'Pair a household with a named advisor',
    permission: 'case.assign',
    ledger: 'household.pair',
  })
    .input(z.object({ id: Id, advisorId: Id, version: Version }))
    .output(z.object({ version: Version })),
}
