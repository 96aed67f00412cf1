import { z } from 'zod'
import { Id, IdempotencyKey, Instant, LegalDay, operation, Page, pageOf, Version } from './operation.ts'
import {
  WhatIfChange,
  WhatIfPolicy,
  WhatIfResult,
  WhatIfScenario,
  WhatIfScenarioSummary,
  WhatIfSetting,
} from './what-if-shapes.ts'

const tag = 'what-if'

/** Policies by id, in an address: `dibao,medical-aid`. */
const PolicyIds = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((id) => id !== ''))])
  .pipe(z.array(z.string().max(100)).min(1).max(12))

/** Scenarios by id, in an address; two to four are compared, one is a report of its own. */
const ScenarioIds = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((id) => id !== ''))])
  .pipe(z.array(Id).min(1).max(4))

const question = {
  policies: z.array(z.string().max(100)).min(1).max(12),
  changes: z.array(WhatIfChange).max(40),
}
const words = { name: z.string().trim().min(1).max(60), note: z.string().trim().max(500) }
const step = z.object({ id: Id, version: Version })

/** What-if: what other figures of the law would do to the households of one's own area. */
export const whatIf = {
  policies: operation({
    method: 'GET',
    path: '/what-if/policies',
    tag,
    summary: 'Policies with a rule on a day, and their figures',
    permission: 'simulate',
  })
    .input(z.object({ date: LegalDay.optional() }))
    .output(z.object({ date: LegalDay, libraryHash: z.string(), policies: z.array(WhatIfPolicy) })),
  setting: operation({
    method: 'GET',
    path: '/what-if/setting',
    tag,
    summary: 'What a question on some policies starts from, and where it is reckoned; reads no household',
    permission: 'simulate',
  })
    .input(z.object({ policies: PolicyIds, date: LegalDay.optional() }))
    .output(WhatIfSetting),
  columns: operation({
    method: 'GET',
    path: '/what-if/columns',
    tag,
    summary:
      'The columns that some policies read, of the own area: shuffled, without ids, nothing below the street',
    permission: 'simulate',
    ledger: 'simulate.columns',
  })
    .input(z.object({ policies: PolicyIds, date: LegalDay.optional() }))
    .output(z.file()),
  ask: operation({
    method: 'POST',
    path: '/what-if/ask',
    tag,
    summary: 'The same question, reckoned by the server',
    permission: 'simulate',
  })
    .input(z.object({ ...question, date: LegalDay.optional() }))
    .output(z.object({ readAt: Instant, result: WhatIfResult })),
  scenarios: operation({
    method: 'GET',
    path: '/what-if/scenarios',
    tag,
    summary: 'Saved scenarios, the own first',
    permission: 'simulate',
  })
    .input(Page)
    .output(pageOf(WhatIfScenarioSummary)),
  scenario: operation({
    method: 'GET',
    path: '/what-if/scenarios/{id}',
    tag,
    summary: 'A saved scenario, as it is or as an earlier save',
    permission: 'simulate',
  })
    .input(z.object({ id: Id, no: z.coerce.number().int().positive().optional() }))
    .output(WhatIfScenario),
  saveScenario: operation({
    method: 'POST',
    path: '/what-if/scenarios',
    tag,
    summary: 'Reckon a question and keep it under a name',
    permission: 'simulate',
    ledger: 'scenario.save',
  })
    .input(z.object({ key: IdempotencyKey, ...words, ...question, date: LegalDay.optional() }))
    .output(WhatIfScenario),
  changeScenario: operation({
    method: 'PUT',
    path: '/what-if/scenarios/{id}',
    tag,
    summary:
      'Save it anew: other words or another question; without one it is reckoned on the households of today',
    permission: 'simulate',
    ledger: 'scenario.save',
  })
    .input(
      step.extend({
        name: words.name.optional(),
        note: words.note.optional(),
        policies: question.policies.optional(),
        changes: question.changes.optional(),
        date: LegalDay.optional(),
      }),
    )
    .output(WhatIfScenario),
  deleteScenario: operation({
    method: 'POST',
    path: '/what-if/scenarios/{id}/delete',
    tag,
    summary: 'Delete an own scenario; it can be taken back',
    permission: 'simulate',
    ledger: 'scenario.delete',
  })
    .input(step)
    .output(z.object({ id: Id, version: Version })),
  restoreScenario: operation({
    method: 'POST',
    path: '/what-if/scenarios/{id}/restore',
    tag,
    summary: 'Take a deletion back',
    permission: 'simulate',
    ledger: 'scenario.restore',
  })
    .input(step)
    .output(z.object({ id: Id, version: Version })),
  workbook: operation({
    method: 'GET',
    path: '/what-if/report.xlsx',
    tag,
    summary: 'One to four scenarios side by side with their assumptions, as a workbook',
    permission: 'simulate',
    ledger: 'scenario.export',
  })
    .input(z.object({ ids: ScenarioIds }))
    .output(z.file()),
  report: operation({
    method: 'GET',
    path: '/what-if/report.docx',
    tag,
    summary: 'One to four scenarios side by side with their assumptions, as a Word document',
    permission: 'simulate',
    ledger: 'scenario.export',
  })
    .input(z.object({ ids: ScenarioIds }))
    .output(z.file()),
}
