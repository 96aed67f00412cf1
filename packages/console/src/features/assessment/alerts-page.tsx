import type { UrgentAlert } from '@lastmile/contract'
import { defineWords, useWords } from '@lastmile/web-kit'
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
  PageHeader,
  Segments,
  SkeletonCards,
  textOf,
  useSaid,
} from '../../frame/index.ts'
import './assessment.css'
import { AssessmentTabs } from './tabs.tsx'

type Alert = z.infer<typeof UrgentAlert>
type Outcome = 'safe' | 'accompanied' | 'hospital' | 'handed_over' | 'unreachable'
const OUTCOMES = ['accompanied', 'hospital', 'handed_over', 'safe', 'unreachable'] as const
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
  dueBy: { zh: '最迟', en: 'By' },
  overdue: { zh: '已超时', en: 'Overdue' },
  raisedBy: { zh: '{name}发出', en: 'Raised by {name}' },
  help: {
    zh: '不要让本人独处。危险时拨 120 或 110；心理援助热线 12356。',
    en: 'Do not leave the person alone. In danger call 120 or 110; helpline 12356.',
  },
  close: { zh: '记录处理结果', en: 'Record what was done' },
  openHousehold: { zh: '打开家庭', en: 'Open the household' },
  outcome: { zh: '结果', en: 'Outcome' },
  safe: { zh: '确认安全', en: 'Safe' },
  accompanied: { zh: '有人陪伴', en: 'Accompanied' },
  hospital: { zh: '已就医', en: 'In hospital' },
  handed_over: { zh: '已转专业机构', en: 'Handed over to a service' },
  unreachable: { zh: '联系不上，已报警或上报', en: 'Out of reach; reported' },
  action: { zh: '做了什么、谁在场、下一步', en: 'What was done, who was there, what next' },
  actionHint: { zh: '只有社工和督导能看到', en: 'Read by social workers and supervision only' },
  done: { zh: '已记下，这条提醒关闭了', en: 'Recorded; the alert is closed' },
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
                  <h2>{say('what', { name: alert.personName ?? alert.headName })}</h2>
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
                        outcome: say((alert.outcome ?? 'safe') as Outcome),
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
              options: OUTCOMES.map((value) => ({ value, label: say(value) })),
            },
            {
              name: 'action',
              label: say('action'),
              kind: 'area',
              required: true,
              extra: say('actionHint'),
              maxLength: 2000,
            },
          ]}
          onSubmit={async (answers) => {
            await api.assessment.closeAlert.call({
              id: closing.id,
              version: closing.version,
              outcome: (textOf(answers, 'outcome') ?? 'safe') as Outcome,
              action: textOf(answers, 'action') ?? '',
            })
            await queries.invalidateQueries()
            said.done(say('done'))
          }}
        />
      )}
    </>
  )
}
