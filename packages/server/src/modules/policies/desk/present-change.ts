import type { ChangeImpact, LibraryChange, LibraryChangeSummary } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { Library, LibrarySource } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { textHash, textOf } from '../library-texts.ts'
import { policyTitles } from '../present-rule.ts'
import { presentCheck } from './check.ts'
import type { DeskDeps } from './deps.ts'
import type { Impact } from './impact.ts'
import { type ChangeRow, getChange } from './store.ts'

export type ChangeView = z.infer<typeof LibraryChange>
export type ChangeSummary = z.infer<typeof LibraryChangeSummary>

async function presentImpact(
  tx: Tx,
  library: Library,
  impact: Impact,
): Promise<z.infer<typeof ChangeImpact>> {
  const units = await unitNames(tx, Object.keys(impact.byStreet))
  return {
    date: impact.date,
    households: impact.households,
    failed: impact.failed,
    total: impact.total,
    byStreet: Object.entries(impact.byStreet)
      .map(([path, line]) => ({ path, name: units.get(path) ?? path, ...line }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    byPolicy: Object.entries(impact.byPolicy).flatMap(([policy, line]) =>
      policyTitles(library, [policy]).map(({ name }) => ({ policy, name, ...line })),
    ),
  }
}

/** Changes as lists show them, with the names of the people. */
export async function summaries(tx: Tx, rows: readonly ChangeRow[]): Promise<ChangeSummary[]> {
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.created_by, row.proposed_by, row.decided_by]),
  )
  const person = (id: string | null) => (id === null ? null : (staff.get(id)?.name ?? ''))
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    reason: row.reason,
    kind: row.kind,
    state: row.state,
    effectiveOn: row.effective_on,
    paths: Object.keys(row.files),
    createdBy: person(row.created_by) ?? '',
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    proposedBy: person(row.proposed_by),
    decidedBy: person(row.decided_by),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionNote: row.decision_note,
    rollsBack: row.rolls_back,
    publishedHash: row.published_hash,
    version: row.version,
  }))
}

/** The hash of the text that stands in a library's file; null without one. */
export function hashIn(source: LibrarySource, path: string): string | null {
  const text = textOf(source, path)
  return text === null ? null : textHash(text)
}

/**
 * A change with its texts beside those that they replace; while it is open also what the checker says of it today, and
 * what it would do.
 */
export async function viewChange(tx: Tx, deps: DeskDeps, id: string): Promise<ChangeView> {
  const row = await getChange(tx, id)
  const base = await deps.holder.current(tx)
  const [summary] = await summaries(tx, [row])
  if (!summary) throw new AppError('not_found')
  const live = row.state === 'draft' || row.state === 'proposed'
  const checked = live ? await deps.thread.check(base, row.files, legalDateAt(tx.now)) : null
  const replaced =
    row.published_no === null ? base.source : await deps.holder.textsBefore(tx, row.published_no)
  return {
    ...summary,
    files: Object.entries(row.files).map(([path, text]) => ({
      path,
      text,
      base: row.bases[path] ?? null,
      before: textOf(replaced, path),
      now: hashIn(base.source, path),
    })),
    check: checked && presentCheck(checked),
    impact: row.impact && (await presentImpact(tx, base.library, row.impact)),
    impactIsCurrent: !checked || (checked.hash !== null && row.impact_hash === checked.hash),
    mine: row.proposed_by === tx.actor.userId,
  }
}
