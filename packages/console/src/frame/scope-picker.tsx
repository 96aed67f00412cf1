import { DownOutlined } from '@ant-design/icons'
import { ancestry, isWithin, parentPath } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../app/api.ts'
import { useMay, useSession } from '../app/session.ts'
import { Loaded } from './loaded.tsx'
import { words } from './words.ts'

interface Scope {
  readonly path: string
  readonly name: string
  readonly narrowed: boolean
  /** The same as a condition of a question to the server; nothing where it is the account's own unit. */
  readonly within: { readonly under?: string }
}

/** The unit whose households are looked at: the one in the address, else the account's own. */
export function useScope(): Scope {
  const me = useSession()
  const { under } = useSearch({ from: '/staff' })
  const api = useApi()
  const may = useMay()
  const narrowed = under !== undefined && under !== me.orgPath && isWithin(under, me.orgPath)
  const units = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: me.orgPath, depth: 5 } }),
    staleTime: 600_000,
    enabled: narrowed && may('org.read'),
  })
  if (!narrowed) return { path: me.orgPath, name: me.orgName, narrowed, within: {} }
  const name = units.data?.find((unit) => unit.path === under)?.name ?? '…'
  return { path: under, name, narrowed, within: { under } }
}

/** The one control for the scope: a breadcrumb that opens a list of units; stays while moving about. */
export function ScopePicker(): ReactNode {
  const me = useSession()
  const may = useMay()
  const say = useWords(words)
  const scope = useScope()
  const [open, setOpen] = useState(false)
  if (!may('org.read') || !(may('household.read') || may('case.read') || may('gap.read')))
    return <span className="lm-scope-fixed">{me.orgName}</span>
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<ScopeList onDone={() => setOpen(false)} />}
    >
      <Button className="lm-scope" type="text">
        <span className="lm-hidden">{say('lookingAt')}</span>
        {scope.narrowed && <span className="lm-scope-up">{me.orgName} ›</span>}
        <b>{scope.name}</b>
        <DownOutlined aria-hidden="true" />
      </Button>
    </Popover>
  )
}

function ScopeList({ onDone }: { readonly onDone: () => void }): ReactNode {
  const me = useSession()
  const say = useWords(words)
  const api = useApi()
  const navigate = useNavigate()
  const scope = useScope()
  const [wanted, setWanted] = useState('')
  const units = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: me.orgPath, depth: 5 } }),
    staleTime: 600_000,
  })
  const choose = (path: string | undefined) => {
    onDone()
    void navigate({ to: '.', search: (old) => ({ ...old, under: path, page: undefined }) })
  }
  const up = parentPath(scope.path)
  return (
    <div className="lm-scope-list">
      <Input
        autoFocus
        allowClear
        placeholder={say('scopeFilter')}
        aria-label={say('scopeFilter')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <Loaded query={units}>
        {(all) => {
          const areas = all.filter(
            (unit) => unit.kind === 'district' || unit.kind === 'street' || unit.kind === 'committee',
          )
          const shown = wanted.trim()
            ? areas.filter((unit) => unit.name.includes(wanted.trim())).slice(0, 60)
            : areas.filter((unit) => unit.parentPath === scope.path)
          return (
            <ul>
              {scope.narrowed && (
                <li>
                  <button type="button" onClick={() => choose(undefined)}>
                    {me.orgName} <small>{say('scopeAll')}</small>
                  </button>
                </li>
              )}
              {scope.narrowed && up !== null && up !== me.orgPath && (
                <li>
                  <button type="button" onClick={() => choose(up)}>
                    {areas.find((unit) => unit.path === up)?.name ?? say('scopeBack')}{' '}
                    <small>{say('scopeBack')}</small>
                  </button>
                </li>
              )}
              {shown.map((unit) => (
                <li key={unit.path}>
                  <button
                    type="button"
                    aria-current={unit.path === scope.path}
                    onClick={() => choose(unit.path === me.orgPath ? undefined : unit.path)}
                  >
                    {unit.name}{' '}
                    {wanted.trim() !== '' && (
                      <small>
                        {ancestry(unit.path)
                          .slice(1, -1)
                          .map((path) => areas.find((other) => other.path === path)?.name)
                          .filter(Boolean)
                          .join(' › ')}
                      </small>
                    )}
                  </button>
                </li>
              ))}
              {shown.length === 0 && wanted.trim() !== '' && <li className="lm-soft">{say('scopeNone')}</li>}
            </ul>
          )
        }}
      </Loaded>
    </div>
  )
}
