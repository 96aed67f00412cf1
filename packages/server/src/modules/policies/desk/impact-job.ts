import { legalDateAt } from '@lastmile/domain'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { JobKind } from '../../../platform/jobs/index.ts'
import { allHouseholdIds, countHouseholds } from '../../households/index.ts'
import { libraryHash } from '../library-hash.ts'
import { checkChange } from './check.ts'
import type { DeskDeps } from './deps.ts'
import { insertEffects } from './effects-store.ts'
import { addEffects, effectsOn, type Impact, noImpact } from './impact.ts'
import { getChange, updateChange } from './store.ts'

export const IMPACT_JOB = 'policy-impact'
const CHUNK = 100

const Params = z.object({ changeId: z.string() })
interface Checkpoint {
  readonly after: string | null
  readonly hash: string
  readonly impact: Impact
}

/** Judges every household of the district before and after a change, on the day from which it is to count. */
export function impactJobKind(deps: Pick<DeskDeps, 'holder'>): JobKind {
  return {
    kind: IMPACT_JOB,
    run: async (run) => {
      const { changeId } = Params.parse(run.params)
      let finished = false
      while (!finished)
        await run.step(async (tx) => {
          const step = await judgeChunk(tx, deps, changeId, run.checkpoint as unknown as Partial<Checkpoint>)
          finished = step.finished
          const { households } = step.checkpoint.impact
          return {
            checkpoint: step.checkpoint as never,
            done: households,
            total: step.total,
          }
        })
      return { changeId }
    },
  }
}

async function judgeChunk(
  tx: Tx,
  deps: Pick<DeskDeps, 'holder'>,
  changeId: string,
  last: Partial<Checkpoint>,
): Promise<{ checkpoint: Checkpoint; finished: boolean; total: number }> {
  await deps.holder.refresh(tx)
  const row = await getChange(tx, changeId)
  const { report, opened } = checkChange(deps.holder, row.files)
  if (!report.ok || !opened) throw new AppError('change_not_sound', { count: report.problems.length })
  const hash = libraryHash(opened.library)
  if (last.hash !== undefined && last.hash !== hash) throw new AppError('change_impact_missing')
  const today = legalDateAt(tx.now)
  const date = row.effective_on > today ? row.effective_on : today
  const impact = last.impact ?? noImpact(date, report.affected)
  const total = await countHouseholds(tx)
  const ids = await allHouseholdIds(tx, last.after ?? null, CHUNK)
  const { effects, failed } = await effectsOn(
    tx,
    { before: deps.holder.library, after: opened.library },
    ids,
    { date: impact.date, policies: impact.policies },
  )
  await insertEffects(tx, changeId, effects)
  const next = addEffects(impact, { effects, households: ids.length, failed })
  const finished = ids.length < CHUNK
  if (finished) await updateChange(tx, changeId, null, { impact: next, impact_hash: hash })
  return { checkpoint: { after: ids.at(-1) ?? last.after ?? null, hash, impact: next }, finished, total }
}
