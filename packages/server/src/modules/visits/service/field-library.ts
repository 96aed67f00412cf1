import { isGuarded } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { VisitDeps } from '../deps.ts'

/**
 * The policies in force for screening on a phone, or only their hash when the phone has them. Those whose audience
 * rests on protected facts stay here: a phone holds no protected facts, and their names alone would tell.
 */
export async function fieldLibrary(
  tx: Tx,
  deps: VisitDeps,
  known: string | undefined,
): Promise<{ hash: string; bundle: unknown }> {
  const { library, hash } = await deps.currentLibrary(tx)
  if (known === hash) return { hash, bundle: null }
  const guarded = new Set(library.policies.filter(isGuarded).map(({ id }) => id))
  const { bundle } = library
  const policies = bundle.policies.filter(({ policy }) => !guarded.has(policy.id))
  const coverage = { policies: bundle.coverage.policies.filter(({ id }) => !guarded.has(id)) }
  return { hash, bundle: { ...bundle, policies, coverage } }
}
