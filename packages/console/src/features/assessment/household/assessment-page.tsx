import { PrinterOutlined } from '@ant-design/icons'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { usePageName } from '../../../app/page-name.ts'
import { useMay, useSession } from '../../../app/session.ts'
import {
  HumanDay,
  LinkButton,
  Loaded,
  Moment,
  PageHeader,
  SkeletonCards,
  saveFile,
  TierBadge,
  useSaid,
  Why,
} from '../../../frame/index.ts'
import '../assessment.css'
import { percent, percentRange } from '../percent.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { Dimensions } from './dimensions.tsx'
import { Radar } from './radar.tsx'
import type { AssessmentView } from './shapes.ts'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/$householdId/assessment')

/** One household's assessment: tier, dimensions beside the street, why, what would decide or move it, and the decisions of people. */
export function HouseholdAssessmentPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const { householdId } = route.useParams()
  const household = useQuery(api.households.get.queryOptions({ input: { id: householdId } }))
  const assessment = useQuery(api.assessment.view.queryOptions({ input: { id: householdId } }))
  const name = household.data?.headName ?? ''
  usePageName(say('title', { name }))
  return (
    <>
      <PageHeader
        title={say('title', { name })}
        line={
          <Link to="/households/$householdId" params={{ householdId }}>
            {say('back')}
          </Link>
        }
        actions={
          <>
            <LinkButton to="/households/$householdId/scales" params={{ householdId }}>
              {say('scales')}
            </LinkButton>
            <Button
              icon={<PrinterOutlined aria-hidden="true" />}
              onClick={() => void api.assessment.sheet.call({ id: householdId }).then(saveFile, said.failed)}
            >
              {say('print')}
            </Button>
          </>
        }
      />
      <Loaded query={assessment} skeleton={<SkeletonCards cards={4} />}>
        {(data) => <Assessment householdId={householdId} assessment={data} />}
      </Loaded>
    </>
  )
}

interface Props {
  readonly householdId: string
  readonly assessment: AssessmentView
}

function Assessment({ householdId, assessment }: Props): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <div className="lm-columns">
      <div>
        <Standing householdId={householdId} assessment={assessment} />
        <section aria-label={say('dimensions')}>
          <h2>{say('dimensions')}</h2>
          <Dimensions dimensions={assessment.dimensions} />
        </section>
        <section aria-label={say('whyTier')}>
          <h2>{say('whyTier')}</h2>
          <p>{text(assessment.because.text)}</p>
          <Why tree={assessment.because} label={say('whyTier')} />
          <p className="lm-soft">
            {say('scheme', { name: text(assessment.scheme.name), version: assessment.scheme.version })}
            {assessment.scheme.status === 'proposed' && ` · ${say('proposedScheme')}`}
          </p>
        </section>
        <History assessment={assessment} />
      </div>
      <div>
        <section aria-label={say('radar')}>
          <h2>{say('radar')}</h2>
          <Radar dimensions={assessment.dimensions} />
        </section>
        <Questions householdId={householdId} assessment={assessment} />
        <Moves assessment={assessment} />
        <section aria-label={say('services')}>
          <h2>{say('services')}</h2>
          <ul className="lm-assess-lines">
            {assessment.services.map((one) => (
              <li key={one.id}>{text(one.name)}</li>
            ))}
          </ul>
          <p className="lm-soft">{say('visitEvery', { days: assessment.cadence.visitEveryDays })}</p>
        </section>
        <Groups assessment={assessment} />
      </div>
    </div>
  )
}

