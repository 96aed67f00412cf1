import { createHash } from 'node:crypto'
import type { Instrument } from '@lastmile/measure'
import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { openScores } from '../scales/store.ts'
import { currentScheme } from '../scheme/current.ts'
import { type AssessmentState, assessmentsOf } from '../store/assessments.ts'

/** What a phone needs to assess and to administer scales by itself: no household's data. */
export interface AssessmentBundle {
  readonly scheme: { readonly path: string; readonly text: string; readonly hash: string }
  /** Without their worked examples. */
  readonly instruments: readonly Instrument[]
}

/** The scheme in force and the instruments, with one hash over both. */
export async function assessmentBundle(
  tx: Tx,
  deps: AssessmentDeps,
): Promise<{ hash: string; bundle: AssessmentBundle }> {
  const { hash: schemeHash, text } = await currentScheme(tx, deps)
  const bundle: AssessmentBundle = {
    scheme: { path: 'scheme.yaml', text, hash: schemeHash },
    instruments: deps.instruments.map((instrument) => ({ ...instrument, cases: [] })),
  }
  const hash = createHash('sha256').update(JSON.stringify(bundle)).digest('hex')
  return { hash, bundle }
}

/** What goes with one household on a phone. */
export interface CarriedAssessment {
  readonly assessment: {
    readonly proposed: number
    readonly possible: number
    readonly state: AssessmentState
    readonly tier: number | null
    readonly dueOn: string | null
    readonly on: string
  } | null
  readonly scores: {
    readonly personId: string | null
    readonly instrument: string
    readonly score: number
    readonly onDay: string
  }[]
}

/** Where some households stand and their scores, as far as they may lie on a phone: nothing protected, whoever carries it. */
export async function carriedAssessments(
  tx: Tx,
  ids: readonly string[],
): Promise<(id: string) => CarriedAssessment> {
  const rows = await assessmentsOf(tx, ids)
  const scores = Map.groupBy(await openScores(tx, ids), ({ household_id }) => household_id)
  return (id) => {
    const row = rows.get(id)
    return {
      assessment: row
        ? {
            proposed: row.proposed,
            possible: row.possible,
            state: row.state,
            tier: row.tier,
            dueOn: row.due_on,
            on: row.legal_date,
          }
        : null,
      scores: (scores.get(id) ?? []).flatMap(({ person_id, instrument, score, on_day }) =>
        score === null ? [] : [{ personId: person_id, instrument, score, onDay: on_day }],
      ),
    }
  }
}
