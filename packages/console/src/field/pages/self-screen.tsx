import { legalDateAt } from '@lastmile/domain'
import { householdInput, type KnownValues } from '@lastmile/field'
import { type Library, type PolicyResult, readHousehold, screenHousehold } from '@lastmile/rules'
import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { FigureMark, Money } from '../../frame/index.ts'
import type { Household } from '../store/shapes.ts'
import { words } from '../words.ts'
import { phoneLibrary } from './phone-library.ts'

/** Questions shown: an old person tires. */
const MOST_QUESTIONS = 6

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly fits: readonly PolicyResult[]; readonly questions: readonly Question[] }

interface Question {
  readonly id: string
  readonly who: string
  readonly question: { readonly zh: string; readonly en: string }
  readonly waiting: number
}

/** Screens a household on the phone, what was written there a moment ago included. */
function screenOnPhone(library: Library, household: Household, known: KnownValues): Outcome {
  const input = householdInput(household, known, (entity, fact) => library.facts[entity].has(fact))
  const read = readHousehold(library.facts, input)
  const { results } = screenHousehold(library, read, legalDateAt(new Date()))
  const open = results.filter(({ policy }) => !household.receiving.includes(policy))
  const names = new Map(household.members.map(({ personId, name }) => [personId, name]))
  const questions = new Map<string, Question>()
  for (const result of open)
    for (const missing of result.outcome === 'unknown' ? result.missing : []) {
      const id = `${missing.member ?? ''} ${missing.fact}`
      const before = questions.get(id)
      questions.set(id, {
        id,
        who: names.get(missing.member ?? '') ?? '',
        question: missing.question,
        waiting: (before?.waiting ?? 0) + 1,
      })
    }
  return {
    kind: 'done',
    fits: open.filter(({ outcome }) => outcome === 'eligible'),
    questions: [...questions.values()].sort((a, b) => b.waiting - a.waiting).slice(0, MOST_QUESTIONS),
  }
}

/** What the family may get, worked out on the phone without signal; never a decision. */
export function SelfScreen({
  household,
  known,
}: {
  readonly household: Household
  readonly known: KnownValues
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const screen = async () => {
    try {
      const library = await phoneLibrary()
      setOutcome(library ? screenOnPhone(library, household, known) : { kind: 'none' })
    } catch (error) {
      setOutcome({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return (
    <section className="lf-card">
      <button type="button" className="lf-button" onClick={() => void screen()}>
        {say('screen')}
      </button>
      <div role="status">
        {outcome?.kind === 'none' && <p>{say('screenNoLibrary')}</p>}
        {outcome?.kind === 'failed' && <p>{say('screenFailed', { reason: outcome.reason })}</p>}
        {outcome?.kind === 'done' && (
          <>
            <p className="lf-soft">{say('screenNote')}</p>
            <h3>{say('screenFits')}</h3>
            {outcome.fits.length === 0 && <p>{say('screenNone')}</p>}
            <ul className="lf-lines">
              {outcome.fits.map((result) => (
                <li key={result.policy}>
                  <b>{text(result.name)}</b>{' '}
                  {result.amount && (
                    <Money
                      fen={Math.round(result.amount.value * 100)}
                      per={result.amount.per}
                      unverified={result.confidence === 'unverified'}
                    />
                  )}
                  {!result.amount && result.confidence === 'unverified' && <FigureMark />}
                </li>
              ))}
            </ul>
            {outcome.questions.length > 0 && <h3>{say('screenUnknown')}</h3>}
            <ul className="lf-lines">
              {outcome.questions.map((one) => (
                <li key={one.id}>
                  {one.who && <b>{one.who} </b>}
                  {say('screenAsk', { question: text(one.question) })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}
