import type { FieldDevice } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Fragment, type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  AskDialog,
  EmptyState,
  LinkButton,
  Loaded,
  Moment,
  PageHeader,
  SkeletonRows,
  StateTag,
  textOf,
  useSaid,
} from '../../../frame/index.ts'
import { VisitTabs } from '../visit-tabs.tsx'
import { Carried } from './carried.tsx'
import './phones.css'
import { words } from './words.ts'

type Phone = z.infer<typeof FieldDevice>
const A_WEEK = 7 * 86_400_000

/** The phones of the unit, and the own ones: who, last contact, lease, what they carry; one can be shut out. */
export function PhonesPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const phones = useQuery(api.visits.devices.queryOptions())
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <VisitTabs />
      <Loaded query={phones} skeleton={<SkeletonRows rows={6} />}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              title={say('noneTitle')}
              text={say('noneText')}
              {...(may('visit.record')
                ? { action: <LinkButton to="/field">{say('toField')}</LinkButton> }
                : {})}
            />
          ) : (
            <PhoneTable rows={rows} />
          )
        }
      </Loaded>
    </>
  )
}

function PhoneTable({ rows }: { readonly rows: readonly Phone[] }): ReactNode {
  const say = useWords(words)
  const may = useMay()
  const [opened, setOpened] = useState<string | null>(null)
  const [ending, setEnding] = useState<Phone | null>(null)
  return (
    <div className="lm-table-frame">
      <table className="lm-table" aria-label={say('title')}>
        <thead>
          <tr>
            <th scope="col">{say('phone')}</th>
            <th scope="col">{say('owner')}</th>
            <th scope="col">{say('unit')}</th>
            <th scope="col">{say('seen')}</th>
            <th scope="col">{say('lease')}</th>
            <th scope="col" className="lm-number">
              {say('carries')}
            </th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((phone) => (
            <Fragment key={phone.id}>
              <tr>
                <td className="lm-table-primary">{phone.name}</td>
                <td data-label={say('owner')}>
                  {phone.owner} {phone.own && <StateTag>{say('mine')}</StateTag>}
                </td>
                <td data-label={say('unit')}>{phone.orgName}</td>
                <td data-label={say('seen')}>
                  <Moment at={phone.lastSeenAt} />
                </td>
                <td data-label={say('lease')}>
                  <Lease phone={phone} />
                </td>
                <td data-label={say('carries')} className="lm-number">
                  {phone.households}
                </td>
                <td data-label={say('state')}>
                  <State phone={phone} />
                  <span className="lm-row">
                    {phone.households > 0 && may('fact.readSensitive') && (
                      <Button
                        size="small"
                        aria-expanded={opened === phone.id}
                        aria-label={say('showOf', {
                          name: phone.owner,
                          action: say(opened === phone.id ? 'hide' : 'show'),
                        })}
                        onClick={() => setOpened(opened === phone.id ? null : phone.id)}
                      >
                        {say(opened === phone.id ? 'hide' : 'show')}
                      </Button>
                    )}
                    {phone.state === 'active' && (
                      <Button
                        size="small"
                        danger
                        aria-label={say('revokeOf', { name: phone.owner, phone: phone.name })}
                        onClick={() => setEnding(phone)}
                      >
                        {say('revoke')}
                      </Button>
                    )}
                  </span>
                </td>
              </tr>
              {opened === phone.id && (
                <tr className="lm-table-below">
                  <td colSpan={7}>
                    <Carried phoneId={phone.id} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {ending && <ShutOut phone={ending} onClose={() => setEnding(null)} />}
    </div>
  )
}

function Lease({ phone }: { readonly phone: Phone }): ReactNode {
  const say = useWords(words)
  if (phone.state === 'revoked') return null
  return Date.parse(phone.leaseUntil) < Date.now() ? (
    <span className="lm-soft">{say('leaseOver')}</span>
  ) : (
    <Moment at={phone.leaseUntil} />
  )
}

function State({ phone }: { readonly phone: Phone }): ReactNode {
  const say = useWords(words)
  if (phone.revoked)
    return (
      <p>
        <StateTag>{say('revoked')}</StateTag> <Moment at={phone.revoked.at} />
        <br />
        <small className="lm-soft">
          {say('revokedBy', { name: phone.revoked.by, reason: phone.revoked.reason })}
        </small>
      </p>
    )
  const silent = Date.now() - Date.parse(phone.lastSeenAt) > A_WEEK
  return (
    <p>
      <StateTag waits={silent}>{say(silent ? 'quiet' : 'active')}</StateTag>
    </p>
  )
}

function ShutOut({ phone, onClose }: { readonly phone: Phone; readonly onClose: () => void }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  return (
    <AskDialog
      title={say('revokeOf', { name: phone.owner, phone: phone.name })}
      intro={<p>{say('revokeText')}</p>}
      fields={[
        {
          name: 'reason',
          label: say('reason'),
          kind: 'text',
          required: true,
          maxLength: 200,
          extra: say('reasonHint'),
        },
      ]}
      submit={say('revoke')}
      onSubmit={async (answers) => {
        await api.visits.revokeDevice.call({ id: phone.id, reason: textOf(answers, 'reason') ?? '' })
        await queries.invalidateQueries({ queryKey: api.visits.key() })
        said.done(say('revokeDone'))
      }}
      onClose={onClose}
    />
  )
}
