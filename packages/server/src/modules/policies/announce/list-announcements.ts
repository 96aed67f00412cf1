import type { Announcement } from '@lastmile/contract'
import { addDays, legalDateAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads, maySeeFacts, policyName, presentTree } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { AHEAD_DAYS, type Cause } from './look-ahead.ts'
import { listAnnouncementRows } from './store.ts'

export type AnnouncementView = z.infer<typeof Announcement>

/** One page of what households in the actor's scope will gain or lose, the nearest day first. */
export async function listAnnouncements(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  query: {
    readonly under?: string | undefined
    readonly householdId?: string | undefined
    /** Days ahead. */
    readonly within?: number | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: AnnouncementView[]; total: number }> {
  const today = legalDateAt(tx.now)
  const { rows, total } = await listAnnouncementRows(tx, {
    scope: query.under === undefined ? null : scopeRange(query.under),
    householdId: query.householdId ?? null,
    from: today,
    until: addDays(today, query.within ?? AHEAD_DAYS),
    limit: query.limit,
    offset: query.offset,
  })
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const see = maySeeFacts(tx, deps.library.facts.all)
  return {
    total,
    items: rows.map((row) => ({
      id: row.id,
      householdId: row.household_id,
      headName: heads.get(row.household_id)?.headName ?? '',
      orgName: units.get(row.org_path) ?? '',
      policy: row.policy,
      policyName: policyName(deps.library, row.policy),
      day: row.on_day,
      kind: row.kind,
      reason: reasonOf(row.causes, see('disability_certificate_until')),
      beforeFen: row.before_fen,
      afterFen: row.after_fen,
      per: row.per,
      because: presentTree(row.because, see, () => null),
      foundAt: row.found_at.toISOString(),
    })),
  }
}

function reasonOf(causes: readonly Cause[], mayName: boolean): { zh: string; en: string } {
  const said = causes.map((cause) => {
    if (cause.kind === 'birthday')
      return { zh: `${cause.name}满 ${cause.age} 周岁`, en: `${cause.name} turns ${cause.age}` }
    if (cause.kind === 'certificate')
      return mayName
        ? {
            zh: `${cause.name}的残疾人证有效期到 ${cause.until}，不换证就没有了`,
            en: `${cause.name}'s disability certificate is valid until ${cause.until}, unless renewed`,
          }
        : { zh: '一张证件到期，不换证就没有了', en: 'A certificate ends unless renewed' }
    if (cause.kind === 'receipt') return { zh: '现在这份待遇到期', en: 'The present benefit ends' }
    return { zh: '政策的标准或规定变了', en: 'A figure or rule of the policy changes' }
  })
  const unique = [...new Map(said.map((one) => [one.zh, one])).values()]
  return { zh: unique.map(({ zh }) => zh).join('；'), en: unique.map(({ en }) => en).join('; ') }
}
