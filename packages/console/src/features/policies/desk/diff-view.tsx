import { useWords } from '@lastmile/web-kit'
import { type ReactNode, useMemo } from 'react'
import { changedLines, lineDiff } from './line-diff.ts'
import { words } from './words.ts'

const SIGNS = { same: ' ', added: '+', removed: '−' } as const

/** What changed in a file, with a little around it. */
export function DiffView({ before, after }: { readonly before: string; readonly after: string }): ReactNode {
  const say = useWords(words)
  const lines = useMemo(() => changedLines(lineDiff(before, after)), [before, after])
  if (lines.length === 0) return <p className="lm-soft">{say('noChanges')}</p>
  return (
    <pre className="lm-diff">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <span key={index} data-kind={line?.kind ?? 'left-out'}>
          {line ? `${SIGNS[line.kind]} ${line.text}` : '⋯'}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
