import type { OwnPage as OwnData } from '@lastmile/contract'
import { legalDateAt, ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { HumanDay } from '../../frame/index.ts'
import { words } from './words.ts'

type Reader = z.infer<typeof OwnData>['readers'][number]
const SHOWN = 8

interface Look {
  readonly reader: Reader
  readonly day: string
  readonly times: number
}

/** What one person did on one day is one line, however often it was opened. */
function byDay(readers: readonly Reader[]): Look[] {
  const looks = new Map<string, Look>()
  for (const reader of readers) {
    const day = legalDateAt(new Date(reader.at))
    const key = `${day} ${reader.name} ${reader.what.zh}`
    looks.set(key, { reader, day, times: (looks.get(key)?.times ?? 0) + 1 })
  }
  return [...looks.values()]
}

/** Who opened the family's file, by day. */
export function OwnReaders({ readers }: { readonly readers: readonly Reader[] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const [all, setAll] = useState(false)
  const looks = byDay(readers)
  const shown = all ? looks : looks.slice(0, SHOWN)
  return (
    <section className="lm-panel">
      <h2>{say('readers')}</h2>
      <p className="lm-soft">{say('readersText')}</p>
      {looks.length === 0 && <p>{say('readersNone')}</p>}
      <ul>
        {shown.map(({ reader, day, times }) => (
          <li key={`${day}-${reader.name}-${reader.what.zh}`}>
            {text(reader.what)}
            {times > 1 && ` · ${say('times', { count: times })}`}
            <br />
            <span className="lm-soft">
              <HumanDay day={day} /> ·{' '}
              {text(ROLE_NAMES[reader.role as Role] ?? { zh: reader.role, en: reader.role })} ·{' '}
              {reader.orgName}
            </span>
          </li>
        ))}
      </ul>
      {looks.length > shown.length && (
        <button type="button" className="lm-link" onClick={() => setAll(true)}>
          {say('moreReaders', { count: looks.length - shown.length })}
        </button>
      )}
    </section>
  )
}
