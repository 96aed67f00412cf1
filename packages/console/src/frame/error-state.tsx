import { problemOf, useText, useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { words } from './words.ts'

/** A call that failed: what happened, what is safe, what to do, and the same call again where that may help. */
export function ErrorState({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const problem = problemOf(error)
  return (
    <div className="lm-error" role="alert">
      <h2>{text(problem.happened)}</h2>
      {problem.safe && <p>{text(problem.safe)}</p>}
      {problem.todo && <p>{text(problem.todo)}</p>}
      <div className="lm-row">
        {onRetry && problem.mayRetry && <Button onClick={onRetry}>{say('retry')}</Button>}
        <small className="lm-soft">{say('code', { code: problem.code })}</small>
      </div>
    </div>
  )
}
