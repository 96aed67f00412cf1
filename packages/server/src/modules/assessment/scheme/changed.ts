import type { TriedDraft } from '@lastmile/contract'
import { loadScheme, openScheme, rewriteScheme, type Scheme, SchemeError } from '@lastmile/measure'
import type { Problem } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { type CurrentScheme, currentScheme } from './current.ts'

/** Changes of the scheme in force. */
export type SchemeDraft = z.infer<typeof TriedDraft>

/** What a draft makes of the scheme in force: a scheme, or what is wrong with it. */
export interface ChangedScheme {
  readonly current: CurrentScheme
  readonly text: string
  readonly problems: readonly Problem[]
  readonly scheme: Scheme | null
}

/** The scheme in force with the changes of a draft, checked. Throws `scheme_outdated`, and `scheme_not_sound` for names that it does not have. */
export async function changedScheme(
  tx: Tx,
  deps: AssessmentDeps,
  draft: SchemeDraft,
): Promise<ChangedScheme> {
  const current = await currentScheme(tx, deps)
  if (current.hash !== draft.base) throw new AppError('scheme_outdated')
  const version = nextVersion(current.scheme.document.version)
  const { text, unknown } = rewriteScheme(current.text, { ...draft, version })
  if (unknown.length > 0) throw new AppError('scheme_not_sound', { problems: `没有 ${unknown.join('、')}` })
  try {
    const scheme = loadScheme({ path: 'scheme.yaml', text }, current.library, deps.instruments)
    return { current, text, problems: [], scheme }
  } catch (error) {
    if (!(error instanceof SchemeError)) throw error
    return { current, text, problems: error.problems, scheme: null }
  }
}

/** The changed scheme as readers of lists and figures see it: without what is protected. */
export function openChanged({ scheme }: ChangedScheme): Scheme | null {
  return scheme ? openScheme(scheme) : null
}

/** `2026-1` becomes `2026-1.1`, that `2026-1.2`. */
function nextVersion(version: string): string {
  const parts = /^(.*)\.(\d+)$/.exec(version)
  return parts ? `${parts[1]}.${Number(parts[2]) + 1}` : `${version}.1`
}
