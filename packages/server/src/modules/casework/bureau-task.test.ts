import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, type Person, STREET } from '../../../testing/case-world.ts'
import type { Tx } from '../../platform/db/index.ts'
import { giveTasks, judgeTask, listTasks, replyTask } from './service/bureau-task.ts'

describe('the bureau’s tasks to a street', () => {
  let world: CaseWorld
  const as = <T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> => world.as(person, work)
  beforeAll(async () => {
    world = await caseWorld()
  })
  afterAll(() => world.close())

  it('are given, replied to, returned and accepted', async () => {
    const [task] = await as('bureau', (tx) =>
      giveTasks(tx, {
        orgPaths: [STREET, STREET],
        title: '排查独居老人',
        body: '七月底前完成',
        dueOn: '2025-07-31',
      }),
    )
    if (!task) throw new Error('no task')
    await expect(as('cadre', (tx) => listTasks(tx, { limit: 10, offset: 0 }))).resolves.toEqual({
      items: [],
      total: 0,
    })
    const replied = await as('backbone', (tx) =>
      replyTask(tx, { id: task.id, version: 1, reply: '已排查 120 户' }),
    )
    const returned = await as('bureau', (tx) =>
      judgeTask(tx, { id: task.id, version: replied.version, decision: 'return' }),
    )
    expect(returned.state).toBe('returned')
    const more = await as('backbone', (tx) =>
      replyTask(tx, { id: task.id, version: returned.version, reply: '补充名单' }),
    )
    const accepted = await as('bureau', (tx) =>
      judgeTask(tx, { id: task.id, version: more.version, decision: 'accept' }),
    )
    expect(accepted).toMatchObject({ state: 'accepted', reply: '补充名单', repliedBy: '周骨干' })
  })
})
