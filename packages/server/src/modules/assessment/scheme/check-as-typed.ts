import type { CutoffNumber, SchemeProblem } from '@lastmile/contract'
import { checkCutoff } from '@lastmile/measure'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from './current.ts'

/** A cut-off as it is typed: what is wrong with it, or the numbers in its comparisons. */
export async function checkAsTyped(
  tx: Tx,
  deps: AssessmentDeps,
  when: string,
): Promise<{ problems: z.infer<typeof SchemeProblem>[]; numbers: z.infer<typeof CutoffNumber>[] }> {
  const { scheme } = await currentScheme(tx, deps)
  const { problems, numbers } = checkCutoff(scheme, when)
  return {
    problems: problems.map(({ line, column, message, fix }) => ({ line, column, message, fix: fix ?? null })),
    numbers: [...numbers],
  }
}
