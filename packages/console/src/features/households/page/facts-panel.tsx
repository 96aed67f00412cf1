import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { factInWords, UnknownValue, useFacts, useToday } from '../../../frame/index.ts'
import { FactHistory } from './fact-history.tsx'
import { Reveal } from './reveal.tsx'
import type { FactView, HouseholdView, MemberView } from './shapes.ts'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/$householdId')

/** What we know, with where from and since when: of the household, or of the chosen member. */
export function FactsPanel({
  household,
  member,
}: {
  readonly household: HouseholdView
  readonly member: MemberView | null
}): ReactNode {
  const say = useWords(words)
  const navigate = route.useNavigate()
  const { fact: opened } = route.useSearch()
  const entityId = member?.personId ?? household.id
  const facts = household.facts.filter((fact) => fact.entityId === entityId)
  const open = (fact: FactView | null) =>
    void navigate({
      search: (old) => ({ ...old, fact: fact === null ? undefined : `${fact.entityId}.${fact.fact}` }),
      resetScroll: false,
    })
  const inHistory = household.facts.find((fact) => `${fact.entityId}.${fact.fact}` === opened)
  return (
    <div className="lm-facts">
      <div className="lm-row lm-facts-head">
        <h2>{member ? say('factsOf', { name: member.name }) : say('factsHome')}</h2>
        {member && (
          <button
            type="button"
            className="lm-link"
            onClick={() =>
              void navigate({
                search: (old) => ({ ...old, person: undefined }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            {say('backHome')}
          </button>
        )}
      </div>
      {member && (
        <p>
          <Reveal member={member} allowed={household.may.includes('identity.reveal')} key={member.personId} />
        </p>
      )}
      <FactList
        facts={facts}
        onOpen={open}
        empty={
          household.facts.length === 0 && !household.may.includes('screening.read')
            ? say('factsHidden')
            : say('noFacts')
        }
      />
      {/* On paper every member's facts stand below each other. */}
      <div className="lm-print-only">
        {household.members
          .filter((one) => one.personId !== entityId)
          .map((one) => {
            const own = household.facts.filter((fact) => fact.entityId === one.personId)
            return own.length === 0 ? null : (
              <div key={one.personId}>
                <h3>{say('factsOf', { name: one.name })}</h3>
                <FactList facts={own} onOpen={open} empty="" />
              </div>
            )
          })}
      </div>
      {inHistory && <FactHistory household={household} fact={inHistory} onClose={() => open(null)} />}
    </div>
  )
}

function FactList({
  facts,
  onOpen,
  empty,
}: {
  readonly facts: readonly FactView[]
  readonly onOpen: (fact: FactView) => void
  readonly empty: string
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const dictionary = useFacts()
  const today = useToday()
  if (facts.length === 0) return <p className="lm-soft">{empty}</p>
  return (
    <ul className="lm-fact-list">
      {facts.map((fact) => {
        const entry = dictionary.find(fact.fact, fact.entityKind)
        const label = entry ? text(entry.label) : fact.fact
        const value = factInWords(entry, fact.value, lang)
        return (
          <li key={`${fact.entityId}.${fact.fact}`}>
            <button type="button" onClick={() => onOpen(fact)}>
              <span className="lm-fact-name">{label}</span>
              <b>{value ?? <UnknownValue />}</b>
              <small>
                {say('source', { source: fact.sourceName, day: calendarDay(fact.validFrom, today, lang) })}
              </small>
              <span className="lm-hidden">{say('openHistory')}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
