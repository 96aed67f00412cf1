import type { VisitView } from '@lastmile/contract'
import { readableForm } from '@lastmile/field'
import { exactMoment, useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import {
  LinkButton,
  Loaded,
  Moment,
  PageHeader,
  SkeletonCards,
  saveFile,
  useSaid,
} from '../../../frame/index.ts'
import { Pictures } from './pictures.tsx'
import './visit.css'
import { words } from './words.ts'

type Visit = z.infer<typeof VisitView>
const route = getRouteApi('/staff/visits/$visitId')

/** One visit: who went when and where, the answers as a form to read, pictures, and the sheet to print. */
export function VisitPage(): ReactNode {
  const api = useApi()
  const { visitId } = route.useParams()
  const visit = useQuery({
    ...api.visits.get.queryOptions({ input: { id: visitId } }),
    // Each reading stands in the ledger, and a visit never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded query={visit} skeleton={<SkeletonCards cards={4} />}>
      {(data) => <Page visit={data} />}
    </Loaded>
  )
}

function Page({ visit }: { readonly visit: Visit }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const paper = useMutation({
    mutationFn: async (kind: 'docx' | 'pdf') =>
      saveFile(await (kind === 'docx' ? api.visits.paperDocx : api.visits.paperPdf).call({ id: visit.id })),
    onError: said.failed,
  })
  return (
    <>
      <PageHeader
        title={say('title', { name: visit.headName })}
        line={say('line', { form: text(visit.form.title), version: visit.form.version, unit: visit.orgName })}
        actions={
          <>
            <Link to="/visits">{say('all')}</Link>
            <LinkButton to="/households/$householdId" params={{ householdId: visit.householdId }}>
              {say('openHousehold')}
            </LinkButton>
            <Button loading={paper.isPending} onClick={() => paper.mutate('docx')}>
              {say('docx')}
            </Button>
            <Button loading={paper.isPending} onClick={() => paper.mutate('pdf')}>
              {say('pdf')}
            </Button>
          </>
        }
      />
      <div className="lm-columns">
        <div>
          <Answers visit={visit} />
        </div>
        <div>
          <About visit={visit} />
          <Pictures visit={visit} />
        </div>
      </div>
    </>
  )
}

function About({ visit }: { readonly visit: Visit }): ReactNode {
  const say = useWords(words)
  const minutes = Math.round((Date.parse(visit.endedAt) - Date.parse(visit.startedAt)) / 60_000)
  const off = Math.round(visit.clockOffSeconds / 60)
  const { place, homeMetres } = visit
  const where =
    place === null
      ? say('placeNone')
      : homeMetres === null
        ? say('placeOnly', { accuracy: Math.round(place.accuracy) })
        : say('placeNear', { metres: homeMetres, accuracy: Math.round(place.accuracy) })
  return (
    <dl className="lm-visit-about">
      <dt>{say('who')}</dt>
      <dd>{visit.by}</dd>
      <dt>{say('when')}</dt>
      <dd>
        <Moment at={visit.startedAt} />
        <br />
        <small className="lm-soft">{exactMoment(new Date(visit.startedAt))}</small>
      </dd>
      <dt>{say('took')}</dt>
      <dd>{minutes === 0 ? say('underMinute') : say('minutes', { count: minutes })}</dd>
      <dt>{say('met')}</dt>
      <dd>{say(visit.reached ? 'yes' : 'no')}</dd>
      <dt>{say('place')}</dt>
      <dd>
        {where}
        {place !== null && (
          <>
            <br />
            <small className="lm-soft">
              {say('placeConsent')} · {place.lat.toFixed(4)}, {place.lng.toFixed(4)}
            </small>
          </>
        )}
      </dd>
      <dt>{say('received')}</dt>
      <dd>
        <Moment at={visit.receivedAt} />
        {off !== 0 && (
          <>
            <br />
            <small className="lm-soft">{say('clock', { minutes: Math.abs(off) })}</small>
          </>
        )}
      </dd>
    </dl>
  )
}

function Answers({ visit }: { readonly visit: Visit }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const parts = readableForm(visit.form.definition, visit.answers)
  return (
    <section>
      <h2>{say('answers')}</h2>
      {parts.length === 0 && <p>{say('noAnswers')}</p>}
      {parts.map((part, at) => {
        const title = part.title ? text(part.title) : say('part', { n: at + 1 })
        return (
          <section
            key={part.answers[0]?.name === undefined ? title : `${title} ${part.answers[0].name}`}
            className="lm-visit-part"
          >
            <h3>{title}</h3>
            <dl className="lm-visit-answers">
              {part.answers.map(({ name, title: asked, answer }) => (
                <div key={name}>
                  <dt>{text(asked)}</dt>
                  <dd className={answer === null ? 'lm-soft' : undefined}>
                    {answer === null ? say('unanswered') : text(answer)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </section>
  )
}
