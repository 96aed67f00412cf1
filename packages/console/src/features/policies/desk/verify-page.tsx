import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { EmptyState, Loaded, PageHeader, Segments, SkeletonRows } from '../../../frame/index.ts'
import { useFigureInWords } from '../unit-words.ts'
import './desk.css'
import { ConfirmFigure, EditFigure, type FigureValue } from './figure-dialogs.tsx'
import { words } from './words.ts'

/** Every figure that nobody confirmed at its source, with the hint where to look; confirmed or corrected in place. */
export function VerifyPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const inWords = useFigureInWords()
  const [past, setPast] = useState(false)
  const [wanted, setWanted] = useState('')
  const [asked, setAsked] = useState<{ kind: 'confirm' | 'edit'; figure: FigureValue } | null>(null)
  const figures = useQuery(api.policies.toVerify.queryOptions({ input: { past } }))
  const period = (from: string | null, to: string | null) => `${from ?? '…'} — ${to ?? '…'}`
  return (
    <>
      <PageHeader
        title={say('toVerify')}
        line={say('verifyLine')}
        actions={may('policy.draft') ? <Link to="/policy-desk">{say('backToDesk')}</Link> : undefined}
      />
      <div className="lm-desk-bar">
        <Segments
          name="past"
          label={say('period')}
          value={past ? 'past' : 'now'}
          options={[
            { value: 'now', label: say('onlyNow') },
            { value: 'past', label: say('withPast') },
          ]}
          onChange={(value) => setPast(value === 'past')}
        />
        <Input.Search
          aria-label={say('search')}
          placeholder={say('search')}
          allowClear
          onChange={(event) => setWanted(event.target.value.trim().toLowerCase())}
        />
      </div>
      <Loaded query={figures} skeleton={<SkeletonRows rows={8} />}>
        {(all) => {
          const shown = all.filter((one) =>
            [one.name, one.label.zh, one.label.en, ...one.policies.map((policy) => policy.name.zh)].some(
              (part) => part.toLowerCase().includes(wanted),
            ),
          )
          if (shown.length === 0) return <EmptyState title={say('verifyNone')} />
          return (
            <div className="lm-table-frame">
              <table className="lm-table">
                <caption className="lm-soft">{say('count', { count: shown.length })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{say('figure')}</th>
                    <th scope="col" className="lm-number">
                      {say('value')}
                    </th>
                    <th scope="col">{say('period')}</th>
                    <th scope="col">{say('hint')}</th>
                    <th scope="col">{say('usedBy')}</th>
                    {may('policy.draft') && <th scope="col">{say('confirmIt')}</th>}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <tr key={`${one.path} ${one.name} ${one.from}`}>
                      <td className="lm-table-primary">{text(one.label)}</td>
                      <td data-label={say('value')} className="lm-number lm-table-short">
                        {inWords(one.value, one.unit)}
                      </td>
                      <td data-label={say('period')}>{period(one.from, one.to)}</td>
                      <td data-label={say('hint')}>
                        {one.source}
                        {one.note && <small className="lm-soft"> {one.note}</small>}
                      </td>
                      <td data-label={say('usedBy')}>
                        <span className="lm-desk-links">
                          {one.policies.slice(0, 3).map((policy) => (
                            <Link key={policy.id} to="/policies/$policyId" params={{ policyId: policy.id }}>
                              {text(policy.name)}
                            </Link>
                          ))}
                          {one.policies.length > 3 && `+${one.policies.length - 3}`}
                        </span>
                      </td>
                      {may('policy.draft') && (
                        <td>
                          <span className="lm-row">
                            <Button size="small" onClick={() => setAsked({ kind: 'confirm', figure: one })}>
                              {say('confirmIt')}
                            </Button>
                            <Button size="small" onClick={() => setAsked({ kind: 'edit', figure: one })}>
                              {say('correctIt')}
                            </Button>
                          </span>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }}
      </Loaded>
      {asked?.kind === 'confirm' && <ConfirmFigure figure={asked.figure} onClose={() => setAsked(null)} />}
      {asked?.kind === 'edit' && <EditFigure figure={asked.figure} onClose={() => setAsked(null)} />}
    </>
  )
}
