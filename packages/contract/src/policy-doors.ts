import { z } from 'zod'
import { Id, LegalDay, OrgPathText, operation, Page, pageOf, Text, Version } from './operation.ts'
import { EffectKind, LossNotice, NoticeHow, NoticeTo, PolicyEffect } from './policy-desk-shapes.ts'

const tag = 'policies'

/** What a published change means for households: who is to be told, and the letters before a loss. */
export const policyDoors = {
  effects: operation({
    method: 'GET',
    path: '/policy-effects',
    tag,
    summary: 'Households that a change touches: losers first, with money and clause',
    permission: 'door.read',
  })
    .input(
      Page.extend({
        changeId: Id.optional(),
        state: z.enum(['planned', 'open', 'told']).optional(),
        kind: EffectKind.optional(),
        policy: z.string().optional(),
        under: OrgPathText.optional(),
      }),
    )
    .output(
      pageOf(PolicyEffect).extend({
        changes: z.array(
          z.object({ id: Id, title: z.string(), effectiveOn: LegalDay, open: z.number().int() }),
        ),
        policies: z.array(z.object({ id: z.string(), name: Text })),
      }),
    ),
  tellEffect: operation({
    method: 'POST',
    path: '/policy-effects/tell',
    tag,
    summary: 'Mark a household as told',
    permission: 'door.tell',
    ledger: 'policy.told',
  })
    .input(
      z.object({
        changeId: Id,
        householdId: Id,
        policy: z.string(),
        note: z.string().trim().max(500).optional(),
      }),
    )
    .output(PolicyEffect),
  notices: operation({
    method: 'GET',
    path: '/policy-notices',
    tag,
    summary: 'Letters to households that lose a benefit by a change of policy: due, late, handed over',
    permission: 'door.read',
  })
    .input(
      Page.extend({
        state: z.enum(['open', 'late', 'given', 'withdrawn']).default('open'),
        changeId: Id.optional(),
        householdId: Id.optional(),
        under: OrgPathText.optional(),
      }),
    )
    .output(
      pageOf(LossNotice).extend({
        counts: z.object({ open: z.number().int(), late: z.number().int(), given: z.number().int() }),
      }),
    ),
  letterDocx: operation({
    method: 'GET',
    path: '/policy-notices/{id}/letter.docx',
    tag,
    summary: 'The letter as a Word document; noted as printed',
    permission: 'notice.give',
    ledger: 'notice.print',
  })
    .input(z.object({ id: Id }))
    .output(z.file()),
  letterPdf: operation({
    method: 'GET',
    path: '/policy-notices/{id}/letter.pdf',
    tag,
    summary: 'The letter as PDF; noted as printed',
    permission: 'notice.give',
    ledger: 'notice.print',
  })
    .input(z.object({ id: Id }))
    .output(z.file()),
  giveNotice: operation({
    method: 'POST',
    path: '/policy-notices/{id}/give',
    tag,
    summary: 'Record that a letter was handed over: day, how, to whom',
    permission: 'notice.give',
    ledger: 'notice.give',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        on: LegalDay,
        how: NoticeHow,
        to: NoticeTo,
        note: z.string().trim().max(500).optional(),
      }),
    )
    .output(LossNotice),
}
