import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { factsQuery } from '../frame/index.ts'
import { FieldProvider, useField } from './field-context.tsx'
import './field.css'
import { Unlock } from './unlock.tsx'
import { words } from './words.ts'
import { becomeInstallable } from './worker/register.ts'

/** The field app: made for one thumb, and for days without signal. */
export function FieldLayout(): ReactNode {
  useEffect(becomeInstallable, [])
  return (
    <FieldProvider>
      <Frame />
    </FieldProvider>
  )
}

function Frame(): ReactNode {
  const say = useWords(words)
  const { opening, phone } = useField()
  // Facts are called by their names on every page here; without the names a page would show identifiers first.
  const names = useQuery(factsQuery)
  return (
    <div className="lf">
      {phone && <StateLine />}
      <main className="lf-main" id="content">
        {opening === undefined || names.isPending ? (
          <p className="lf-soft">{say('loading')}</p>
        ) : phone ? (
          <Outlet />
        ) : (
          <Unlock />
        )}
      </main>
      {phone && (
        <nav className="lf-bar" aria-label={say('sections')}>
          <Link to="/field" activeOptions={{ exact: true }} className="lf-tab">
            {say('today')}
          </Link>
          <Link to="/field/families" className="lf-tab">
            {say('families')}
          </Link>
          <Link to="/field/work" className="lf-tab">
            {say('work')}
          </Link>
          <Link to="/field/me" className="lf-tab">
            {say('me')}
          </Link>
        </nav>
      )}
    </div>
  )
}

/** How things stand with what was written, in words, wherever one is. */
function StateLine(): ReactNode {
  const say = useWords(words)
  const { counts, syncing, end, little, opening, syncNow } = useField()
  const navigate = useNavigate()
  return (
    <header className="lf-state">
      <div className="lf-state-line" role="status">
        {syncing ? (
          <span>{say('syncing')}</span>
        ) : (
          <span>{counts.waiting === 0 ? say('allSent') : say('waits', { count: counts.waiting })}</span>
        )}
        {counts.decide > 0 && (
          <Link to="/field/work" className="lf-state-door">
            {say('decide', { count: counts.decide })}
          </Link>
        )}
        {counts.refused > 0 && (
          <Link to="/field/work" className="lf-state-door">
            {say('refusedCount', { count: counts.refused })}
          </Link>
        )}
        <button type="button" className="lf-link" disabled={syncing} onClick={() => void syncNow()}>
          {say('syncNow')}
        </button>
      </div>
      {end && end.kind !== 'done' && !syncing && (
        <p className="lf-note" role="alert">
          {end.kind === 'offline' && say('endOffline')}
          {end.kind === 'signed-out' && (
            <>
              {say('endSignedOut')}{' '}
              <button
                type="button"
                className="lf-link"
                onClick={() => void navigate({ to: '/sign-in', search: { next: '/field' } })}
              >
                {say('signIn')}
              </button>
            </>
          )}
          {end.kind === 'other-account' && say('endOther', { name: opening?.ownerName ?? '' })}
          {end.kind === 'revoked' && say('endRevoked')}
          {end.kind === 'no-room' && say('endNoRoom')}
          {end.kind === 'failed' && end.message.zh}
        </p>
      )}
      {little !== null && (
        <p className="lf-note" role="alert">
          {say('nearlyFull', { mb: Math.floor(little / 1024 / 1024) })}
        </p>
      )}
    </header>
  )
}