/** The tier proposed and in force, how firm it is, and the step that is this person's. */
function Standing({ householdId, assessment }: Props): ReactNode {
  const say = useWords(words)
  const text = useText()
  const may = useMay()
  const me = useSession()
  const [deciding, setDeciding] = useState(false)
  const { bounds, firmness, rank, state, tier } = assessment
  const share = percent(firmness.weights)
  const mine = may('assessment.confirm') && (me.role === 'backbone' ? state === 'second' : state !== 'second')
  const label = state === 'second' ? 'second' : state === 'settled' ? 'decideAgain' : 'confirm'
  return (
    <section className="lm-card lm-assess-standing" aria-label={say('decided')}>
      {assessment.alerts.map((alert) => (
        <p key={alert.id} className="lm-assess-urgent-line">
          {say('alertLine')} <Moment at={alert.dueAt} />{' '}
          <Link to="/assessments/alerts">{say('toAlerts')}</Link>
        </p>
      ))}
      <div className="lm-row">
        <TierBadge tier={assessment.proposed.tier} />
        <strong>{say('proposedLine', { tier: text(assessment.proposed.name) })}</strong>
        <span>{say('scoreLine', { score: percentRange(bounds.lower, bounds.upper) })}</span>
        <span className="lm-soft">{say('rank', rank)}</span>
      </div>
      {assessment.override && <p>{say('overridden', { name: text(assessment.override) })}</p>}
      <p className="lm-soft">
        {assessment.openTier === null
          ? say('withoutGuarded')
          : say('openTier', { tier: text(assessment.openTier.name) })}
      </p>
      <p>{assessment.decided ? say('certain') : say('possible', { tier: text(assessment.possible.name) })}</p>
      <p className="lm-soft">
        {firmness.level === 'loose'
          ? assessment.decided
            ? say('looseWeights', { share })
            : say('loose')
          : say(firmness.level, { share })}
      </p>
      <dl className="lm-assess-decided">
        <div>
          <dt>{say('decided')}</dt>
          <dd>
            {tier === null ? (
              <span className="lm-unknown">{say('notDecided')}</span>
            ) : (
              <>
                <TierBadge tier={tier.tier} /> {state === 'second' && say('waitsSecond')}
              </>
            )}
          </dd>
        </div>
        {assessment.dueOn !== null && (
          <div>
            <dt>{say('due')}</dt>
            <dd>
              <HumanDay day={assessment.dueOn} due />
            </dd>
          </div>
        )}
      </dl>
      {mine && (
        <div className="lm-card-steps">
          <Button type={state === 'settled' ? 'default' : 'primary'} onClick={() => setDeciding(true)}>
            {say(label)}
          </Button>
        </div>
      )}
      {deciding && (
        <DecideDialog householdId={householdId} assessment={assessment} onClose={() => setDeciding(false)} />
      )}
    </section>
  )
}

/** The question that would decide most, and all that is not known. */
function Questions({ householdId, assessment }: Props): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { nextQuestion, missing } = assessment
  if (missing.length === 0) return null
  const line = (one: AssessmentView['missing'][number]) =>
    `${one.memberName ? `${one.memberName}：` : ''}${text(one.question)}`
  const link = (one: AssessmentView['missing'][number]) =>
    one.instrument === null ? null : (
      <>
        {' '}
        <Link
          to="/households/$householdId/scales"
          params={{ householdId }}
          search={{ instrument: one.instrument, ...(one.member ? { person: one.member } : {}) }}
        >
          {say('doScale')}
        </Link>
      </>
    )
  const rest = missing.filter((one) => one.fact !== nextQuestion?.fact || one.member !== nextQuestion.member)
  return (
    <section aria-label={say('askTitle')}>
      <h2>{nextQuestion ? say('askTitle') : say('missing', { count: missing.length })}</h2>
      {nextQuestion && (
        <p className="lm-assess-ask">
          {line(nextQuestion)}
          {link(nextQuestion)}
          <br />
          <span className="lm-soft">{say('askDecides', { share: percent(nextQuestion.decides) })}</span>
        </p>
      )}
      {rest.length > 0 && (
        <details>
          <summary>{say('missing', { count: missing.length })}</summary>
          <ul className="lm-assess-lines">
            {rest.map((one) => (
              <li key={`${one.fact} ${one.member ?? ''}`}>
                {line(one)}
                {link(one)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** The single indicators that would move the tier. */
function Moves({ assessment }: { readonly assessment: AssessmentView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const shown = (['ease', 'learn', 'worsen'] as const).flatMap((kind) =>
    assessment.moves.filter((move) => move.kind === kind).slice(0, 3),
  )
  return (
    <section aria-label={say('moves')}>
      <h2>{say('moves')}</h2>
      {shown.length === 0 ? (
        <p className="lm-soft">{say('noMoves')}</p>
      ) : (
        <ul className="lm-assess-lines">
          {shown.map((move) => (
            <li key={`${move.kind} ${move.name.zh}`}>
              {say(move.kind, { name: text(move.name), tier: move.tier })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Groups({ assessment }: { readonly assessment: AssessmentView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <section aria-label={say('groups')}>
      <h2>{say('groups')}</h2>
      <dl className="lm-assess-groups">
        {assessment.groups.map((group) => (
          <div key={group.group}>
            <dt>{text(group.name)}</dt>
            <dd>
              {group.id !== null
                ? say('inGroup', {
                    day: group.enteredOn ?? '',
                    name: group.enteredBy ?? '',
                    because: group.because || say('noLonger'),
                  })
                : group.meets
                  ? say('meets', { because: group.because })
                  : say('notIn')}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function History({ assessment }: { readonly assessment: AssessmentView }): ReactNode {
  const say = useWords(words)
  if (assessment.decisions.length === 0) return null
  return (
    <section aria-label={say('history')}>
      <h2>{say('history')}</h2>
      <ol className="lm-assess-lines">
        {assessment.decisions.map((one) => (
          <li key={one.id}>
            <Moment at={one.at} />{' '}
            {say('decisionLine', {
              name: one.by,
              step: say(one.step === 'second' ? 'stepSecond' : 'stepFirst'),
              tier: one.tier,
              proposed: one.proposed,
              score: percent(one.score),
            })}
            {one.reason !== null && <span className="lm-card-quote lm-assess-reason">{one.reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
