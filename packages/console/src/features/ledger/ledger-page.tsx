import type { LedgerRow } from '@lastmile/contract'
import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  type Column,
  DataList,
  EmptyState,
  given,
  Moment,
  PageHeader,
  useListAddress,
  useSaid,
} from '../../frame/index.ts'
import { words } from './words.ts'

type Row = z.infer<typeof LedgerRow>
const route = getRouteApi('/staff/ledger')

/** The auditor's query of the ledger, and the check that the chain holds. */
export function LedgerPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const search = route.useSearch()
  const { no, action, from, to } = search
  const { narrow, rows, paging } = useListAddress(search)
  const input = { ...given({ householdNo: no, action, from, to }), ...rows }
  const entries = useQuery({
    ...api.insight.ledger.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const verify = useMutation(api.insight.verifyLedger.mutationOptions({ onError: said.failed }))
  const who = (row: Row) => {
    const role = ROLE_NAMES[row.actorRole as Role]
    return row.actorName !== '' && role ? `${row.actorName} · ${text(role)}` : say('system')
  }
  const columns: readonly Column<Row>[] = [
    { id: 'at', title: say('at'), short: true, cell: (row) => <Moment at={row.at} />, text: (row) => row.at },
    { id: 'who', title: say('who'), short: true, cell: who, text: who },
    {
      id: 'what',
      title: say('what'),
      primary: true,
      cell: (row) => text(row.text),
      text: (row) => text(row.text),
    },
    {
      id: 'household',
      title: say('household'),
      short: true,
      quiet: (row) => row.householdNo === null,
      cell: (row) => row.householdNo ?? '',
      text: (row) => row.householdNo ?? '',
    },
    {
      id: 'action',
      title: say('action'),
      optional: true,
      cell: (row) => row.action,
      text: (row) => row.action,
    },
    {
      id: 'block',
      title: say('block'),
      short: true,
      cell: (row) => (row.sealedIn === null ? say('notSealed') : say('blockNo', { no: row.sealedIn })),
      text: (row) => String(row.sealedIn ?? ''),
    },
  ]
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={
          may('ledger.verify') ? (
            <Button loading={verify.isPending} onClick={() => verify.mutate({})}>
              {say('verify')}
            </Button>
          ) : undefined
        }
      />
      {verify.data && (
        <Alert
          role="status"
          className="lm-ledger-verified"
          type={verify.data.ok ? 'success' : 'warning'}
          title={
            verify.data.ok
              ? say('intact', { count: verify.data.entries, root: (verify.data.headRoot ?? '').slice(0, 16) })
              : say('broken', { seq: verify.data.firstBroken?.seq ?? 0 })
          }
        />
      )}
      <DataList<Row>
        id="ledger"
        label={say('title')}
        query={entries}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => text(row.text)}
        onOpen={(row) => {
          if (row.householdNo) narrow({ no: row.householdNo })
        }}
        countLine={(count) => say('count', { count })}
        filters={[
          no
            ? { id: 'no', label: `${say('household')} ${no}`, onRemove: () => narrow({ no: undefined }) }
            : null,
        ]}
        controls={
          <>
            <Input.Search
              aria-label={say('household')}
              placeholder={say('household')}
              key={no ?? ''}
              defaultValue={no ?? ''}
              allowClear
              onSearch={(value) => narrow({ no: value.trim() || undefined })}
              style={{ width: 200 }}
            />
            {(['from', 'to'] as const).map((end) => (
              <span key={end} className="lm-field">
                <label htmlFor={`ledger-${end}`}>{say(end)}</label>
                <Input
                  id={`ledger-${end}`}
                  type="date"
                  value={(end === 'from' ? from : to) ?? ''}
                  onChange={(event) => narrow({ [end]: event.target.value || undefined })}
                  style={{ width: 150 }}
                />
              </span>
            ))}
          </>
        }
        empty={<EmptyState title={say('emptyTitle')} />}
        {...paging}
        exportPage={(offset, limit) => api.insight.ledger.call({ ...input, offset, limit })}
      />
    </>
  )
}
