import type { BureauTask } from '@lastmile/contract'
import { newIdAt, type TaskState } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { findUnit, staffByIds, unitNames } from '../../identity/index.ts'
import { getTask, insertTask, listTaskRows, moveTask, replyToTask, type TaskRow } from '../store/tasks.ts'

export type TaskView = z.infer<typeof BureauTask>

async function presentTasks(tx: Tx, rows: readonly TaskRow[]): Promise<TaskView[]> {
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.given_by, row.replied_by]),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  return rows.map((row) => ({
    id: row.id,
    orgPath: row.org_path,
    orgName: units.get(row.org_path) ?? '',
    title: row.title,
    body: row.body,
    dueOn: row.due_on,
    state: row.state,
    givenBy: staff.get(row.given_by)?.name ?? '',
    givenAt: row.given_at.toISOString(),
    reply: row.reply,
    repliedBy: row.replied_by === null ? null : (staff.get(row.replied_by)?.name ?? ''),
    repliedAt: row.replied_at?.toISOString() ?? null,
    version: row.version,
  }))
}

async function taskView(tx: Tx, id: string): Promise<TaskView> {
  const [view] = await presentTasks(tx, [await getTask(tx, id)])
  if (!view) throw new AppError('not_found')
  return view
}

/** The bureau gives streets and towns a dated task (C1: the bureau steers, streets run), one for each unit. */
export async function giveTasks(
  tx: Tx,
  input: {
    readonly orgPaths: readonly string[]
    readonly title: string
    readonly body: string
    readonly dueOn: string
  },
): Promise<TaskView[]> {
  const rows: TaskView[] = []
  for (const orgPath of new Set(input.orgPaths)) {
    const unit = await findUnit(tx, orgPath)
    if (unit?.kind !== 'street') throw new AppError('not_found')
    const id = newIdAt(tx.now)
    await insertTask(tx, {
      id,
      org_path: orgPath,
      title: input.title,
      body: input.body,
      due_on: input.dueOn,
    })
    tx.ledger({
      action: 'task.give',
      objectKind: 'task',
      objectId: id,
      orgPath,
      data: { title: input.title, unit: unit.name, dueOn: input.dueOn },
    })
    rows.push(await taskView(tx, id))
  }
  return rows
}

/** One page of tasks in the actor's range. */
export async function listTasks(
  tx: Tx,
  query: {
    readonly state?: TaskState | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: TaskView[]; total: number }> {
  const { rows, total } = await listTaskRows(tx, query)
  return { items: await presentTasks(tx, rows), total }
}

/** The street replies to a task that was given or returned. */
export async function replyTask(
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly reply: string },
): Promise<TaskView> {
  const task = await getTask(tx, input.id)
  if (task.state !== 'given' && task.state !== 'returned')
    throw new AppError('action_not_possible', { state: task.state, action: 'reply' })
  await replyToTask(tx, task.id, input.version, input.reply)
  tx.ledger({
    action: 'task.reply',
    objectKind: 'task',
    objectId: task.id,
    orgPath: task.org_path,
    data: { title: task.title },
  })
  return taskView(tx, task.id)
}

/** The bureau accepts a reply or returns it. */
export async function judgeTask(
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly decision: 'accept' | 'return' },
): Promise<TaskView> {
  const task = await getTask(tx, input.id)
  if (task.state !== 'replied')
    throw new AppError('action_not_possible', { state: task.state, action: input.decision })
  await moveTask(tx, task.id, input.version, input.decision === 'accept' ? 'accepted' : 'returned')
  tx.ledger({
    action: 'task.judge',
    objectKind: 'task',
    objectId: task.id,
    orgPath: task.org_path,
    data: { title: task.title, decision: input.decision },
  })
  return taskView(tx, task.id)
}
