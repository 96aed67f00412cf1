import type { Contract } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { FormProblem } from '../../../frame/index.ts'
import type { File } from './draft.ts'
import { words } from './words.ts'

export type Tried = z.infer<NonNullable<Contract['layouts']['tryOut']['~orpc']['outputSchema']>>
export interface Place {
  readonly id: string
  readonly sheet?: string
  readonly headerRow?: number
}

/** How many rows could be imported as the columns are described now, and the first that could not, with the reason. */
export function ReadLikeThis({
  file,
  isReadable,
  tried,
}: {
  readonly file: File
  readonly isReadable: boolean
  readonly tried: Pick<UseQueryResult<Tried>, 'data' | 'error'>
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <section aria-live="polite" className="lm-layout-result">
      <h2>{say('result')}</h2>
      {!isReadable && <p>{say('needPerson')}</p>}
      {isReadable && tried.error && <FormProblem error={tried.error} />}
      {isReadable && !tried.error && tried.data && (
        <>
          <p>{say(file.whole ? 'resultAll' : 'resultFirst', tried.data)}</p>
          {tried.data.problems.length > 0 && (
            <ul className="lm-import-problems">
              {tried.data.problems.slice(0, 8).map((problem) => (
                <li key={`${problem.row} ${problem.column ?? ''} ${problem.message.en}`}>
                  <b>{say('row', { row: problem.row })}</b> {problem.column} {text(problem.message)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}
