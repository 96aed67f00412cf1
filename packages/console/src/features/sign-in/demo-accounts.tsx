import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { words } from './words.ts'

/** The demo accounts, shown only when the server offers them (it answers 404 outside demo mode). */
export function DemoAccounts(props: {
  readonly busy: boolean
  readonly onChoose: (account: { readonly login: string; readonly password: string }) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const accounts = useQuery({ ...api.identity.demoAccounts.queryOptions(), retry: false, staleTime: 600_000 })
  if (!accounts.data || accounts.data.length === 0) return null
  return (
    <section className="lm-gate-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{say('demoTitle')}</h2>
      <p className="lm-soft">{say('demoText')}</p>
      <ul>
        {accounts.data.map((account) => (
          <li key={account.login}>
            <button
              type="button"
              disabled={props.busy}
              onClick={() => props.onChoose({ login: account.login, password: account.password })}
            >
              <b>{account.role in ROLE_NAMES ? text(ROLE_NAMES[account.role as Role]) : account.role}</b>
              <span>{account.name}</span>
              <small className="lm-soft">{account.orgName}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
