import { useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { LinkButton } from '../../../frame/index.ts'
import { words } from './words.ts'

interface Hit {
  readonly personId: string
  readonly householdId: string
  readonly name: string
  readonly birthYear: number | null
  readonly idNumberMasked: string | null
  readonly address: string | null
  readonly orgName: string
  readonly matched: string
}

type MatchedBy =
  | 'name'
  | 'pinyin'
  | 'initials'
  | 'id_number'
  | 'id_tail'
  | 'phone'
  | 'phone_tail'
  | 'address'
  | 'household_no'

function isMatchedBy(how: string): how is MatchedBy {
  return `by_${how}` in words
}

/** Who may be the same person, and whether another street knows the number; then the way on. */
export function CheckResult(props: {
  readonly result: {
    readonly matches: readonly Hit[]
    readonly knownElsewhere: readonly { readonly streetName: string }[]
    readonly token: string
  }
  readonly onAgain: () => void
  readonly onGoOn: (token: string) => void
}): ReactNode {
  const say = useWords(words)
  const { matches, knownElsewhere, token } = props.result
  return (
    <div className="lm-stack">
      {knownElsewhere.map(({ streetName }) => (
        <div key={streetName} className="lm-form-problem" role="alert">
          <strong>{say('elsewhereTitle')}</strong> {say('elsewhereText', { street: streetName })}
        </div>
      ))}
      {matches.length === 0 ? (
        <p role="status">{say('none')}</p>
      ) : (
        <>
          <h2 role="status">{say('matches', { count: matches.length })}</h2>
          <ul className="lm-matches">
            {matches.map((hit) => (
              <li key={hit.personId}>
                <div>
                  <b>{hit.name}</b>{' '}
                  {isMatchedBy(hit.matched) && (
                    <span className="lm-match-how">{say('matched', { how: say(`by_${hit.matched}`) })}</span>
                  )}
                  <div className="lm-soft">
                    {[
                      hit.birthYear === null ? null : say('born', { year: hit.birthYear }),
                      hit.idNumberMasked,
                      hit.orgName,
                      hit.address,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </div>
                <LinkButton to="/households/$householdId" params={{ householdId: hit.householdId }}>
                  {say('open')}
                </LinkButton>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="lm-row">
        <Button type={matches.length === 0 ? 'primary' : 'default'} onClick={() => props.onGoOn(token)}>
          {matches.length === 0 ? say('goOn') : say('notThem')}
        </Button>
        <Button onClick={props.onAgain}>{say('checkAgain')}</Button>
      </div>
    </div>
  )
}
