import { RELATIONS } from '@lastmile/domain'
import { z } from 'zod'
import { HouseholdConditions } from './household-conditions.ts'
import { FactValue, HouseholdPage, HouseholdRow, SearchHit, Sex, ThreadEvent } from './household-shapes.ts'
import {
  Id,
  IdempotencyKey,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  Text,
  Version,
} from './operation.ts'

const RelationId = z.enum(Object.keys(RELATIONS) as [keyof typeof RELATIONS, ...(keyof typeof RELATIONS)[]])

/** Something to choose, with its name. */
const Choice = z.object({ value: z.string(), name: Text })

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
          .enum(['all', 'mine', 'with-gaps', 'with-needs', 'receiving', 'in-case', 'unpaired', 'overdue'])
          .default('all'),
        sort: z.enum(['updated', 'head', 'gaps', 'last-contact', 'no']).default('updated'),
        q: z.string().max(60).optional(),
        ...HouseholdConditions.shape,
      }),
    )
    .output(pageOf(HouseholdRow)),
  conditions: operation({
    method: 'GET',
    path: '/households/conditions',
    tag: 'households',
    summary: 'What the caller may narrow a list of households by, with its names',
    permission: 'household.read',
  }).output(
    z.object({
      group: z.array(Choice),
      gap: z.array(Choice),
      signal: z.array(Choice),
      need: z.array(Choice),
      hardship: z.array(Choice),
    }),
  ),
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
  transfer: operation({
    method: 'POST',
    path: '/households/{id}/transfer',
    tag: 'households',
    summary:
      'Move a household to another unit with everything that is recorded of it (the backbone of its street)',
    permission: 'household.edit',
    ledger: 'household.transfer',
  })
    .input(
      z.object({
        id: Id,
        orgPath: OrgPathText,
        reason: z.string().min(2).max(200),
        version: Version,
      }),
    )
    .output(z.object({ id: Id, orgPath: OrgPathText, orgName: z.string() })),
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
