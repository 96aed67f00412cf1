import { z } from 'zod'
import { Id, Instant, LegalDay, operation, Page, pageOf, Text, Version } from './operation.ts'

/** One record of a pair. */
export const LinkSide = z.object({
  personId: Id,
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  name: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  birthDate: LegalDay.nullable(),
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  address: z.string().nullable(),
  relation: z.string().nullable(),
  facts: z.number().int(),
  since: Instant,
})

/** Two records that may be one person, with what speaks for and against it. */
export const LinkPair = z.object({
  id: Id,
  probability: z.number(),
  /** Sure enough that a machine would link them. */
  certain: z.boolean(),
  state: z.enum(['open', 'merged', 'refused']),
  one: LinkSide,
  other: LinkSide,
  /** What each field says, loudest first; bits above 0 speak for one person. */
  parts: z.array(z.object({ field: z.string(), level: z.string(), bits: z.number(), text: Text })),
  /** Which record should stand. */
  keep: z.enum(['one', 'other']),
  foundAt: Instant,
  version: Version,
})

export const Merge = z.object({
  id: Id,
  keptName: z.string(),
  keptHouseholdId: Id,
  goneName: z.string(),
  goneHouseholdId: Id,
  by: z.string(),
  at: Instant,
  reason: z.string().nullable(),
  undone: z.object({ by: z.string(), at: Instant, reason: z.string() }).nullable(),
})

export const linkage = {
  pairs: operation({
    method: 'GET',
    path: '/linkage/pairs',
    tag: 'linkage',
    summary: 'Records that may be one person, the most probable first',
    permission: 'linkage.decide',
  })
    .input(Page)
    .output(pageOf(LinkPair)),
  merge: operation({
    method: 'POST',
    path: '/linkage/pairs/{id}/merge',
    tag: 'linkage',
    summary:
      'Both records are one person: one stands from now on, with what was stated of the other; it can be undone',
    permission: 'linkage.decide',
    ledger: 'person.merge',
  })
    .input(
      z.object({
        id: Id,
        keep: z.enum(['one', 'other']),
        reason: z.string().trim().max(200).optional(),
        version: Version,
      }),
    )
    .output(z.object({ mergeId: Id })),
  refuse: operation({
    method: 'POST',
    path: '/linkage/pairs/{id}/refuse',
    tag: 'linkage',
    summary: 'They are two persons: the pair is not asked about again',
    permission: 'linkage.decide',
    ledger: 'link.refuse',
  })
    .input(z.object({ id: Id, reason: z.string().trim().max(200).optional(), version: Version }))
    .output(z.object({})),
  merges: operation({
    method: 'GET',
    path: '/linkage/merges',
    tag: 'linkage',
    summary: 'What was merged, and undone',
    permission: 'linkage.decide',
  })
    .input(Page)
    .output(pageOf(Merge)),
  undo: operation({
    method: 'POST',
    path: '/linkage/merges/{id}/undo',
    tag: 'linkage',
    summary: 'They were two persons after all: everything goes back to where it was',
    permission: 'linkage.decide',
    ledger: 'person.unmerge',
  })
    .input(z.object({ id: Id, reason: z.string().trim().min(2).max(200) }))
    .output(z.object({})),
  run: operation({
    method: 'POST',
    path: '/linkage/run',
    tag: 'linkage',
    summary: 'Look for records of one person in the whole district, in a job',
    permission: 'linkage.run',
    ledger: 'link.run',
  })
    .input(z.object({}))
    .output(z.object({ jobId: Id })),
}
