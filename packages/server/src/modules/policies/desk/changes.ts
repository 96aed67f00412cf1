import type { ChangeImpact, LibraryChange, LibraryChangeSummary } from '@lastmile/contract'
import { newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffNames, unitNames } from '../../identity/index.ts'
import type { FileChanges } from '../library-holder.ts'
import { libraryHash } from '../library-hash.ts'
import { keepSnapshot } from '../snapshots.ts'
import { type CheckReport, checkChange } from './check.ts'
import type { DeskDeps } from './deps.ts'
import { clearPlanned, openEffects } from './effects-store.ts'
import type { Impact } from './impact.ts'
import { IMPACT_JOB } from './impact-job.ts'
import {
  type ChangeKind,
  type ChangeRow,
  getChange,
  insertChange,
  listChanges,
  lockPublication,
  publishedFiles,
  publishedNo,
  updateChange,
} from './store.ts'

type View = z.infer<typeof LibraryChange>

const PATH = /^[a-z][a-z0-9-]*\/([a-z0-9_-]+\/)?[a-z0-9_.-]+\.(yaml|md)$/

function requirePaths(files: FileChanges): void {
  for (const path of Object.keys(files))
    if (!PATH.test(path)) throw new AppError('change_path_refused', { path })
}

async function presentImpact(tx: Tx, deps: DeskDeps, impact: Impact): Promise<z.infer<typeof ChangeImpact>> {
  const units = await unitNames(tx, Object.keys(impact.byStreet))
  const policyName = (id: string) =>
    deps.holder.library.byId.get(id)?.document.names.at(-1) ?? { zh: id, en: id }
  return {
    date: impact.date,
    households: impact.households,
    failed: impact.failed,
    total: impact.total,
    byStreet: Object.entries(impact.byStreet).map(([path, line]) => ({
      path,
      name: units.get(path) ?? path,
      ...line,
    })),
    byPolicy: Object.entries(impact.byPolicy).map(([policy, line]) => {
      const { zh, en } = policyName(policy)
      return { policy, name: { zh, en }, ...line }
    }),
  }
}

async function summaries(tx: Tx, rows: readonly ChangeRow[]): Promise<z.infer<typeof LibraryChangeSummary>[]> {
  const people = rows.flatMap((row) => [row.created_by, row.proposed_by, row.decided_by])
  const names = await staffNames(
    tx,
    people.filter((id) => id !== null),
  )
  const person = (id: string | null) => (id === null ? null : (names.get(id) ?? ''))
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
    version: row.version,
  }))
}

/** A change with its texts, what the checker says of it today, and what it would do. */
async function viewOf(tx: Tx, deps: DeskDeps, row: ChangeRow, report: CheckReport | null): Promise<View> {
  const [summary] = await summaries(tx, [row])
  if (!summary) throw new AppError('not_found')
  return {
    ...summary,
    files: Object.entries(row.files).map(([path, text]) => ({
      path,
      text,
      before: deps.holder.source.files.find((file) => file.path === path)?.text ?? null,
    })),
    check: report && presentCheck(report),
    impact: row.impact && (await presentImpact(tx, deps, row.impact)),
    impactIsCurrent: row.impact_hash !== null && row.impact_hash === hashAfter(deps, row.files),
    publishedHash: row.published_hash,
    mine: row.proposed_by === tx.actor.userId,
  }
}

function hashAfter(deps: DeskDeps, files: FileChanges): string | null {
  const { opened } = checkChange(deps.holder, files)
  return opened && libraryHash(opened.library)
}

export function presentCheck(report: CheckReport) {
  return {
    ok: report.ok,
    problems: report.problems.slice(0, 200).map((one) => ({
      file: one.file,
      line: one.line,
      column: one.column,
      message: one.message,
      fix: one.fix ?? null,
    })),
    cases: report.cases,
    affected: [...report.affected],
  }
}

/** Changes of the library, the latest first. */
export async function listLibraryChanges(
  tx: Tx,
  input: { readonly state?: ChangeRow['state'] | undefined; readonly limit: number; readonly offset: number },
) {
  const { rows, total } = await listChanges(tx, { ...input, state: input.state ?? null })
  return { items: await summaries(tx, rows), total }
}

export async function viewChange(tx: Tx, deps: DeskDeps, id: string): Promise<View> {
  await deps.holder.refresh(tx)
  const row = await getChange(tx, id)
  const live = row.state === 'draft' || row.state === 'proposed'
  return viewOf(tx, deps, row, live ? checkChange(deps.holder, row.files).report : null)
}

function tell(tx: Tx, action: string, row: Pick<ChangeRow, 'id' | 'title'>, data: Record<string, string | null> = {}) {
  tx.ledger({ action, objectKind: 'library_change', objectId: row.id, data: { title: row.title, ...data } })
}

/** Begins a change. Its texts may be wrong still: they are checked, and refused only when it is proposed. */
export async function createChange(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly title: string
    readonly reason: string
    readonly effectiveOn: string
    readonly files: FileChanges
    readonly kind?: ChangeKind
    readonly rollsBack?: string | null
  },
): Promise<View> {
  requirePaths(input.files)
  await deps.holder.refresh(tx)
  const id = newIdAt(tx.now)
  await insertChange(tx, {
    id,
    title: input.title,
    reason: input.reason,
    kind: input.kind ?? 'edit',
    files: input.files,
    effective_on: input.effectiveOn,
    rolls_back: input.rollsBack ?? null,
  })
  tell(tx, 'policy.draft', { id, title: input.title })
  return viewChange(tx, deps, id)
}

function requireState(row: ChangeRow, state: ChangeRow['state'], action: string): void {
  if (row.state !== state) throw new AppError('action_not_possible', { state: row.state, action })
}

