import type { UrgentAlert } from '@lastmile/contract'
import { ALERT_OUTCOMES, type AlertOutcome } from '@lastmile/domain'
import { defineWords, useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  AskDialog,
  EmptyState,
  Loaded,
  Moment,
  numberOf,
  PageHeader,
  Segments,
  SkeletonCards,
  textOf,
  useSaid,
} from '../../frame/index.ts'
import './assessment.css'
import { AssessmentTabs } from './tabs.tsx'

type Alert = z.infer<typeof UrgentAlert>
const route = getRouteApi('/staff/assessments/alerts')

const words = defineWords({
  title: { zh: '紧急提醒', en: 'Urgent alerts' },
  line: {
    zh: '有人可能有危险。先联系，再记录；办完才能关闭',
    en: 'Somebody may be in danger. Act first, then record; it closes with what was done',
  },
  open: { zh: '还没办完', en: 'Open' },
  closed: { zh: '已办完', en: 'Closed' },
  which: { zh: '看哪些', en: 'Which' },
  what: { zh: '{name}需要心理支持', en: '{name} needs psychological support' },
  urgent: { zh: '{name}有急事，请马上联系督导和社工', en: '{name}: call supervisor and social worker now' },
  dueBy: { zh: '最迟', en: 'By' },
  overdue: { zh: '已超时', en: 'Overdue' },
  raisedBy: { zh: '{name}发出', en: 'Raised by {name}' },
  help: {
    zh: '不要让本人独处。危险时拨 120 或 110；心理援助热线 12356。',
    en: 'Do not leave the person alone. In danger call 120 or 110; helpline 12356.',
  },
  close: { zh: '记录处理结果', en: 'Record what was done' },
  seeSignal: { zh: '看这条线索', en: 'See the signal' },
  openHousehold: { zh: '打开家庭', en: 'Open the household' },
  outcome: { zh: '结果', en: 'Outcome' },
  minutes: { zh: '花了多少分钟（不清楚可以不填）', en: 'Minutes it took, where counted' },
  action: { zh: '做了什么、谁在场、下一步', en: 'What was done, who was there, what next' },
  actionHint: { zh: '只有社工和督导能看到', en: 'Read by social workers and supervision only' },
  done: { zh: '已记下，这条提醒关闭了', en: 'Recorded; the alert and its signal are closed' },
  closedBy: { zh: '{name}办完：{outcome}', en: '{name}: {outcome}' },
  emptyTitle: { zh: '没有紧急提醒', en: 'No urgent alerts' },
  emptyText: {
    zh: '量表里出现危险信号时，会马上出现在这里，也会通知督导和社工。',
    en: 'When a scale is alarming, it stands here at once and on the page of supervision.',
  },
})

/** Urgent alerts: who, by when, and what was done. */
export function AlertsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const { state = 'open' } = route.useSearch()
  const [closing, setClosing] = useState<Alert | null>(null)
  const alerts = useQuery(api.assessment.alerts.queryOptions({ input: { state, limit: 100, offset: 0 } }))
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <AssessmentTabs />
      <div className="lm-page-steps">
        <Segments
          name="alerts-state"
          label={say('which')}
          value={state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: say(value) }))}
          onChange={(value) => void navigate({ search: { state: value } })}
        />
      </div>
      <Loaded query={alerts} skeleton={<SkeletonCards cards={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <div className="lm-cards">
              {items.map((alert) => (
                <article
                  key={alert.id}
                  className="lm-card lm-assess-alert"
                  data-open={alert.state === 'open'}
                >
                  <h2>
                    {say(alert.kind === 'suicide' ? 'what' : 'urgent', {
                      name: alert.personName ?? alert.headName,
                    })}
                  </h2>
                  <p className="lm-soft">
                    {alert.headName} · {alert.orgName} · {alert.householdNo} ·{' '}
                    {say('raisedBy', { name: alert.raisedBy })} <Moment at={alert.raisedAt} />
                  </p>
                  {alert.state === 'open' ? (
                    <>
                      <p>
                        {say('dueBy')} <Moment at={alert.dueAt} />
                        {alert.overdue && <strong className="lm-late"> {say('overdue')}</strong>}
                      </p>
                      <p>{say('help')}</p>
                    </>
                  ) : (
                    <p className="lm-card-quote">
                      {say('closedBy', {
                        name: alert.closedBy ?? '',
                        outcome: text(ALERT_OUTCOMES[(alert.outcome ?? 'safe') as AlertOutcome]),
                      })}{' '}
                      {alert.closedAt && <Moment at={alert.closedAt} />}
                      {alert.action !== null && (
                        <>
                          <br />
                          {alert.action}
                        </>
                      )}
                    </p>
                  )}
                  <div className="lm-card-steps">
                    {alert.state === 'open' && may('alert.close') && (
                      <Button type="primary" onClick={() => setClosing(alert)}>
                        {say('close')}
                      </Button>
                    )}
                    {alert.signalId !== null && (
                      <Link
                        to="/signals"
                        search={{
                          open: alert.signalId,
                          ...(alert.state === 'closed' ? { view: 'ended' as const } : {}),
                        }}
                      >
                        {say('seeSignal')}
                      </Link>
                    )}
                    <Link to="/households/$householdId" params={{ householdId: alert.householdId }}>
                      {say('openHousehold')}
                    </Link>
                  </div>
                </article>
              ))}
            </div>
          )
        }
      </Loaded>
      {closing && (
        <AskDialog
          title={say('close')}
          submit={say('close')}
          onClose={() => setClosing(null)}
          fields={[
            {
              name: 'outcome',
              label: say('outcome'),
              kind: 'choice',
              required: true,
              options: Object.entries(ALERT_OUTCOMES).map(([value, name]) => ({ value, label: text(name) })),
            },
            {
              name: 'action',
              label: say('action'),
              kind: 'area',
              required: true,
              extra: say('actionHint'),
              maxLength: 2000,
            },
            { name: 'minutes', label: say('minutes'), kind: 'number' },
          ]}
          onSubmit={async (answers) => {
            const minutes = numberOf(answers, 'minutes')
            await api.assessment.closeAlert.call({
              id: closing.id,
              version: closing.version,
              outcome: (textOf(answers, 'outcome') ?? 'safe') as AlertOutcome,
              action: textOf(answers, 'action') ?? '',
              ...(minutes === undefined ? {} : { minutes }),
            })
            await queries.invalidateQueries()
            said.done(say('done'))
          }}
        />
      )}
    </>
  )
}
