import type { Feedback } from '@lastmile/contract'
import { FEEDBACK_STATES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { Moment, StateTag } from '../../../frame/index.ts'
import { Markdown } from '../markdown.tsx'
import { words } from './words.ts'

export type FeedbackView = z.infer<typeof Feedback>

/** One piece of feedback: what was said, by whom, and what became of it. */
export function FeedbackCard({
  feedback,
  chosen = false,
  steps,
}: {
  readonly feedback: FeedbackView
  readonly chosen?: boolean
  readonly steps?: ReactNode
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <article className="lm-card" data-chosen={chosen}>
      <h3>
        <Link to="/policies/$policyId" params={{ policyId: feedback.policy.id }}>
          {text(feedback.policy.name)}
        </Link>{' '}
        <StateTag waits={feedback.news}>
          {feedback.news ? say('news') : text(FEEDBACK_STATES[feedback.state])}
        </StateTag>
        {feedback.voice === 'resident' && <StateTag>{say('ofResident')}</StateTag>}
      </h3>
      <p>{feedback.what}</p>
      {feedback.residentWords && (
        <p className="lm-card-quote">
          “{feedback.residentWords}”{feedback.residentName && ` ${feedback.residentName}`}
        </p>
      )}
      {feedback.fallsThrough && (
        <p>
          {say('fallsThrough')}：{feedback.fallsThrough}
        </p>
      )}
      <p className="lm-soft">
        {feedback.writtenBy} · {feedback.orgName} · <Moment at={feedback.at} />
        {feedback.households !== null && ` · ${say('households', { count: feedback.households })}`}
      </p>
      {feedback.household && (
        <p>
          {say('aboutHome')}{' '}
          <Link to="/households/$householdId" params={{ householdId: feedback.household.id }}>
            {feedback.household.headName}（{feedback.household.no}）
          </Link>
        </p>
      )}
      {feedback.code && (
        <p className="lm-soft">
          {say('code')} <b className="lm-code">{feedback.code}</b>
        </p>
      )}
      {feedback.mine && feedback.answer && (
        <div className="lm-card-quote">
          <p className="lm-soft">
            {say('answerOf')} {feedback.answeredAt && <Moment at={feedback.answeredAt} />}
          </p>
          <Markdown source={feedback.answer} />
        </div>
      )}
      {steps !== undefined && <div className="lm-card-steps">{steps}</div>}
    </article>
  )
}
