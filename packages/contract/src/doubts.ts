import { z } from 'zod'
import { LinkSide } from './linkage.ts'
import { Id, LegalDay, operation, Page, pageOf, Text } from './operation.ts'

/** A row of a list whose person may be on record, with those who may be meant. */
export const DoubtfulRow = z.object({
  importId: Id,
  row: z.number().int(),
  fileName: z.string(),
  sourceName: Text,
  asOf: LegalDay.nullable(),
  /** The likeliest first. */
  candidates: z.array(
    z.object({
      side: LinkSide,
      probability: z.number(),
      parts: z.array(z.object({ field: z.string(), level: z.string(), bits: z.number(), text: Text })),
    }),
  ),
})

export const doubts = {
  list: operation({
    method: 'GET',
    path: '/imports/doubts',
    tag: 'linkage',
    summary: 'Rows of lists that wait for somebody to say who they are about',
    permission: 'linkage.decide',
  })
    .input(Page)
    .output(pageOf(DoubtfulRow)),
  decide: operation({
    method: 'POST',
    path: '/imports/{id}/rows/{row}/decide',
    tag: 'linkage',
    summary: 'Say who a row is about, or that it is nobody on record; what the row says is written at once',
    permission: 'linkage.decide',
    ledger: 'import.decide',
  })
    .input(
      z.object({
        id: Id,
        row: z.coerce.number().int().min(1),
        /** One of those who may be meant; null: none of them. */
        personId: Id.nullable(),
      }),
    )
    .output(
      z.object({
        outcome: z.enum(['accepted', 'unchanged', 'refused', 'review']),
        householdId: Id.nullable(),
      }),
    ),
}
