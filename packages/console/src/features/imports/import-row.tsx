import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, SkeletonLines } from '../../frame/index.ts'
import './imports.css'
import { words } from './words.ts'

/** The row of the file that somebody came for: its cells as they stood, and what became of it. */
export function ImportRow({
  importId,
  row,
  withProblems = true,
}: {
  readonly importId: string
  readonly row: number
  readonly withProblems?: boolean
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const found = useQuery(api.discovery.row.queryOptions({ input: { id: importId, row } }))
  return (
    <section className="lm-card lm-import-row">
      <h2>{say('rowTitle', { row })}</h2>
      <Loaded query={found} skeleton={<SkeletonLines lines={4} />}>
        {(data) => (
          <>
            <p className="lm-soft">
              {data.outcome === null ? say('rowNotKept') : say(data.outcome)}
              {data.householdId !== null && may('household.read') && (
                <>
                  {' · '}
                  <Link to="/households/$householdId" params={{ householdId: data.householdId }}>
                    {say('rowHome')}
                  </Link>
                </>
              )}
            </p>
            <dl className="lm-import-cells">
              {data.cells.map(({ header, text: cell }) => (
                <div key={header}>
                  <dt className="lm-soft">{header}</dt>
                  <dd>{cell === '' ? '—' : cell}</dd>
                </div>
              ))}
            </dl>
            {withProblems && data.problems.length > 0 && (
              <ul className="lm-import-problems">
                {data.problems.map((problem) => (
                  <li key={`${problem.column ?? ''} ${problem.code}`}>
                    {problem.column} {text(problem.message)}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
