import type { Bulletin } from '@lastmile/contract'
import { newId, ROLE_NAMES } from '@lastmile/domain'
import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  AskReason,
  LinkButton,
  Loaded,
  Moment,
  PageHeader,
  SkeletonCards,
  useSaid,
  useToday,
} from '../../../frame/index.ts'
import '../guidance.css'
import { Markdown } from '../markdown.tsx'
import { ReadState } from './bulletins-page.tsx'
import { Questions } from './questions.tsx'
import { Reach } from './reach.tsx'
import { words } from './words.ts'

type View = z.infer<typeof Bulletin>
const route = getRouteApi('/staff/bulletins/$bulletinId')

/** One bulletin: to be read to its end and answered; for the bureau with who has read it. */
export function BulletinPage(): ReactNode {
  const { bulletinId } = route.useParams()
  const api = useApi()
  const bulletin = useQuery(api.guidance.bulletin.queryOptions({ input: { id: bulletinId } }))
  return (
    <Loaded query={bulletin} skeleton={<SkeletonCards cards={3} />}>
      {(data) => <Board bulletin={data} />}
    </Loaded>
  )
}

function Board({ bulletin }: { readonly bulletin: View }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const today = useToday()
  const may = useMay()
  const writer = may('bulletin.write')
  const day = calendarDay(bulletin.fromOn, today, lang)
  const comma = lang === 'zh' ? '、' : ', '
  return (
    <>
      <PageHeader
        title={
          <>
            {bulletin.title} <ReadState row={bulletin} />
          </>
        }
        line={
          <>
            {bulletin.fromOn > today ? say('begins', { day }) : say('from', { day })}
            {bulletin.no > 1 && ` · ${say('versionOf', { no: bulletin.no })}`} ·{' '}
            {say('by', { name: bulletin.publishedBy })} <Moment at={bulletin.publishedAt} />
          </>
        }
        actions={<Link to="/bulletins">{say('back')}</Link>}
      />
      {writer && bulletin.state === 'published' && <WriterSteps bulletin={bulletin} />}
      {bulletin.state === 'withdrawn' && (
        <p className="lm-form-problem" role="note">
          {say('withdrawnWhy', { reason: bulletin.withdrawReason ?? '' })}
        </p>
      )}
      {bulletin.note !== null && bulletin.state === 'published' && (
        <p className="lm-form-problem" role="note">
          {say('newIn', { note: bulletin.note })}
        </p>
      )}
      <div className="lm-columns">
        <div>
          <article className="lm-panel lm-bulletin-text">
            <Markdown source={bulletin.body} />
            <ReadToEnd bulletin={bulletin} />
          </article>
          {writer ? (
            <Reach bulletin={bulletin} />
          ) : (
            bulletin.questions.length > 0 && <Questions bulletin={bulletin} />
          )}
        </div>
        <div>
          {bulletin.policies.length > 0 && (
            <section>
              <h2>{say('about')}</h2>
              <ul>
                {bulletin.policies.map((policy) => (
                  <li key={policy.id} className="lm-card">
                    <Link to="/policies/$policyId" params={{ policyId: policy.id }}>
                      {text(policy.name)}
                    </Link>
                    {may('feedback.write') && (
                      <Link to="/feedback/new" search={{ policy: policy.id }}>
                        {say('feedback')}
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section>
            <h2>{say('to')}</h2>
            <p>{bulletin.roles.map((role) => ROLE_NAMES[role][lang]).join(comma)}</p>
            <p className="lm-soft">
              {bulletin.units.length === 0
                ? say('toAll')
                : bulletin.units.map((unit) => unit.name).join(comma)}
            </p>
          </section>
          {bulletin.history.length > 1 && (
            <section>
              <h2>{say('history')}</h2>
              <ul>
                {bulletin.history.map((version) => (
                  <li key={version.no} className="lm-card">
                    <span>
                      {say('versionOf', { no: version.no })} · {version.writtenBy}{' '}
                      <Moment at={version.writtenAt} />
                    </span>
                    <span className="lm-soft">{version.note ?? say('firstVersion')}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  )
}

/** How long the end of the text must be in sight before it counts as read: scrolling past is no reading. */
const DWELL_MS = 1500

/** The end of the text. When it stays in sight, the receipt is sent; it says in words what was noted. */
function ReadToEnd({ bulletin }: { readonly bulletin: View }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const said = useSaid()
  const end = useRef<HTMLParagraphElement>(null)
  const { id, no, state, mine } = bulletin
  const waits = state === 'published' && mine !== null && mine.readAt === null
  useEffect(() => {
    const sentinel = end.current
    if (!waits || !sentinel) return
    const key = newId()
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () =>
      void api.guidance.readBulletin
        .call({ id, no, key })
        .then(() => queries.invalidateQueries())
        .catch(said.failed)
    const watch = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer)
        if (entry?.isIntersecting) timer = setTimeout(read, DWELL_MS)
      },
      { threshold: 1 },
    )
    watch.observe(sentinel)
    return () => {
      clearTimeout(timer)
      watch.disconnect()
    }
  }, [api, queries, said, waits, id, no])
  if (mine === null) return null
  return (
    <p ref={end} className="lm-soft lm-bulletin-end" role="status">
      {mine.readAt === null ? state === 'published' && say('readHint') : <ReadWhen at={mine.readAt} />}
    </p>
  )
}

function ReadWhen({ at }: { readonly at: string }): ReactNode {
  const say = useWords(words)
  const [before = '', after = ''] = say('readOn', { when: '|' }).split('|')
  return (
    <>
      {before}
      <Moment at={at} />
      {after}
    </>
  )
}

function WriterSteps({ bulletin }: { readonly bulletin: View }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  return (
    <div className="lm-page-steps">
      <LinkButton to="/bulletins/$bulletinId/correct" params={{ bulletinId: bulletin.id }}>
        {say('correctIt')}
      </LinkButton>
      <AskReason
        button={say('withdrawIt')}
        title={`${say('withdrawIt')}：${bulletin.title}`}
        label={say('withdrawReason')}
        hint={say('withdrawExtra')}
        most={300}
        done={say('withdrawDone')}
        onReason={(reason) =>
          api.guidance.withdrawBulletin.call({ id: bulletin.id, version: bulletin.version, reason })
        }
      />
    </div>
  )
}
