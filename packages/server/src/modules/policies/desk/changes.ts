import { legalDateAt, newIdAt } from '@lastmile/domain'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { libraryHash } from '../library-hash.ts'
import { type OpenedLibrary, openChanged, textOf } from '../library-texts.ts'
import { requestScreening } from '../nightly/request-screening.ts'
import { makeNotices } from '../notices/make-notices.ts'
import { withdrawNotices } from '../notices/store.ts'
import { keepSnapshot } from '../snapshots.ts'
import type { DeskDeps } from './deps.ts'
import { clearPlanned, lossesOf, openEffects } from './effects-store.ts'
import { filesOf } from './figure-files.ts'
import { IMPACT_JOB } from './impact-job.ts'
import { type ChangeSummary, type ChangeView, hashIn, summaries, viewChange } from './present-change.ts'
import {
  type ChangeKind,
  type ChangeRow,
  type ChangeState,
  getChange,
  insertChange,
  lastPublication,
  listChanges,
  lockPublication,
  updateChange,
} from './store.ts'

/** A text for a file, with the hash of the text that it was made from. */
export interface FileEdit {
  readonly path: string
  readonly text: string | null
  readonly base: string | null
}

interface Step {
  readonly id: string
  readonly version: number
}

/** Files of one place: `cn-shanghai/dibao/policy.yaml`, `cn/terms/age.yaml`; and `coverage.yaml`. */
const PATH = /^(coverage\.yaml|[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9_-]*\/[a-z0-9_.-]+\.(yaml|md))$/

function columnsOf(edits: readonly FileEdit[]): Pick<ChangeRow, 'files' | 'bases'> {
  for (const { path } of edits) if (!PATH.test(path)) throw new AppError('change_path_refused', { path })
  return {
    files: Object.fromEntries(edits.map(({ path, text }) => [path, text])),
    bases: Object.fromEntries(edits.map(({ path, base }) => [path, base])),
  }
}

/** Changes of the library, the latest first: when `policy` is given, those of its files and of its figures. */
export async function listLibraryChanges(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly state?: ChangeState | undefined
    readonly policy?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: ChangeSummary[]; total: number }> {
  const opened = await deps.holder.current(tx)
  const policy = input.policy === undefined ? null : opened.library.byId.get(input.policy)
  if (policy === undefined) throw new AppError('not_found')
  const paths = policy && filesOf(opened, policy).map((file) => file.path)
  const { rows, total } = await listChanges(tx, { ...input, state: input.state ?? null, paths })
  return { items: await summaries(tx, rows), total }
}

/** Changes that wait for the actor: proposed by somebody else. */
export async function changesToReview(tx: Tx): Promise<ChangeSummary[]> {
  const { rows } = await listChanges(tx, { state: 'proposed', paths: null, limit: 20, offset: 0 })
  return summaries(
    tx,
    rows.filter((row) => row.proposed_by !== tx.actor.userId),
  )
}

export function tell(
  tx: Tx,
  action: string,
  row: Pick<ChangeRow, 'id' | 'title'>,
  data: Readonly<Record<string, string | number | null>> = {},
): void {
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
    readonly files: readonly FileEdit[]
    readonly kind?: ChangeKind
    readonly rollsBack?: string | null
  },
): Promise<ChangeView> {
  const id = newIdAt(tx.now)
  await insertChange(tx, {
    id,
    title: input.title,
    reason: input.reason,
    kind: input.kind ?? 'edit',
    ...columnsOf(input.files),
    effective_on: input.effectiveOn,
    rolls_back: input.rollsBack ?? null,
  })
  tell(tx, 'policy.draft', { id, title: input.title })
  return viewChange(tx, deps, id)
}

export function requireState(row: ChangeRow, states: readonly ChangeState[], action: string): void {
  if (!states.includes(row.state)) throw new AppError('action_not_possible', { state: row.state, action })
}

/** Saves a draft's words and texts, from the version that was seen. */
export async function saveChange(
  tx: Tx,
  deps: DeskDeps,
  input: Step & {
    readonly title?: string | undefined
    readonly reason?: string | undefined
    readonly effectiveOn?: string | undefined
    readonly files?: readonly FileEdit[] | undefined
  },
): Promise<ChangeView> {
  const row = await getChange(tx, input.id)
  requireState(row, ['draft'], 'save')
  await updateChange(tx, row.id, input.version, {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(input.effectiveOn === undefined ? {} : { effective_on: input.effectiveOn }),
    ...(input.files === undefined ? {} : columnsOf(input.files)),
  })
  tell(tx, 'policy.save', { id: row.id, title: input.title ?? row.title })
  return viewChange(tx, deps, row.id)
}

/** Asks for the impact of a change, in a job. */
export async function askImpact(tx: Tx, deps: DeskDeps, input: { readonly id: string }) {
  const row = await getChange(tx, input.id)
  requireState(row, ['draft', 'proposed'], 'impact')
  await requireSound(tx, deps, row)
  const jobId = await deps.jobs().create(tx, {
    kind: IMPACT_JOB,
    title: { zh: `影响预估：${row.title}`, en: `Impact: ${row.title}` },
    params: { changeId: row.id },
    orgPath: tx.actor.orgPath,
  })
  tell(tx, 'policy.impact', row)
  return { jobId }
}

