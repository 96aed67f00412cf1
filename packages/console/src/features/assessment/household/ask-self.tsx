import type { InstrumentView } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, QRCode } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { Moment, useSaid } from '../../../frame/index.ts'
import { words } from './scale-words.ts'

type Instrument = z.infer<typeof InstrumentView>

/** The ways to let the person fill in a scale alone: on the own page, or on this phone, handed over. */
export function AskSelf({
  householdId,
  instrument,
  person,
}: {
  readonly householdId: string
  readonly instrument: Instrument
  readonly person: string | undefined
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [link, setLink] = useState<{ readonly address: string; readonly untilAt: string } | null>(null)
  const [busy, setBusy] = useState(false)
  if (!instrument.bySelf) return null
  const ofPerson = instrument.subject === 'person'
  const ask = (where: 'own' | 'link') => {
    setBusy(true)
    api.assessment.requestScale
      .call({
        id: householdId,
        key: newId(),
        instrument: instrument.id,
        where,
        ...(ofPerson && person ? { personId: person } : {}),
      })
      .then(async ({ token, untilAt }) => {
        if (token === null) said.done(say('askedOwn'))
        else setLink({ address: `${globalThis.location.origin}/fill#${token}`, untilAt })
        await queries.invalidateQueries()
      })
      .catch(said.failed)
      .finally(() => setBusy(false))
  }
  const waitsForPerson = ofPerson && person === undefined
  return (
    <div className="lm-scale-self">
      <p>
        <b>{say('bySelf')}</b> <span className="lm-soft">{say('bySelfText')}</span>
      </p>
      <div className="lm-row">
        <Button disabled={busy || waitsForPerson} onClick={() => ask('link')}>
          {say('handOver')}
        </Button>
        <Button disabled={busy || waitsForPerson} onClick={() => ask('own')}>
          {say('onOwnPage')}
        </Button>
        {waitsForPerson && <span className="lm-soft">{say('pickFirst')}</span>}
      </div>
      {link && (
        <Modal
          open
          title={say('linkTitle')}
          onCancel={() => setLink(null)}
          mask={{ closable: false }}
          footer={
            <>
              <Button onClick={() => setLink(null)}>{say('linkClose')}</Button>
              <Button type="primary" href={link.address} target="_blank" rel="noopener">
                {say('linkHere')}
              </Button>
            </>
          }
        >
          <p>{say('linkText')}</p>
          <div className="lm-scale-code">
            <QRCode type="svg" value={link.address} size={200} bordered={false} />
          </div>
          <p className="lm-soft">
            {say('linkUntil')} <Moment at={link.untilAt} />
          </p>
        </Modal>
      )}
    </div>
  )
}

/** What waits to be filled in, and the way to take it back. */
export function WaitingRequests({ householdId }: { readonly householdId: string }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const waiting = useQuery(api.assessment.scaleRequests.queryOptions({ input: { id: householdId } }))
  if (!waiting.data || waiting.data.length === 0) return null
  return (
    <section className="lm-scale-results" aria-label={say('waitingTitle')}>
      <h2>{say('waitingTitle')}</h2>
      <ul className="lm-assess-lines">
        {waiting.data.map((one) => (
          <li key={one.id}>
            {text(one.name)} · {one.personName ?? say('household')} ·{' '}
            {say(one.where === 'own' ? 'waitsOwn' : 'waitsLink')} · {say('askedBy', { name: one.askedBy })}{' '}
            <Moment at={one.askedAt} />{' '}
            <Button
              size="small"
              onClick={() =>
                void api.assessment.withdrawScaleRequest
                  .call({ id: one.id, version: one.version })
                  .then(async () => {
                    said.done(say('unasked'))
                    await queries.invalidateQueries()
                  }, said.failed)
              }
            >
              {say('unask')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
