import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { fieldDatabase } from '../store/phone.ts'
import { type Draft, draftKey, type Form, HOME_VISIT } from '../store/shapes.ts'
import { words } from '../words.ts'

/** Forms that were begun and not handed in, each in the version that it was begun with. */
export function Drafts({
  drafts,
  name,
}: {
  readonly drafts: readonly Draft[]
  readonly name: (householdId: string) => string
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const titles = useFormTitles()
  if (drafts.length === 0) return null
  return (
    <section>
      <h2>{say('drafts')}</h2>
      <ul className="lf-list">
        {drafts.map((draft) => {
          const title = titles.get(`${draft.formId} ${draft.formVersion}`)
          return (
            <li key={draftKey(draft)} className="lf-card">
              <Link
                to="/field/visit/$householdId"
                params={{ householdId: draft.householdId }}
                search={draft.formId === HOME_VISIT ? {} : { form: draft.formId }}
                className="lf-row"
              >
                <b>{name(draft.householdId)}</b> {say('goOn')}
                {title && <span className="lf-soft">{text(title)}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Titles of the forms on this phone by id and version. */
function useFormTitles(): ReadonlyMap<string, Form['title']> {
  const [titles, setTitles] = useState<ReadonlyMap<string, Form['title']>>(new Map())
  useEffect(() => {
    let live = true
    void fieldDatabase()
      .forms.toArray()
      .then((forms) => {
        if (live) setTitles(new Map(forms.map(({ id, version, title }) => [`${id} ${version}`, title])))
      })
    return () => {
      live = false
    }
  }, [])
  return titles
}
