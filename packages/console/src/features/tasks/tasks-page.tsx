import type { BureauTask } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay, useSession } from '../../app/session.ts'
import {
  AskDialog,
  EmptyState,
  HumanDay,
  Loaded,
  Moment,
  PageHeader,
  SkeletonCards,
  StateTag,
  textOf,
  todayValue,
  useSaid,
} from '../../frame/index.ts'
import { words } from './words.ts'

type Task = z.infer<typeof BureauTask>
const route = getRouteApi('/staff/tasks')
const STATE = {
  given: 'stateGiven',
  replied: 'stateReplied',
  returned: 'stateReturned',
  accepted: 'stateAccepted',
} as const

/** The bureau's dated tasks to streets and what came back. */
export function TasksPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const me = useSession()
  const said = useSaid()
  const queries = useQueryClient()
  const { id } = route.useSearch()
  const [dialog, setDialog] = useState<{ kind: 'give' } | { kind: 'reply'; task: Task } | null>(null)
  const tasks = useQuery(api.casework.tasks.queryOptions({ input: { limit: 200, offset: 0 } }))
  const streets = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: me.orgPath, kind: 'street' } }),
    enabled: may('task.give'),
  })
  const done = async (sentence: string) => {
    await queries.invalidateQueries()
    said.done(sentence)
  }
  const judge = (task: Task, decision: 'accept' | 'return') =>
    api.casework.judgeTask
      .call({ id: task.id, version: task.version, decision })
      .then(() => done(say(decision === 'accept' ? 'accepted' : 'returned')), said.failed)
  const all = '*'
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={
          may('task.give') ? (
            <Button type="primary" onClick={() => setDialog({ kind: 'give' })}>
              {say('give')}
            </Button>
          ) : undefined
        }
      />
      <Loaded query={tasks} skeleton={<SkeletonCards cards={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <div className="lm-cards">
              {items.map((task) => (
                <article key={task.id} className="lm-card" data-chosen={task.id === id}>
                  <h2>
                    {task.title}{' '}
                    <StateTag waits={task.state !== 'accepted'}>{say(STATE[task.state])}</StateTag>
                  </h2>
                  <p>{task.body}</p>
                  <p className="lm-soft">
                    {say('givenTo', { name: task.givenBy, street: task.orgName })} · {say('dueBy')}{' '}
                    <HumanDay day={task.dueOn} due={task.state === 'given' || task.state === 'returned'} />
                  </p>
                  {task.reply && (
                    <p className="lm-card-quote">
                      {task.reply}
                      <br />
                      <span className="lm-soft">
                        {say('repliedBy', { name: task.repliedBy ?? '' })}{' '}
                        {task.repliedAt && <Moment at={task.repliedAt} />}
                      </span>
                    </p>
                  )}
                  <div className="lm-card-steps">
                    {may('task.reply') && (task.state === 'given' || task.state === 'returned') && (
                      <Button type="primary" onClick={() => setDialog({ kind: 'reply', task })}>
                        {say('reply')}
                      </Button>
                    )}
                    {may('task.give') && task.state === 'replied' && (
                      <>
                        <Button type="primary" onClick={() => void judge(task, 'accept')}>
                          {say('accept')}
                        </Button>
                        <Button onClick={() => void judge(task, 'return')}>{say('returnIt')}</Button>
                      </>
                    )}
                  </div>
                </article>
              ))}
            </div>
          )
        }
      </Loaded>
      {dialog?.kind === 'give' && (
        <AskDialog
          title={say('give')}
          submit={say('send')}
          onClose={() => setDialog(null)}
          fields={[
            {
              name: 'street',
              label: say('streets'),
              kind: 'choice',
              required: true,
              options: [
                { value: all, label: say('allStreets') },
                ...(streets.data ?? []).map((unit) => ({ value: unit.path, label: unit.name })),
              ],
            },
            { name: 'title', label: say('taskTitle'), kind: 'text', required: true },
            { name: 'body', label: say('body'), kind: 'area', required: true, maxLength: 2000 },
            { name: 'dueOn', label: say('dueOn'), kind: 'day', required: true, earliest: todayValue() },
          ]}
          onSubmit={async (answers) => {
            const street = textOf(answers, 'street') ?? ''
            await api.casework.giveTask.call({
              key: newId(),
              orgPaths: street === all ? (streets.data ?? []).map((unit) => unit.path) : [street],
              title: textOf(answers, 'title') ?? '',
              body: textOf(answers, 'body') ?? '',
              dueOn: textOf(answers, 'dueOn') ?? '',
            })
            await done(say('given'))
          }}
        />
      )}
      {dialog?.kind === 'reply' && (
        <AskDialog
          title={dialog.task.title}
          intro={<p className="lm-soft">{dialog.task.body}</p>}
          submit={say('reply')}
          onClose={() => setDialog(null)}
          fields={[{ name: 'reply', label: say('replyBody'), kind: 'area', required: true, maxLength: 2000 }]}
          onSubmit={async (answers) => {
            await api.casework.replyTask.call({
              id: dialog.task.id,
              version: dialog.task.version,
              reply: textOf(answers, 'reply') ?? '',
            })
            await done(say('replied'))
          }}
        />
      )}
    </>
  )
}
