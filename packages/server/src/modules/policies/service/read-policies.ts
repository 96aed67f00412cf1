import type { PolicyPage, PolicySummary } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { describeRule, overviewOn, type Policy, type PolicyOverview } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { LibraryDeps } from '../deps.ts'
import { figureFiles, filesOf } from '../desk/figure-files.ts'
import { type OpenedLibrary, textOf } from '../library-texts.ts'
import { presentVersion } from '../present-rule.ts'

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
export async function listPolicies(
  tx: Tx,
  deps: LibraryDeps,
  input: { readonly date?: string | undefined },
): Promise<z.infer<typeof PolicySummary>[]> {
  const { library } = await deps.holder.current(tx)
  return overviewOn(library, input.date ?? legalDateAt(tx.now)).map(summary)
}

/** The figures that a policy's rule rests on, with every value they ever had. */
function figuresOfPolicy(opened: OpenedLibrary, policy: Policy): z.infer<typeof PolicyPage>['parameters'] {
  return figureFiles(opened)
    .filter((figure) => figure.policies.some((user) => user.id === policy.id))
    .flatMap((figure) =>
      figure.values.map((entry) => ({
        name: figure.name,
        label: { ...figure.label },
        value: entry.value,
        unit: figure.unit,
        from: entry.from,
        to: entry.to,
        verified: entry.verified,
        source: entry.source,
        path: figure.path,
        note: entry.note ?? figure.note,
      })),
    )
}

/** One policy: in plain words, its figures with their sources, how to apply, and the rule itself. */
export async function getPolicy(
  tx: Tx,
  deps: LibraryDeps,
  input: { readonly id: string; readonly date?: string | undefined },
): Promise<z.infer<typeof PolicyPage>> {
  const opened = await deps.holder.current(tx)
  const { library, source } = opened
  const day = input.date ?? legalDateAt(tx.now)
  const policy = library.byId.get(input.id)
  const overview = overviewOn(library, day).find((one) => one.id === input.id)
  if (!policy || !overview) throw new AppError('not_found')
  const { apply, names, interactions } = policy.document
  return {
    ...summary(overview),
    guide: policy.guide ?? '',
    notes: textOf(source, policy.file.replace(/[^/]+$/, 'notes.md')),
    parameters: figuresOfPolicy(opened, policy),
    citations: [...overview.citations],
    howToApply: {
      where: apply.where,
      materials: apply.materials ? [apply.materials] : [],
      timeLimit: apply.time_limit,
    },
    versions: describeRule(policy, day).map(presentVersion),
    names: names.map((name) => ({ ...name })),
    interactions: interactions.map(({ kind, policy: other, text }) => ({
      kind,
      policy: other ?? null,
      text: { ...text },
    })),
  }
}

/** The texts of a policy's files, with those of the figures that its rule rests on. */
export async function readPolicyFiles(tx: Tx, deps: LibraryDeps, input: { readonly id: string }) {
  const opened = await deps.holder.current(tx)
  const policy = opened.library.byId.get(input.id)
  if (!policy) throw new AppError('not_found')
  return filesOf(opened, policy)
}
