import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { AskDialog, Moment, StateTag, useSaid } from '../../../frame/index.ts'
import type { SchemeView } from './effect.ts'
import { words } from './words.ts'

type Version = SchemeView['versions'][number]

/** Drafts that wait for a second person, and what was published before. */
export function Versions({ scheme }: { readonly scheme: SchemeView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [publishing, setPublishing] = useState<Version | null>(null)
  const done = async (sentence: string) => {
    await queries.invalidateQueries()
    said.done(sentence)
  }
  const withdraw = ({ id, version }: Version) =>
    api.assessment.withdrawScheme.call({ id, version }).then(() => done(say('withdrawDone')), said.failed)
  return (
    <section aria-label={say('versions')}>
      <h2>{say('versions')}</h2>
      {scheme.versions.length === 0 && <p className="lm-soft">{say('noVersions')}</p>}
      <div className="lm-cards">
        {scheme.versions.map((one) => (
          <article key={one.id} className="lm-card">
            <h3>
              {one.note} <StateTag waits={one.state === 'draft'}>{say(one.state)}</StateTag>
            </h3>
            <p className="lm-soft">
              {say('draftedBy', { name: one.draftedBy })} <Moment at={one.draftedAt} />
              {one.publishedBy !== null && one.publishedAt !== null && (
                <>
                  {' · '}
                  {say('publishedBy', { name: one.publishedBy })} <Moment at={one.publishedAt} />
                </>
              )}
            </p>
            {one.changes.length > 0 && (
              <ul>
                {one.changes.map((change) => (
                  <li key={change.zh}>{text(change)}</li>
                ))}
              </ul>
            )}
            {one.state === 'draft' && (
              <div className="lm-card-steps">
                {one.mine ? (
                  <span className="lm-soft">{say('ownDraft')}</span>
                ) : (
                  <Button type="primary" onClick={() => setPublishing(one)}>
                    {say('publish')}
                  </Button>
                )}
                <Button onClick={() => void withdraw(one)}>{say('withdraw')}</Button>
              </div>
            )}
          </article>
        ))}
      </div>
      {publishing && (
        <AskDialog
          title={say('publish')}
          intro={<p>{say('publishAsk')}</p>}
          submit={say('publish')}
          onClose={() => setPublishing(null)}
          fields={[]}
          onSubmit={async () => {
            await api.assessment.publishScheme.call({ id: publishing.id, version: publishing.version })
            await done(say('publishDone'))
          }}
        />
      )}
    </section>
  )
}
