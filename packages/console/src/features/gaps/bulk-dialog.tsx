import { DISMISS_REASONS, type DismissReason, ROOT_CAUSES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Progress, Radio, Select } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { FormProblem, useSaid } from '../../frame/index.ts'
import { words } from './bulk-words.ts'

export interface Chosen {
  readonly id: string
  readonly version: number
}

/** Gaps of one call: small enough for a progress that moves. */
const PART = 100

const ASIDE = { changed: 'changed', decided: 'decided', 'not-found': 'notFound' } as const
type Outcome = 'done' | 'already' | keyof typeof ASIDE

interface Run {
  readonly total: number
  readonly outcomes: readonly { readonly id: string; readonly outcome: Outcome }[]
  readonly ended: boolean
}

/** One decision on many gaps, with its progress and what became of each. What was done stays when it is stopped. */
export function BulkDialog({
  gaps,
  total,
  initial,
  onClose,
}: {
  readonly gaps: readonly Chosen[]
  /** How many there are, when not all can be taken in one go. */
  readonly total: number
  readonly initial: 'dismiss' | 'confirm'
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [kind, setKind] = useState(initial)
  const [reason, setReason] = useState<DismissReason | null>(null)
  const [note, setNote] = useState('')
  const [rootCause, setRootCause] = useState<string | null>(null)
  const [run, setRun] = useState<Run | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stopped = useRef(false)

  const decide = (items: readonly Chosen[]) =>
    kind === 'dismiss' && reason !== null
      ? api.gaps.dismissMany.call({
          items: [...items],
          reason,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        })
      : api.gaps.confirmMany.call({ items: [...items], ...(rootCause === null ? {} : { rootCause }) })

  const go = async () => {
    stopped.current = false
    setError(null)
    let outcomes: Run['outcomes'] = []
    try {
      for (let from = 0; from < gaps.length && !stopped.current; from += PART) {
        setRun({ total: gaps.length, outcomes, ended: false })
        outcomes = [...outcomes, ...(await decide(gaps.slice(from, from + PART))).items]
      }
    } catch (problem) {
      setError(problem)
    }
    setRun({ total: gaps.length, outcomes, ended: true })
    await queries.invalidateQueries()
  }
  const undo = async (done: readonly { readonly id: string }[]) => {
    const versions = new Map(gaps.map((gap) => [gap.id, gap.version]))
    let opened = 0
    for (let from = 0; from < done.length; from += PART) {
      const items = done
        .slice(from, from + PART)
        .map(({ id }) => ({ id, version: (versions.get(id) ?? 0) + 1 }))
      opened += (await api.gaps.reopenMany.call({ items })).decided
    }
    await queries.invalidateQueries()
    said.done(say('undone', { count: opened }))
    onClose()
  }

  const running = run !== null && !run.ended
  const done = run?.outcomes.filter(({ outcome }) => outcome === 'done' || outcome === 'already') ?? []
  return (
    <Modal
      open
      title={say('title', { count: gaps.length })}
      onCancel={running ? () => {} : onClose}
      closable={!running}
      mask={{ closable: false }}
      footer={
        run === null ? (
          <>
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button type="primary" disabled={kind === 'dismiss' && reason === null} onClick={() => void go()}>
              {say('go', { count: gaps.length })}
            </Button>
          </>
        ) : running ? (
          <Button
            onClick={() => {
              stopped.current = true
            }}
          >
            {say('stop')}
          </Button>
        ) : (
          <>
            {kind === 'dismiss' && done.length > 0 && (
              <Button onClick={() => void undo(done).catch(said.failed)}>{say('undo')}</Button>
            )}
            <Button type="primary" onClick={onClose}>
              {say('close')}
            </Button>
          </>
        )
      }
    >
      <FormProblem error={error} />
      {run === null ? (
        <Form layout="vertical">
          {total > gaps.length && <p>{say('most', { most: gaps.length })}</p>}
          <Form.Item label={say('decision')}>
            <Radio.Group
              value={kind}
              onChange={(event) => setKind(event.target.value === 'confirm' ? 'confirm' : 'dismiss')}
              options={[
                { value: 'dismiss', label: say('dismiss') },
                { value: 'confirm', label: say('confirm') },
              ]}
            />
          </Form.Item>
          {kind === 'dismiss' ? (
            <>
              <Form.Item label={say('reason')} htmlFor="bulk-reason" required>
                <Select
                  id="bulk-reason"
                  value={reason}
                  onChange={setReason}
                  options={(Object.keys(DISMISS_REASONS) as DismissReason[]).map((value) => ({
                    value,
                    label: text(DISMISS_REASONS[value]),
                  }))}
                />
              </Form.Item>
              <Form.Item label={say('note')} htmlFor="bulk-note">
                <Input.TextArea
                  id="bulk-note"
                  rows={2}
                  maxLength={500}
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              </Form.Item>
            </>
          ) : (
            <Form.Item label={say('rootCause')} htmlFor="bulk-cause">
              <Select
                id="bulk-cause"
                allowClear
                value={rootCause}
                onChange={(value) => setRootCause(value ?? null)}
                options={Object.entries(ROOT_CAUSES).map(([value, label]) => ({ value, label: text(label) }))}
              />
            </Form.Item>
          )}
        </Form>
      ) : (
        <div aria-live="polite">
          <Progress
            percent={Math.floor((run.outcomes.length / run.total) * 100)}
            aria-label={say('title', { count: run.total })}
          />
          <p>
            {run.ended
              ? say('finished', { done: done.length })
              : say('progress', { done: run.outcomes.length, total: run.total })}
          </p>
          {run.ended && <Aside run={run} done={done.length} />}
        </div>
      )}
    </Modal>
  )
}

function Aside({ run, done }: { readonly run: Run; readonly done: number }): ReactNode {
  const say = useWords(words)
  const aside = run.outcomes.length - done
  if (aside === 0) return null
  return (
    <>
      <p>{say('aside', { count: aside })}</p>
      <ul>
        {(Object.keys(ASIDE) as (keyof typeof ASIDE)[]).map((outcome) => {
          const count = run.outcomes.filter((one) => one.outcome === outcome).length
          return count > 0 && <li key={outcome}>{say(ASIDE[outcome], { count })}</li>
        })}
      </ul>
    </>
  )
}
