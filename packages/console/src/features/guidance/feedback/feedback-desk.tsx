import type { FeedbackTopic } from '@lastmile/contract'
import { FEEDBACK_STATES, type FeedbackState, newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import {
  AskDialog,
  EmptyState,
  Loaded,
  Moment,
  SkeletonCards,
  StateTag,
  textOf,
  useSaid,
} from '../../../frame/index.ts'
import { Markdown } from '../markdown.tsx'
import { FeedbackCard, type FeedbackView } from './feedback-card.tsx'
import { words } from './words.ts'

type Topic = z.infer<typeof FeedbackTopic>

/** The bureau's desk: what came in at the left, the questions made of it with their answers at the right. */
export function FeedbackDesk(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const loose = useQuery(
    api.guidance.feedback.queryOptions({ input: { loose: true, limit: 200, offset: 0 } }),
  )
  const topics = useQuery(api.guidance.topics.queryOptions({ input: { limit: 200, offset: 0 } }))
  return (
    <div className="lm-feedback-desk">
      <section>
        <h2>{say('looseTitle')}</h2>
        <Loaded query={loose} skeleton={<SkeletonCards cards={3} />}>
          {({ items }) => <Loose items={items} topics={topics.data?.items ?? []} />}
        </Loaded>
      </section>
      <section>
        <h2>{say('topicsTitle')}</h2>
        <Loaded query={topics} skeleton={<SkeletonCards cards={3} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={say('topicsEmpty')} />
            ) : (
              <div className="lm-cards">
                {items.map((topic) => (
                  <TopicCard key={topic.id} topic={topic} />
                ))}
              </div>
            )
          }
        </Loaded>
      </section>
    </div>
  )
}

function Loose({
  items,
  topics,
}: {
  readonly items: readonly FeedbackView[]
  readonly topics: readonly Topic[]
}): ReactNode {
  const say = useWords(words)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const picked = items.filter((item) => chosen.includes(item.id))
  const mixed = new Set(picked.map((item) => item.policy.id)).size > 1
  if (items.length === 0) return <EmptyState title={say('looseEmpty')} />
  return (
    <>
      {picked.length > 0 && (
        <div className="lm-row lm-guidance-bar">
          <Button type="primary" disabled={mixed} onClick={() => setAsked(true)}>
            {say('gather', { count: picked.length })}
          </Button>
          {mixed && <span role="status">{say('onePolicy')}</span>}
        </div>
      )}
      <div className="lm-cards">
        {items.map((item) => (
          <FeedbackCard
            key={item.id}
            feedback={item}
            chosen={chosen.includes(item.id)}
            steps={
              <Checkbox
                checked={chosen.includes(item.id)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...chosen, item.id] : chosen.filter((one) => one !== item.id),
                  )
                }
              >
                {say('choose', { what: item.what.slice(0, 12) })}
              </Checkbox>
            }
          />
        ))}
      </div>
      {asked && (
        <GatherDialog
          picked={picked}
          topics={topics}
          onClose={() => setAsked(false)}
          onDone={() => setChosen([])}
        />
      )}
    </>
  )
}

function GatherDialog({
  picked,
  topics,
  onClose,
  onDone,
}: {
  readonly picked: readonly FeedbackView[]
  readonly topics: readonly Topic[]
  readonly onClose: () => void
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const said = useSaid()
  const same = topics.filter((topic) => topic.policy.id === picked[0]?.policy.id)
  return (
    <AskDialog
      title={say('gatherTitle')}
      submit={say('gatherTitle')}
      onClose={onClose}
      fields={[
        {
          name: 'title',
          label: say('topicName'),
          kind: 'text',
          maxLength: 100,
          initial: picked[0]?.what.slice(0, 30) ?? '',
        },
        ...(same.length > 0
          ? [
              {
                name: 'topic',
                label: say('intoTopic'),
                kind: 'choice' as const,
                options: same.map((topic) => ({ value: topic.id, label: topic.title })),
              },
            ]
          : []),
      ]}
      onSubmit={async (answers) => {
        const feedbackIds = picked.map((item) => item.id)
        const topic = textOf(answers, 'topic')
        await (topic
          ? api.guidance.addToTopic.call({ id: topic, feedbackIds })
          : api.guidance.gatherFeedback.call({
              key: newId(),
              title: textOf(answers, 'title') ?? '',
              feedbackIds,
            }))
        onDone()
        await queries.invalidateQueries()
        said.done(say('gathered'))
      }}
    />
  )
}

function TopicCard({ topic }: { readonly topic: Topic }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const queries = useQueryClient()
  const said = useSaid()
  const [opened, setOpened] = useState(false)
  const [asked, setAsked] = useState(false)
  const waits = topic.state === 'received' || topic.state === 'looking'
  return (
    <article className="lm-card">
      <h3>
        {topic.title} <StateTag waits={waits}>{text(FEEDBACK_STATES[topic.state])}</StateTag>
      </h3>
      <p>{text(topic.policy.name)}</p>
      <p className="lm-soft">
        {say('counts', topic)} {topic.units.join('、')}
      </p>
      {topic.answer && (
        <div className="lm-card-quote">
          <Markdown source={topic.answer} />
          <p className="lm-soft">
            {topic.answeredBy} {topic.answeredAt && <Moment at={topic.answeredAt} />}
          </p>
        </div>
      )}
      <div className="lm-card-steps">
        <Button type={waits ? 'primary' : 'default'} onClick={() => setAsked(true)}>
          {say('respond')}
        </Button>
        <Button aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {say(opened ? 'hide' : 'look')}
        </Button>
      </div>
      {opened && <Gathered topicId={topic.id} />}
      {asked && (
        <AskDialog
          title={say('respondTitle', { title: topic.title })}
          submit={say('respond')}
          onClose={() => setAsked(false)}
          fields={[
            {
              name: 'state',
              label: say('stateField'),
              kind: 'choice',
              required: true,
              initial: waits ? 'answered' : topic.state,
              options: Object.entries(FEEDBACK_STATES).map(([value, label]) => ({
                value,
                label: text(label),
              })),
            },
            {
              name: 'answer',
              label: say('answerField'),
              kind: 'area',
              maxLength: 4000,
              initial: topic.answer ?? '',
            },
          ]}
          onSubmit={async (answers) => {
            const answer = textOf(answers, 'answer')
            await api.guidance.answerTopic.call({
              id: topic.id,
              version: topic.version,
              state: (textOf(answers, 'state') ?? 'looking') as FeedbackState,
              ...(answer ? { answer } : {}),
            })
            await queries.invalidateQueries()
            said.done(say('responded'))
          }}
        />
      )}
    </article>
  )
}

function Gathered({ topicId }: { readonly topicId: string }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const said = useSaid()
  const list = useQuery(api.guidance.feedback.queryOptions({ input: { topicId, limit: 200, offset: 0 } }))
  const loosen = (id: string) =>
    void api.guidance.looseFeedback
      .call({ id })
      .then(async () => {
        await queries.invalidateQueries()
        said.done(say('loosened'))
      })
      .catch(said.failed)
  return (
    <Loaded query={list} skeleton={<SkeletonCards cards={2} />}>
      {({ items }) => (
        <div className="lm-cards">
          {items.map((item) => (
            <FeedbackCard
              key={item.id}
              feedback={item}
              steps={
                <Button size="small" onClick={() => loosen(item.id)}>
                  {say('loosen')}
                </Button>
              }
            />
          ))}
        </div>
      )}
    </Loaded>
  )
}