/** Saves a draft's words and texts, from the version that was seen. */
export async function saveChange(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly id: string
    readonly version: number
    readonly title?: string | undefined
    readonly reason?: string | undefined
    readonly effectiveOn?: string | undefined
    readonly files?: FileChanges | undefined
  },
): Promise<View> {
  const row = await getChange(tx, input.id)
  requireState(row, 'draft', 'save')
  if (input.files) requirePaths(input.files)
  await updateChange(tx, row.id, input.version, {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(input.effectiveOn === undefined ? {} : { effective_on: input.effectiveOn }),
    ...(input.files === undefined ? {} : { files: input.files }),
  })
  tell(tx, 'policy.save', row)
  return viewChange(tx, deps, row.id)
}

/** Asks for the impact of a change, in a job. */
export async function askImpact(tx: Tx, deps: DeskDeps, id: string): Promise<{ jobId: string }> {
  await deps.holder.refresh(tx)
  const row = await getChange(tx, id)
  if (row.state !== 'draft' && row.state !== 'proposed')
    throw new AppError('action_not_possible', { state: row.state, action: 'impact' })
  const { report } = checkChange(deps.holder, row.files)
  if (!report.ok) throw new AppError('change_not_sound', { count: report.problems.length })
  await clearPlanned(tx, id)
  const jobId = await deps.jobs().create(tx, {
    kind: IMPACT_JOB,
    title: { zh: `影响预估：${row.title}`, en: `Impact: ${row.title}` },
    params: { changeId: id },
    orgPath: tx.actor.orgPath,
    total: 0,
  })
  tell(tx, 'policy.impact', row)
  return { jobId }
}

/** Hands a sound change with a current impact to a second person. */
export async function proposeChange(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string; readonly version: number },
): Promise<View> {
  await deps.holder.refresh(tx)
  const row = await getChange(tx, input.id)
  requireState(row, 'draft', 'propose')
  requireSound(deps, row)
  await updateChange(tx, row.id, input.version, {
    state: 'proposed',
    proposed_by: tx.actor.userId,
    proposed_at: tx.now,
  })
  tell(tx, 'policy.propose', row)
  return viewChange(tx, deps, row.id)
}

/** The checker agrees, the cases pass, and the impact was reckoned for just these texts over today's library. */
function requireSound(deps: DeskDeps, row: ChangeRow) {
  const { report, opened } = checkChange(deps.holder, row.files)
  if (!report.ok || !opened) throw new AppError('change_not_sound', { count: report.problems.length })
  if (row.impact_hash !== libraryHash(opened.library)) throw new AppError('change_impact_missing')
  return opened
}

/** Back to its author, with a word why. */
export async function returnChange(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string; readonly version: number; readonly note: string },
): Promise<View> {
  const row = await getChange(tx, input.id)
  requireState(row, 'proposed', 'return')
  await updateChange(tx, row.id, input.version, {
    state: 'draft',
    decided_by: tx.actor.userId,
    decided_at: tx.now,
    decision_note: input.note,
  })
  tell(tx, 'policy.return', row, { note: input.note })
  return viewChange(tx, deps, row.id)
}

export async function withdrawChange(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string; readonly version: number },
): Promise<View> {
  const row = await getChange(tx, input.id)
  if (row.state === 'published' || row.state === 'withdrawn')
    throw new AppError('action_not_possible', { state: row.state, action: 'withdraw' })
  await clearPlanned(tx, row.id)
  await updateChange(tx, row.id, input.version, { state: 'withdrawn' })
  tell(tx, 'policy.withdraw', row)
  return viewChange(tx, deps, row.id)
}

/** A second person publishes: the library changes for everybody in this transaction, and the whole district is screened anew. */
export async function publishChange(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string; readonly version: number; readonly note?: string | undefined },
): Promise<View> {
  await lockPublication(tx)
  await deps.holder.refresh(tx)
  const row = await getChange(tx, input.id)
  requireState(row, 'proposed', 'publish')
  if (row.proposed_by === tx.actor.userId) throw new AppError('second_person_needed')
  const { library } = requireSound(deps, row)
  await updateChange(tx, row.id, input.version, {
    state: 'published',
    decided_by: tx.actor.userId,
    decided_at: tx.now,
    decision_note: input.note ?? null,
    published_no: (await publishedNo(tx)) + 1,
    published_hash: await keepSnapshot(tx, library),
  })
  const doors = await openEffects(tx, row.id)
  tell(tx, 'policy.publish', row, { hash: libraryHash(library), doors: String(doors) })
  await deps.afterPublication(tx, row.title)
  await deps.holder.refresh(tx)
  return viewChange(tx, deps, row.id)
}

/** Begins the change that puts back what one change replaced. It goes the same way: impact, second person, publication. */
export async function rollBackChange(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string; readonly effectiveOn: string },
): Promise<View> {
  const row = await getChange(tx, input.id)
  requireState(row, 'published', 'roll_back')
  const before = await deps.holder.upTo(tx, (row.published_no ?? 1) - 1)
  const files: Record<string, string | null> = {}
  for (const path of Object.keys(row.files))
    files[path] = before.source.files.find((file) => file.path === path)?.text ?? null
  return createChange(tx, deps, {
    title: `撤回：${row.title}`,
    reason: `恢复到“${row.title}”发布之前`,
    effectiveOn: input.effectiveOn,
    files,
    kind: 'roll_back',
    rollsBack: row.id,
  })
}

/** Every publication that touched one of some files, the latest first. */
export async function publicationsOf(tx: Tx, paths: readonly string[]): Promise<string[]> {
  const all = await publishedFiles(tx, await publishedNo(tx))
  return all
    .filter(({ files }) => Object.keys(files).some((path) => paths.includes(path)))
    .map(({ id }) => id)
    .reverse()
}
