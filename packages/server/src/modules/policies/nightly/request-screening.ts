import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { type Jobs, jobsOfKind } from '../../../platform/jobs/index.ts'
import { SCREENING_JOB } from './screening-job.ts'

/** Why everything is screened: the night, somebody asked, other policies are in force. */
export type ScreeningReason = 'night' | 'asked' | 'published' | 'imported'

const TITLES: Readonly<Record<ScreeningReason, { zh: string; en: string }>> = {
  night: { zh: '每晚重算全部家庭', en: 'Nightly screening of all households' },
  asked: { zh: '重算全部家庭', en: 'Screening of all households' },
  imported: { zh: '大批名单导入后，重算全部家庭', en: 'After a large import: screening of all households' },
  published: { zh: '政策更新，重算全部家庭', en: 'New policies: screening of all households' },
}

/** The root of the tree that the actor belongs to: the district. */
export function districtOf(tx: Tx): string {
  const path = tx.actor.orgPath
  return path.slice(0, path.indexOf('/') + 1)
}

/**
 * Asks for a screening of every household of the actor's district, in this transaction. A run that waits already does
 * for everybody; one that is under way does for `asked` and `night`, and not for `published` and `imported`: its first
 * households were screened by the old policies, or facts.
 * @returns the id of the job that will do it.
 */
export async function requestScreening(
  tx: Tx,
  jobs: Pick<Jobs, 'create'>,
  reason: ScreeningReason,
): Promise<{ readonly jobId: string; readonly isNew: boolean }> {
  const orgPath = districtOf(tx)
  // Two that ask at once: the second one sees the job of the first.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [`screening ${orgPath}`])
  const unfinished = await asSystem(tx, orgPath, () =>
    jobsOfKind(tx, SCREENING_JOB, orgPath, { unfinished: true }),
  )
  const standing = unfinished.find(
    (job) => job.state === 'queued' || reason === 'night' || reason === 'asked',
  )
  const jobId =
    standing?.id ??
    (await jobs.create(tx, {
      kind: SCREENING_JOB,
      title: TITLES[reason],
      orgPath,
      params: { reason, orgPath },
    }))
  tx.ledger({
    action: 'screening.request',
    objectKind: 'job',
    objectId: jobId,
    orgPath,
    data: { reason, joined: standing !== undefined },
  })
  return { jobId, isNew: standing === undefined }
}
