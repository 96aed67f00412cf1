import { useWords } from '@lastmile/web-kit'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { HouseholdView } from '../shapes.ts'
import { ContactForm } from './contact-form.tsx'
import { FactForm } from './fact-form.tsx'
import { NeedForm } from './need-form.tsx'
import { NoteForm } from './note-form.tsx'
import { SignalForm } from './signal-form.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/$householdId')
const KINDS = {
  contact: 'contact.record',
  signal: 'signal.report',
  need: 'need.confirm',
  fact: 'fact.record',
  opinion: 'opinion.write',
  counselling: 'counselling.write',
} as const
type Kind = keyof typeof KINDS

/** At the head of the thread: what can be written down here, one form at a time, in place. */
export function Composer({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const { compose } = route.useSearch()
  const navigate = route.useNavigate()
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => household.may.includes(KINDS[kind]))
  const choose = (kind: Kind | null) =>
    void navigate({
      search: (old) => ({ ...old, compose: kind ?? undefined }),
      replace: true,
      resetScroll: false,
    })
  if (kinds.length === 0) return null
  const open = compose && kinds.includes(compose) ? compose : null
  const done = () => choose(null)
  return (
    <section className="lm-composer" aria-label={say('label')}>
      <div className="lm-row">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="lm-compose-kind"
            aria-expanded={kind === open}
            onClick={() => choose(kind === open ? null : kind)}
          >
            {say(kind)}
          </button>
        ))}
      </div>
      {open !== null && (
        <div className="lm-panel lm-compose-form">
          {open === 'contact' && <ContactForm householdId={household.id} onDone={done} />}
          {open === 'signal' && <SignalForm household={household} onDone={done} />}
          {open === 'need' && <NeedForm household={household} onDone={done} />}
          {open === 'fact' && <FactForm household={household} onDone={done} />}
          {(open === 'opinion' || open === 'counselling') && (
            <NoteForm key={open} kind={open} household={household} onDone={done} />
          )}
        </div>
      )}
    </section>
  )
}
