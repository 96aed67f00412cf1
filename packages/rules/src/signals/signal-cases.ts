import { type CaseReport, type CasesDocument, householdOfCase, runCaseDocument } from '../library/cases.ts'
import type { Outcome } from '../screening/result.ts'
import type { SignalCase } from './documents.ts'
import { findSignals } from './find-signals.ts'
import type { SignalRule, Signals } from './open-signals.ts'

const OUTCOME = { raised: 'eligible', quiet: 'ineligible', unknown: 'unknown' } as const

/** Runs the worked cases of a rule; those that name an urgency are held to it too. */
export function runSignalCases(signals: Signals, rule: SignalRule): CaseReport[] {
  const { cases: document } = rule.document
  if (!document || !rule.policy) return []
  const { policy } = rule
  const plain: CasesDocument = { base: document.base, cases: document.cases.map(plainCase) }
  const reports = runCaseDocument(signals.library, policy, plain)
  const urgent = document.cases.flatMap((one, place): CaseReport[] => {
    const asked = plain.cases[place]
    if (one.expect.urgency === undefined || !asked) return []
    const household = householdOfCase(signals.library, policy, plain.base, asked)
    const [found] = findSignals(signals, household, one.date, [rule.id]).raised
    const got = found?.urgency ?? null
    return got === one.expect.urgency
      ? []
      : [
          {
            policy: rule.id,
            name: one.name,
            failures: [`urgency is ${String(got)}, expected ${one.expect.urgency}`],
          },
        ]
  })
  return [...reports, ...urgent]
}

function plainCase({ expect, ...one }: SignalCase): CasesDocument['cases'][number] {
  const persons: Record<string, Outcome> | undefined = expect.persons
    ? Object.fromEntries(Object.entries(expect.persons).map(([id, said]) => [id, OUTCOME[said]]))
    : undefined
  return {
    ...one,
    expect: {
      outcome: OUTCOME[expect.signal],
      ...(expect.missing ? { missing: expect.missing } : {}),
      ...(persons ? { persons } : {}),
    },
  }
}
