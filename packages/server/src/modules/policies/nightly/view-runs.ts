import type { ScreeningRuns } from '@lastmile/contract'
import { addDays, legalDateAt, startOfLegalDate } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { type JobOfKind, jobsOfKind } from '../../../platform/jobs/index.ts'
import { householdHeads } from '../../households/index.ts'
import { NIGHT_HOUR } from './nights.ts'
import { districtOf } from './request-screening.ts'
import { SCREENING_JOB } from './screening-job.ts'

type Runs = z.infer<typeof ScreeningRuns>

const SHOWN = 10

/**
 * The screenings of the whole district: the last ones with their counts, the one under way, and when the next night
 * begins. Households that failed are named where the reader may see them.
 */
export async function viewScreeningRuns(tx: Tx): Promise<Runs> {
  const orgPath = districtOf(tx)
  const jobs = await asSystem(tx, orgPath, () => jobsOfKind(tx, SCREENING_JOB, orgPath, { limit: SHOWN }))
  const failed = jobs.flatMap((job) => failuresOf(job).map(({ householdId }) => householdId))
  const heads = await householdHeads(tx, failed)
  return {
    next: nextNight(tx.now).toISOString(),
    runs: jobs.map((job) => ({
      id: job.id,
      reason: typeof job.params.reason === 'string' ? job.params.reason : 'asked',
      state: job.state,
      askedAt: job.createdAt.toISOString(),
      finishedAt: job.finishedAt?.toISOString() ?? null,
      done: job.done,
      total: job.total,
      opened: numberIn(job, 'opened'),
      closed: numberIn(job, 'closed'),
      failed: numberIn(job, 'failed'),
      failures: failuresOf(job).flatMap(({ householdId, reason }) => {
        const head = heads.get(householdId)
        return head ? [{ householdId, headName: head.headName, reason }] : []
      }),
    })),
  }
}

function nextNight(now: Date): Date {
  const at = (day: string) => new Date(startOfLegalDate(day).getTime() + NIGHT_HOUR * 3_600_000)
  const today = legalDateAt(now)
  return at(today) > now ? at(today) : at(addDays(today, 1))
}

function numberIn(job: JobOfKind, key: string): number | null {
  const value = job.result?.[key]
  return typeof value === 'number' ? value : null
}

function failuresOf(job: JobOfKind): { householdId: string; reason: string }[] {
  const list = job.result?.failures
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'householdId' in one && 'reason' in one
      ? [{ householdId: String(one.householdId), reason: String(one.reason) }]
      : [],
  )
}
