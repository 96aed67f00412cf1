import { LoadingOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Button, Popover, Progress } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useApi } from '../app/api.ts'
import { useMay } from '../app/session.ts'
import { Moment } from './human-day.tsx'
import { Loaded } from './loaded.tsx'
import { timeLeft } from './time-left.ts'
import { words } from './words.ts'

const ACTIVE = ['queued', 'created', 'running', 'active', 'retry']

/** Whether a job still has work to do. */
function isActive(job: { readonly state: string }): boolean {
  return ACTIVE.includes(job.state)
}

/**
 * Long work at the top right: progress with rows and time left. The list comes from the server, so it survives a
 * reload; it asks again every two seconds only while something runs.
 */
export function JobTray(): ReactNode {
  const may = useMay()
  return may('job.read') ? <Tray /> : null
}

function Tray(): ReactNode {
  const api = useApi()
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const jobs = useQuery({
    ...api.discovery.jobs.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.some(isActive) ? 2000 : false),
  })
  const running = jobs.data?.filter(isActive).length ?? 0
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={say('jobs')}
      content={
        <div className="lm-jobs">
          <Loaded query={jobs}>
            {(list) =>
              list.length === 0 ? (
                <p className="lm-soft">
                  {say('noJobs')}
                  <br />
                  {say('noJobsText')}
                </p>
              ) : (
                <ul>
                  {list.slice(0, 8).map((job) => (
                    <JobLine key={job.id} job={job} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </div>
      }
    >
      <Button
        type="text"
        aria-label={running > 0 ? say('running', { count: running }) : say('jobs')}
        icon={
          running > 0 ? <LoadingOutlined aria-hidden="true" /> : <UnorderedListOutlined aria-hidden="true" />
        }
      >
        {running > 0 && <span className="lm-number">{running}</span>}
      </Button>
    </Popover>
  )
}

interface Job {
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly state: string
  readonly total: number | null
  readonly done: number
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly error: { readonly zh: string; readonly en: string } | null
}

function JobLine({ job }: { readonly job: Job }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const first = useRef({ at: Date.now(), done: job.done })
  const active = isActive(job)
  const left = active ? timeLeft(first.current, { at: Date.now(), done: job.done }, job.total) : null
  const state = active
    ? job.state === 'running' || job.state === 'active'
      ? say('jobRunning')
      : say('jobQueued')
    : job.state === 'cancelled'
      ? say('jobCancelled')
      : job.error || job.state === 'failed'
        ? say('jobFailed')
        : say('jobDone')
  return (
    <li className="lm-job">
      <div className="lm-row">
        <strong>{text(job.title)}</strong>
        <span className="lm-soft">{state}</span>
      </div>
      {active && job.total !== null && job.total > 0 && (
        <Progress
          percent={Math.min(100, Math.floor((job.done / job.total) * 100))}
          size="small"
          aria-label={text(job.title)}
        />
      )}
      <div className="lm-soft">
        {job.total === null
          ? say('rowsDone', { done: job.done })
          : say('rowsOf', { done: job.done, total: job.total })}
        {left !== null &&
          ` · ${left < 90 ? say('secondsLeft', { count: left }) : say('minutesLeft', { count: Math.round(left / 60) })}`}
        {job.finishedAt !== null && (
          <>
            {' · '}
            <Moment at={job.finishedAt} />
          </>
        )}
      </div>
      {job.error && <div>{text(job.error)}</div>}
    </li>
  )
}
