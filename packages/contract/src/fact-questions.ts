import { z } from 'zod'
import { Id, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'
import { FactQuestion } from './visit-shapes.ts'

const tag = 'visits'

/** A fact with whose it is: `household.debt`. */
const FactName = z.string().regex(/^(household|person)\.[a-z][a-z0-9_]{0,79}$/)

/** Questions between what several sources say of one fact; part of the operations of visits. */
export const factQuestions = {
  questions: operation({
    method: 'GET',
    path: '/fact-questions',
    tag,
    summary: 'Facts that two people changed: both values, until somebody picks',
    permission: 'fact.readSensitive',
  })
    .input(
      Page.extend({
        state: z.enum(['open', 'settled']).default('open'),
        householdId: Id.optional(),
        under: OrgPathText.optional(),
        /** `person.monthly_wage` */
        fact: FactName.optional(),
        /** Asked at least so many days ago. */
        olderThanDays: z.coerce.number().int().min(1).max(3650).optional(),
      }),
    )
    .output(pageOf(FactQuestion)),
  questionSummary: operation({
    method: 'GET',
    path: '/fact-questions/summary',
    tag,
    summary: 'How many questions are open, and about which facts; counts only',
    permission: 'fact.readSensitive',
  })
    .input(z.object({ under: OrgPathText.optional() }))
    .output(
      z.object({
        open: z.number().int(),
        facts: z.array(
          z.object({
            entityKind: z.enum(['household', 'person']),
            fact: z.string(),
            open: z.number().int(),
          }),
        ),
      }),
    ),
  askQuestion: operation({
    method: 'POST',
    path: '/fact-questions',
    tag,
    summary:
      'Have a person settle a fact of which sources say different things; an open question is given back as it is',
    permission: 'fact.record',
    ledger: 'household.read',
  })
    .input(z.object({ householdId: Id, entityId: Id, fact: FactName }))
    .output(FactQuestion),
  pickAnswer: operation({
    method: 'POST',
    path: '/fact-questions/{id}/pick',
    tag,
    summary: 'Pick one of the values, with a reason',
    permission: 'fact.record',
    ledger: 'fact.pick',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        choice: z.number().int().min(0),
        reason: z.string().min(2).max(300),
      }),
    )
    .output(FactQuestion),
  undoAnswer: operation({
    method: 'POST',
    path: '/fact-questions/{id}/undo',
    tag,
    summary: 'Take a choice back; the question is open again',
    permission: 'fact.record',
    ledger: 'fact.undo',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().min(2).max(300) }))
    .output(FactQuestion),
}
