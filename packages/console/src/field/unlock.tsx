import { newId } from '@lastmile/domain'
import { problemOf, useText, useWords } from '@lastmile/web-kit'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { client } from '../app/api.ts'
import { useField } from './field-context.tsx'
import { open, setUp } from './store/phone.ts'
import { deviceName, fetchLease, type SyncEnd, whoIsHere } from './sync.ts'
import { words } from './words.ts'

const SHORTEST = 8

/** The door: setting the phone up, opening it by the passphrase, or by contact when the lease has ended. */
export function Unlock(): ReactNode {
  const { opening } = useField()
  if (!opening) return <SetUp />
  return opening.share === null ? <LeaseEnded /> : <OpenIt />
}

function SetUp(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const navigate = useNavigate()
  const { opened, end } = useField()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const passphrase = String(form.get('passphrase') ?? '')
    if (passphrase.length < SHORTEST || new Set(passphrase).size < 2) return setWrong(say('setUpShort'))
    if (passphrase !== form.get('again')) return setWrong(say('setUpDiffer'))
    setBusy(true)
    setWrong(null)
    try {
      const me = await whoIsHere()
      if (!me) return void navigate({ to: '/sign-in', search: { next: '/field' } })
      if (!me.permissions.includes('visit.record')) return setWrong(say('notYours'))
      const lease = await client.visits.registerDevice({ key: newId(), name: deviceName() })
      opened(await setUp(passphrase, { id: me.id, name: me.name, orgPath: me.orgPath }, lease))
    } catch (error) {
      const problem = problemOf(error)
      setWrong(problem.kind === 'offline' ? say('setUpOnline') : text(problem.happened))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="lf-card lf-form" onSubmit={(event) => void send(event)}>
      <h1>{say('setUpTitle')}</h1>
      {end?.kind === 'revoked' && (
        <p className="lf-note" role="alert">
          {say('endRevoked')}
        </p>
      )}
      <p>{say('setUpText')}</p>
      <label>
        {say('setUpPassphrase')}
        <input type="password" name="passphrase" autoComplete="new-password" required />
      </label>
      <label>
        {say('setUpAgain')}
        <input type="password" name="again" autoComplete="new-password" required />
      </label>
      <p className="lf-soft">{say('setUpHint')}</p>
      {wrong && (
        <p className="lf-note" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="lf-main-button" disabled={busy}>
        {busy ? say('loading') : say('setUpGo')}
      </button>
      <a href="/today">{say('toConsole')}</a>
    </form>
  )
}

function OpenIt(): ReactNode {
  const say = useWords(words)
  const { opening, opened, changed } = useField()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const passphrase = String(new FormData(event.currentTarget).get('passphrase') ?? '')
    setBusy(true)
    const result = await open(passphrase)
    setBusy(false)
    if ('store' in result) return opened(result)
    if (result.kind === 'wrong') return setWrong(say('unlockWrong', { left: result.left }))
    if (result.kind === 'no-room') return setWrong(say('unlockNoRoom'))
    if (result.kind === 'wiped') setWrong(say('unlockWiped'))
    await changed()
  }
  return (
    <form className="lf-card lf-form" onSubmit={(event) => void send(event)}>
      <h1>{say('unlockTitle', { name: opening?.ownerName ?? '' })}</h1>
      <label>
        {say('unlockPassphrase')}
        <input type="password" name="passphrase" autoComplete="current-password" required />
      </label>
      {wrong && (
        <p className="lf-note" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="lf-main-button" disabled={busy}>
        {busy ? say('loading') : say('unlockGo')}
      </button>
      <a href="/today">{say('toConsole')}</a>
    </form>
  )
}

function LeaseEnded(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const navigate = useNavigate()
  const { opening, changed } = useField()
  const [end, setEnd] = useState<SyncEnd | null>(null)
  const renew = async () => {
    const ended = await fetchLease()
    setEnd(ended)
    if (ended.kind === 'signed-out') await navigate({ to: '/sign-in', search: { next: '/field' } })
    else await changed()
  }
  return (
    <div className="lf-card lf-form">
      <h1>{say('unlockTitle', { name: opening?.ownerName ?? '' })}</h1>
      <p>{say('leaseEnded')}</p>
      {end && end.kind !== 'done' && (
        <p className="lf-note" role="alert">
          {end.kind === 'offline' && say('endOffline')}
          {end.kind === 'other-account' && say('endOther', { name: opening?.ownerName ?? '' })}
          {end.kind === 'failed' && text(end.message)}
        </p>
      )}
      <button type="button" className="lf-main-button" onClick={() => void renew()}>
        {say('leaseRenew')}
      </button>
      <a href="/today">{say('toConsole')}</a>
    </div>
  )
}
