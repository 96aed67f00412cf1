import { z } from 'zod'
import { BureauTask } from './casework-shapes.ts'
import { Id, IdempotencyKey, LegalDay, OrgPathText, operation, Page, pageOf, Version } from './operation.ts'

export const taskOperations = {
  giveTask: operation({
    method: 'POST',
    path: '/tasks',
    tag: 'casework',
    summary: 'The bureau gives streets a dated task',
    permission: 'task.give',
    ledger: 'task.give',
  })
    .input(
      z.object({
        key: IdempotencyKey,
        orgPaths: z.array(OrgPathText).min(1).max(50),
        title: z.string().min(1).max(100),
        body: z.string().min(1).max(2000),
        dueOn: LegalDay,
      }),
    )
    .output(z.array(BureauTask)),
  tasks: operation({
    method: 'GET',
    path: '/tasks',
    tag: 'casework',
    summary: 'Tasks in scope',
    permission: 'task.read',
  })
    .input(Page.extend({ state: BureauTask.shape.state.optional() }))
    .output(pageOf(BureauTask)),
  replyTask: operation({
    method: 'POST',
    path: '/tasks/{id}/reply',
    tag: 'casework',
    summary: 'The street replies',
    permission: 'task.reply',
    ledger: 'task.reply',
  })
    .input(z.object({ id: Id, version: Version, reply: z.string().min(1).max(2000) }))
    .output(BureauTask),
  judgeTask: operation({
    method: 'POST',
    path: '/tasks/{id}/judge',
    tag: 'casework',
    summary: 'The bureau accepts the reply or returns it',
    permission: 'task.give',
    ledger: 'task.judge',
  })
    .input(z.object({ id: Id, version: Version, decision: z.enum(['accept', 'return']) }))
    .output(BureauTask),
}
