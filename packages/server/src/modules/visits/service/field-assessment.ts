import type { Tx } from '../../../platform/db/index.ts'
import { type AssessmentBundle, assessmentBundle } from '../../assessment/index.ts'
import type { VisitDeps } from '../deps.ts'

/** The scheme in force and the scales for a phone, or only their hash when the phone has them. */
export async function fieldAssessment(
  tx: Tx,
  deps: VisitDeps,
  known: string | undefined,
): Promise<{ hash: string; bundle: AssessmentBundle | null }> {
  const { hash, bundle } = await assessmentBundle(tx, deps.assessment)
  return { hash, bundle: known === hash ? null : bundle }
}
