import type { PolicyPage, PolicySummary } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { overviewOn, type PolicyOverview } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { PolicyDeps } from '../deps.ts'

function summary(policy: PolicyOverview): z.infer<typeof PolicySummary> {
  return {
    id: policy.id,
    name: policy.name,
    level: policy.level,
    category: policy.category,
    unit: policy.entity,
    coverage: policy.coverage,
    inForce: policy.inForce,
    unverifiedFigures: policy.parameters.filter((figure) => figure.verified === 'unverified').length,
  }
}

/** The policy library as it stands on a day (default: today). */
export function listPolicies(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  input: { readonly date?: string | undefined },
): z.infer<typeof PolicySummary>[] {
  return overviewOn(deps.library, input.date ?? legalDateAt(tx.now)).map(summary)
}

/** One policy: in plain words, its figures with their sources, how to apply, and the rule itself. */
export function getPolicy(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  input: { readonly id: string; readonly date?: string | undefined },
): z.infer<typeof PolicyPage> {
  const policy = deps.library.byId.get(input.id)
  const overview = overviewOn(deps.library, input.date ?? legalDateAt(tx.now)).find(
    (one) => one.id === input.id,
  )
  if (!policy || !overview) throw new AppError('not_found')
  return {
    ...summary(overview),
    guide: policy.guide ?? '',
    notes: null,
    parameters: [...policy.figures.values()].flatMap((figure) =>
      figure.document.values.map((entry) => ({
        name: figure.document.name,
        label: figure.document.label,
        value: entry.value,
        unit: figure.document.unit,
        from: entry.from,
        to: entry.to,
        verified: entry.verified,
        source: entry.source ?? null,
      })),
    ),
    citations: [...overview.citations],
    howToApply: {
      where: policy.document.apply.where,
      materials: policy.document.apply.materials ? [policy.document.apply.materials] : [],
      timeLimit: policy.document.apply.time_limit,
    },
    condition: null,
  }
}