/** The checker agrees and the cases pass. Gives what the changed library is named by. */
export async function requireSound(tx: Tx, deps: DeskDeps, row: Pick<ChangeRow, 'files'>): Promise<string> {
  const base = await deps.holder.current(tx)
  const { ok, hash, problems } = await deps.thread.check(base, row.files, legalDateAt(tx.now))
  if (!ok || hash === null) throw new AppError('change_not_sound', { count: problems.length })
  return hash
}

/** Sound, made from the texts of today, and its impact reckoned for just these. */
async function requireReady(tx: Tx, deps: DeskDeps, row: ChangeRow): Promise<void> {
  const base = await deps.holder.current(tx)
  const outdated = Object.keys(row.files).find(
    (path) => hashIn(base.source, path) !== (row.bases[path] ?? null),
  )
  if (outdated) throw new AppError('change_outdated', { path: outdated })
  const hash = await requireSound(tx, deps, row)
  if (row.impact_hash !== hash) throw new AppError('change_impact_missing')
}

/** Hands a sound change with a current impact to a second person. */
export async function proposeChange(tx: Tx, deps: DeskDeps, input: Step): Promise<ChangeView> {
  const row = await getChange(tx, input.id)
  requireState(row, ['draft'], 'propose')
  await requireReady(tx, deps, row)
  await updateChange(tx, row.id, input.version, {
    state: 'proposed',
    proposed_by: tx.actor.userId,
    proposed_at: tx.now,
  })
  tell(tx, 'policy.propose', row)
  return viewChange(tx, deps, row.id)
}

/** Back to its author, with a word why. */
export async function returnChange(
  tx: Tx,
  deps: DeskDeps,
  input: Step & { readonly note: string },
): Promise<ChangeView> {
  const row = await getChange(tx, input.id)
  requireState(row, ['proposed'], 'return')
  await updateChange(tx, row.id, input.version, {
    state: 'draft',
    decided_by: tx.actor.userId,
    decided_at: tx.now,
    decision_note: input.note,
  })
  tell(tx, 'policy.return', row, { note: input.note })
  return viewChange(tx, deps, row.id)
}

/** Gives a change up; it stays in the list. */
export async function withdrawChange(tx: Tx, deps: DeskDeps, input: Step): Promise<ChangeView> {
  const row = await getChange(tx, input.id)
  requireState(row, ['draft', 'proposed'], 'withdraw')
  await clearPlanned(tx, row.id)
  await updateChange(tx, row.id, input.version, { state: 'withdrawn' })
  tell(tx, 'policy.withdraw', row)
  return viewChange(tx, deps, row.id)
}

/** The next publication in this transaction, with the library that it makes kept for results to name. */
export async function nextPublication(tx: Tx, made: OpenedLibrary) {
  return {
    state: 'published' as const,
    decided_by: tx.actor.userId,
    decided_at: tx.now,
    published_no: ((await lastPublication(tx))?.no ?? 0) + 1,
    published_hash: await keepSnapshot(tx, made.library),
  }
}

/**
 * A second person publishes: with the commit the library is another for everybody, those it touches are a list of doors,
 * and the whole district is screened anew in a job.
 */
export async function publishChange(
  tx: Tx,
  deps: DeskDeps,
  input: Step & { readonly note?: string | undefined },
): Promise<ChangeView> {
  await lockPublication(tx)
  const row = await getChange(tx, input.id)
  requireState(row, ['proposed'], 'publish')
  if (row.proposed_by === tx.actor.userId) throw new AppError('second_person_needed')
  await requireReady(tx, deps, row)
  const made = openChanged(await deps.holder.current(tx), row.files)
  await updateChange(tx, row.id, input.version, {
    ...(await nextPublication(tx, made)),
    decision_note: input.note ?? null,
  })
  // All of them, also those of protected policies, which the desk itself does not read.
  const { doors, losses } = await asSystem(tx, tx.actor.orgPath, async () => ({
    doors: await openEffects(tx, row.id),
    losses: await lossesOf(tx, row.id),
  }))
  if (row.rolls_back !== null)
    await asSystem(tx, tx.actor.orgPath, () => withdrawNotices(tx, row.rolls_back ?? ''))
  const change = { id: row.id, title: row.title, effectiveOn: row.effective_on }
  const notices = await makeNotices(tx, made.library, change, losses)
  tell(tx, 'policy.publish', row, { hash: libraryHash(made.library), doors, notices })
  await requestScreening(tx, deps.jobs(), 'published')
  return viewChange(tx, deps, row.id)
}

/** Begins the change that puts back what one change replaced. It goes the same way: impact, second person, publication. */
export async function rollBackChange(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly id: string; readonly effectiveOn: string },
): Promise<ChangeView> {
  const row = await getChange(tx, input.id)
  requireState(row, ['published'], 'roll_back')
  const before = await deps.holder.textsBefore(tx, row.published_no ?? 1)
  const now = (await deps.holder.current(tx)).source
  return createChange(tx, deps, {
    title: `撤回：${row.title}`.slice(0, 100),
    reason: `恢复到“${row.title}”发布之前的内容。`,
    effectiveOn: input.effectiveOn,
    files: Object.keys(row.files).map((path) => ({
      path,
      text: textOf(before, path),
      base: hashIn(now, path),
    })),
    kind: 'roll_back',
    rollsBack: row.id,
  })
}
