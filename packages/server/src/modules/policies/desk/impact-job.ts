import { legalDateAt } from '@lastmile/domain'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { JobKind, JsonObject } from '../../../platform/jobs/index.ts'
import {
  allHouseholdIds,
  countHouseholds,
  householdHeads,
  presentTree,
  readHouseholdFiles,
} from '../../households/index.ts'
import type { FileChanges, OpenedLibrary } from '../library-texts.ts'
import type { DeskDeps } from './deps.ts'
import { clearPlanned, insertEffects } from './effects-store.ts'
import { addEffects, type Effect, type Impact, noImpact } from './impact.ts'
import { getChange, updateChange } from './store.ts'

export const IMPACT_JOB = 'policy-impact'
const CHUNK = 100

type ImpactDeps = Pick<DeskDeps, 'holder' | 'thread'>

const Params = z.object({ changeId: z.string() })
const Checkpoint = z.object({
  after: z.string().nullable(),
  hash: z.string(),
  impact: z.custom<Impact>((value) => typeof value === 'object' && value !== null),
})
type Checkpoint = z.infer<typeof Checkpoint>

/** Judges every household of the district before and after a change, on the day from which it is to count. */
export function impactJobKind(deps: ImpactDeps): JobKind {
  return {
    kind: IMPACT_JOB,
    run: async (run) => {
      const { changeId } = Params.parse(run.params)
      for (let finished = false; !finished; )
        await run.step(async (tx) => {
          const last = Checkpoint.safeParse(run.checkpoint).data ?? null
          const step = await judgeChunk(tx, deps, changeId, last)
          finished = step.finished
          return {
            checkpoint: step.checkpoint as unknown as JsonObject,
            done: step.checkpoint.impact.households,
            total: step.total,
          }
        })
      return { changeId }
    },
  }
}

async function judgeChunk(
  tx: Tx,
  deps: ImpactDeps,
  changeId: string,
  before: Checkpoint | null,
): Promise<{ checkpoint: Checkpoint; finished: boolean; total: number }> {
  const row = await getChange(tx, changeId)
  if (row.state !== 'draft' && row.state !== 'proposed')
    throw new AppError('action_not_possible', { state: row.state, action: 'impact' })
  const base = await deps.holder.current(tx)
  const today = legalDateAt(tx.now)
  const { ok, hash, affected, problems } = await deps.thread.check(base, row.files, today)
  if (!ok || hash === null) throw new AppError('change_not_sound', { count: problems.length })
  // Somebody saved other texts, or published, while this was under way: it begins again with what holds now.
  const last = before?.hash === hash ? before : null
  if (!last) await clearPlanned(tx, changeId)
  const impact = last?.impact ?? noImpact(dayOf(tx, row.effective_on), affected)
  const ids = affected.length === 0 ? [] : await allHouseholdIds(tx, last?.after ?? null, CHUNK)
  const { effects, failed } = await effectsOn(tx, deps, { base, files: row.files, today, impact, ids })
  await insertEffects(tx, changeId, effects)
  const next = addEffects(impact, { effects, households: ids.length, failed })
  const finished = ids.length < CHUNK
  if (finished) await updateChange(tx, changeId, null, { impact: next, impact_hash: hash })
  return {
    checkpoint: { after: ids.at(-1) ?? last?.after ?? null, hash, impact: next },
    finished,
    total: affected.length === 0 ? 0 : await countHouseholds(tx),
  }
}

/** Reads some households and has them judged under the library in force and the changed one. */
async function effectsOn(
  tx: Tx,
  deps: ImpactDeps,
  asked: {
    readonly base: OpenedLibrary
    readonly files: FileChanges
    readonly today: string
    readonly impact: Impact
    readonly ids: readonly string[]
  },
): Promise<{ effects: Effect[]; failed: number }> {
  const { base, impact, ids } = asked
  const heads = await householdHeads(tx, ids)
  const files = await readHouseholdFiles(tx, { facts: base.library.facts }, ids, impact.date)
  const households = [...files].flatMap(([id, file]) =>
    heads.has(id) && file.ok ? [[id, file.household] as const] : [],
  )
  const judged =
    households.length === 0
      ? []
      : await deps.thread.judge(base, asked.files, asked.today, {
          households,
          policies: impact.policies,
          date: impact.date,
        })
  const effects = judged.map(
    (one): Effect => ({
      ...one,
      orgPath: heads.get(one.householdId)?.orgPath ?? '',
      because: presentTree(
        one.because,
        () => true,
        () => null,
      ),
    }),
  )
  return { effects, failed: ids.length - households.length }
}

/** The day from which a change counts, and never one that is over. */
function dayOf(tx: Tx, effectiveOn: string): string {
  const today = legalDateAt(tx.now)
  return effectiveOn > today ? effectiveOn : today
}
