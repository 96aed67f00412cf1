import type { AccountRow } from '@lastmile/contract'
import { ROLE_NAMES, ROLES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useSession } from '../../app/session.ts'
import {
  AskDialog,
  type Column,
  DataList,
  EmptyState,
  given,
  PageHeader,
  textOf,
  useListAddress,
  useSaid,
} from '../../frame/index.ts'
import { words } from './words.ts'

type Row = z.infer<typeof AccountRow>
const route = getRouteApi('/staff/accounts')

/** The administrator's page: who has an account, in which role and unit. */
export function AccountsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const queries = useQueryClient()
  const search = route.useSearch()
  const { q } = search
  const { narrow, rows, paging } = useListAddress(search)
  const [creating, setCreating] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const input = { ...given({ q }), ...rows }
  const accounts = useQuery({
    ...api.identity.accounts.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const units = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: me.orgPath, depth: 5 } }),
    enabled: creating,
  })
  const done = async (sentence: string) => {
    await queries.invalidateQueries({ queryKey: api.identity.accounts.key() })
    said.done(sentence)
  }
  const roleName = (row: Row) => text(ROLE_NAMES[row.role as Role] ?? { zh: row.role, en: row.role })
  const stateName = (row: Row) =>
    row.disabledAt ? say('disabled') : row.lockedUntil ? say('locked') : say('active')
  const columns: readonly Column<Row>[] = [
    { id: 'name', title: say('name'), primary: true, cell: (row) => row.name, text: (row) => row.name },
    { id: 'login', title: say('login'), cell: (row) => row.login, text: (row) => row.login },
    { id: 'role', title: say('role'), cell: roleName, text: roleName },
    { id: 'unit', title: say('unit'), cell: (row) => row.orgName, text: (row) => row.orgName },
    {
      id: 'totp',
      title: say('totp'),
      cell: (row) => say(row.totpEnabled ? 'on' : 'off'),
      text: (row) => say(row.totpEnabled ? 'on' : 'off'),
    },
    { id: 'state', title: say('state'), cell: stateName, text: stateName },
    {
      id: 'act',
      title: say('act'),
      cell: (row) => (
        <span className="lm-row">
          {row.id !== me.id && (
            <Button
              size="small"
              onClick={() =>
                void (row.disabledAt ? api.identity.enableAccount : api.identity.disableAccount)
                  .call({ id: row.id, version: row.version })
                  .then(() => done(say(row.disabledAt ? 'enabledDone' : 'disabledDone')), said.failed)
              }
            >
              {say(row.disabledAt ? 'enable' : 'disable')}
            </Button>
          )}
          <Button
            size="small"
            onClick={() =>
              void api.identity.resetPassword
                .call({ id: row.id })
                .then((answer) => setToken(answer.activationToken), said.failed)
            }
          >
            {say('reset')}
          </Button>
        </span>
      ),
      text: () => '',
    },
  ]
  const link = token ? `${window.location.origin}/activate?token=${encodeURIComponent(token)}` : ''
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <Button type="primary" onClick={() => setCreating(true)}>
            {say('create')}
          </Button>
        }
      />
      <DataList<Row>
        id="accounts"
        label={say('title')}
        query={accounts}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={() => {}}
        countLine={(count) => say('count', { count })}
        controls={
          <Input.Search
            aria-label={say('search')}
            placeholder={say('search')}
            defaultValue={q ?? ''}
            allowClear
            onSearch={(value) => narrow({ q: value || undefined })}
          />
        }
        empty={<EmptyState title={say('emptyTitle')} />}
        {...paging}
      />
      {creating && (
        <AskDialog
          title={say('create')}
          submit={say('create')}
          onClose={() => setCreating(false)}
          fields={[
            {
              name: 'login',
              label: say('login'),
              kind: 'text',
              required: true,
              extra: say('loginHint'),
              maxLength: 64,
            },
            { name: 'name', label: say('name'), kind: 'text', required: true, maxLength: 50 },
            {
              name: 'role',
              label: say('role'),
              kind: 'choice',
              required: true,
              options: ROLES.filter((role) => role !== 'system').map((role) => ({
                value: role,
                label: text(ROLE_NAMES[role]),
              })),
            },
            {
              name: 'orgPath',
              label: say('unit'),
              kind: 'choice',
              required: true,
              options: (units.data ?? []).map((unit) => ({ value: unit.path, label: unit.name })),
            },
          ]}
          onSubmit={async (answers) => {
            const created = await api.identity.createAccount.call({
              login: textOf(answers, 'login') ?? '',
              name: textOf(answers, 'name') ?? '',
              role: textOf(answers, 'role') ?? '',
              orgPath: textOf(answers, 'orgPath') ?? '',
            })
            await queries.invalidateQueries({ queryKey: api.identity.accounts.key() })
            setToken(created.activationToken)
          }}
        />
      )}
      <Modal
        open={token !== null}
        title={say('linkTitle')}
        onCancel={() => setToken(null)}
        footer={[
          <Button
            key="copy"
            onClick={() =>
              void navigator.clipboard.writeText(link).then(() => said.done(say('copied')), said.failed)
            }
          >
            {say('copy')}
          </Button>,
          <Button key="close" type="primary" onClick={() => setToken(null)}>
            {say('close')}
          </Button>,
        ]}
      >
        <p>{say('linkText')}</p>
        <Input readOnly value={link} aria-label={say('linkTitle')} />
      </Modal>
    </>
  )
}
