import type { LibraryCheck } from '@lastmile/contract'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { caseInChinese } from './case-words.ts'
import { CheckRunning } from './check-running.tsx'
import { words } from './words.ts'

export type Check = z.infer<typeof LibraryCheck>

/** What the checker says of the texts as they stand: each problem with its place, each case with its outcome. */
export function CheckPanel({
  check,
  busy,
  onAgain,
  files,
  onGo,
}: {
  readonly check: Pick<Check, 'ok' | 'problems' | 'cases' | 'reports' | 'affected'> | null
  readonly busy: boolean
  /** Asks once more; null while nothing was stopped. */
  readonly onAgain: (() => void) | null
  /** Files that can be gone to. */
  readonly files: readonly string[]
  /** Leads to a line of a file. */
  readonly onGo: (file: string, line: number, column: number) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const inWords = (message: string) => (lang === 'zh' ? caseInChinese(message) : message)
  const api = useApi()
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  const nameOf = (id: string) => {
    const found = policies.data?.find((one) => one.id === id)
    return found ? text(found.name) : id
  }
  if (!check)
    return (
      <p className="lm-soft">
        <CheckRunning />
      </p>
    )
  const failed = check.reports.filter((report) => report.failures.length > 0)
  return (
    <section className="lm-panel lm-desk-check" aria-live="polite" data-ok={check.ok} data-busy={busy}>
      <h2>{say('check')}</h2>
      {busy && (
        <p className="lm-soft">
          <CheckRunning />
        </p>
      )}
      {onAgain && (
        <p className="lm-late">
          {say('checkStopped')}{' '}
          <button type="button" className="lm-link" onClick={onAgain}>
            {say('checkAgain')}
          </button>
        </p>
      )}
      {check.ok ? (
        <p className="lm-desk-ok">{say('checkOk', { count: check.cases.run })}</p>
      ) : (
        <>
          <p className="lm-late">{say('problems', { count: check.problems.length })}</p>
          <ul className="lm-desk-problems">
            {check.problems.map((problem) => (
              <li key={`${problem.file} ${problem.line} ${problem.message}`}>
                {files.includes(problem.file) ? (
                  <button
                    type="button"
                    className="lm-link"
                    onClick={() => onGo(problem.file, problem.line, problem.column)}
                  >
                    {say('line_', { file: problem.file, line: problem.line, column: problem.column })}
                  </button>
                ) : (
                  <small className="lm-soft">{problem.file}</small>
                )}{' '}
                {inWords(problem.message)}
                {problem.fix && <small className="lm-soft"> {problem.fix}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="lm-soft">
        {check.affected.length === 0
          ? say('affectedNone')
          : say('affected', { names: check.affected.map(nameOf).join('、') })}
      </p>
      {check.reports.length > 0 && (
        <details>
          <summary>
            {say('cases')} {check.cases.run - failed.length} / {check.cases.run}
          </summary>
          <ul className="lm-desk-cases">
            {[...failed, ...check.reports.filter((report) => report.failures.length === 0)].map((report) => (
              <li key={`${report.policy} ${report.name}`} data-failed={report.failures.length > 0}>
                <b>{say(report.failures.length > 0 ? 'failedCase' : 'passed')}</b> {report.name}
                {report.failures.length > 0 && <small> {inWords(report.failures.join('; '))}</small>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
