import { problemOf, useLang, useText, useWords } from '@lastmile/web-kit'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { client } from '../../app/api.ts'
import { setPreferences, usePreferences } from '../../app/preferences.ts'
import { useField, usePhone, useStored } from '../field-context.tsx'
import { wipe } from '../store/phone.ts'
import { sync, whoIsHere } from '../sync.ts'
import { words } from '../words.ts'

/** The phone itself: what it carries, until when it opens, and what ends it. */
export function FieldMe(): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const { opening, lock, syncing, syncNow } = useField()
  const { largeType } = usePreferences()
  const when = (at: number) =>
    new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Shanghai',
    }).format(at)
  return (
    <>
      <h1>
        {say('me')} · {opening?.ownerName}
      </h1>
      <section className="lf-card lf-form">
        <p>{opening?.lastSync ? say('lastSync', { when: when(opening.lastSync) }) : say('neverSynced')}</p>
        <p className="lf-soft">{opening && say('leaseUntil', { when: when(opening.leaseUntil) })}</p>
        <button type="button" className="lf-main-button" disabled={syncing} onClick={() => void syncNow()}>
          {syncing ? say('syncing') : say('syncNow')}
        </button>
      </section>
      <Choose />
      <Phones />
      <section className="lf-card lf-form">
        <button type="button" className="lf-button" onClick={() => setPreferences({ largeType: !largeType })}>
          {largeType ? say('normalType') : say('largeType')}
        </button>
        <button
          type="button"
          className="lf-button"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setPreferences({ lang: lang === 'zh' ? 'en' : 'zh' })}
        >
          {say('language')}
        </button>
        <Install />
        <button type="button" className="lf-button" onClick={lock}>
          {say('lock')}
        </button>
        <Wipe />
        <a href="/today">{say('toConsole')}</a>
      </section>
    </>
  )
}

const CHOICES = [
  ['mine', 'chooseMine'],
  ['overdue', 'chooseDue'],
  ['with-gaps', 'chooseGaps'],
  ['all', 'chooseAll'],
] as const
const MOST = 3000

/** Chooses families by what they need, and puts them on the phone at once. */
function Choose(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const phone = usePhone()
  const { opening, changed } = useField()
  const carried = useStored(async ({ store }) => (await store.householdIds()).length)
  const [counts, setCounts] = useState<Readonly<Record<string, number>> | null>(null)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setTold(null)
    try {
      // The write that follows needs the token of the session.
      if ((await whoIsHere())?.id !== opening?.ownerId) return setTold(say('endSignedOut'))
      await work()
    } catch (error) {
      const { kind, happened } = problemOf(error)
      setTold(
        kind === 'offline' ? say('endOffline') : kind === 'signed-out' ? say('endSignedOut') : text(happened),
      )
    } finally {
      setBusy(false)
    }
  }
  const look = () =>
    attempt(async () => {
      const found: Record<string, number> = {}
      for (const [filter] of CHOICES)
        found[filter] = (await client.households.list({ filter, limit: 1 })).total
      setCounts(found)
    })
  const take = (filter: (typeof CHOICES)[number][0]) =>
    attempt(async () => {
      await client.visits.choosePack({ id: opening?.deviceId ?? '', choice: filter })
      const ended = await sync(phone)
      await changed()
      if (ended.kind === 'no-room') setTold(say('endNoRoom'))
      else if (ended.kind === 'done')
        setTold(say('chooseDone', { count: (await phone.store.householdIds()).length }))
      else setTold(say('endOffline'))
    })
  const empty = () =>
    attempt(async () => {
      const ids = await phone.store.householdIds()
      await client.visits.choosePack({ id: opening?.deviceId ?? '', remove: ids })
      await phone.store.forget(ids)
      await changed()
      setTold(say('chooseDone', { count: 0 }))
    })
  return (
    <section className="lf-card lf-form">
      <h2>{say('choose')}</h2>
      <p className="lf-soft">{say('chooseText')}</p>
      {counts === null ? (
        <button type="button" className="lf-main-button" disabled={busy} onClick={() => void look()}>
          {say('choose')}
        </button>
      ) : (
        CHOICES.map(([filter, word]) => (
          <button
            key={filter}
            type="button"
            className="lf-button lf-row"
            disabled={busy || counts[filter] === 0}
            onClick={() => void take(filter)}
          >
            <span>{say(word)}</span>
            <span className="lf-soft">
              {say('chooseCount', { count: Math.min(MOST, counts[filter] ?? 0) })}
            </span>
          </button>
        ))
      )}
      {counts !== null && (counts.all ?? 0) > MOST && <p className="lf-soft">{say('chooseTooMany')}</p>}
      <p role="status">
        {busy ? say('syncing') : (told ?? (carried === null ? '' : say('chooseDone', { count: carried })))}
      </p>
      {carried !== null && carried > 0 && (
        <button type="button" className="lf-link" disabled={busy} onClick={() => void empty()}>
          {say('emptyPack')}
        </button>
      )}
    </section>
  )
}

type Device = Awaited<ReturnType<typeof client.visits.devices>>[number]

/** The phones of this person; a lost one is shut out from any other. */
function Phones(): ReactNode {
  const say = useWords(words)
  const { opening, syncNow } = useField()
  const [list, setList] = useState<readonly Device[]>([])
  const [asked, setAsked] = useState<string | null>(null)
  const load = () =>
    client.visits
      .devices()
      .then((devices) => setList(devices.filter(({ own }) => own)))
      // Without signal the list stays as it was.
      .catch(() => undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void load()
  }, [])
  const revoke = async (event: FormEvent<HTMLFormElement>, id: string) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason.length < 2) return
    await whoIsHere()
    await client.visits.revokeDevice({ id, reason })
    setAsked(null)
    if (id === opening?.deviceId) await syncNow()
    else await load()
  }
  if (list.length === 0) return null
  return (
    <section className="lf-card lf-form">
      <h2>{say('phones')}</h2>
      <ul className="lf-lines">
        {list.map((device) => (
          <li key={device.id}>
            <b>{device.name}</b>{' '}
            {device.id === opening?.deviceId && <span className="lf-mark">{say('phoneThis')}</span>}
            <p className="lf-soft">
              {device.state === 'revoked'
                ? say('phoneRevoked')
                : say('phoneLine', { count: device.households, when: device.lastSeenAt.slice(0, 10) })}
            </p>
            {device.state === 'active' && asked !== device.id && (
              <button type="button" className="lf-link" onClick={() => setAsked(device.id)}>
                {say('revoke')}
              </button>
            )}
            {asked === device.id && (
              <form className="lf-form" onSubmit={(event) => void revoke(event, device.id)}>
                <label>
                  {say('revokeReason')}
                  <input name="reason" maxLength={200} autoComplete="off" />
                </label>
                <button type="submit" className="lf-button">
                  {say('revoke')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What Chromium hands out when a page may be installed. */
interface InstallEvent extends Event {
  prompt(): Promise<void>
}

function Install(): ReactNode {
  const say = useWords(words)
  const [event, setEvent] = useState<InstallEvent | null>(null)
  const [kept, setKept] = useState<boolean | null>(null)
  useEffect(() => {
    const hear = (given: Event) => {
      given.preventDefault()
      setEvent(given as InstallEvent)
    }
    window.addEventListener('beforeinstallprompt', hear)
    void navigator.storage?.persist?.().then(setKept)
    return () => window.removeEventListener('beforeinstallprompt', hear)
  }, [])
  return (
    <>
      {event ? (
        <button type="button" className="lf-button" onClick={() => void event.prompt()}>
          {say('install')}
        </button>
      ) : (
        <p className="lf-soft">{say('installHint')}</p>
      )}
      {kept === false && <p className="lf-soft">{say('notKept')}</p>}
    </>
  )
}

function Wipe(): ReactNode {
  const say = useWords(words)
  const { counts, lock, changed } = useField()
  const [sure, setSure] = useState(false)
  const go = async () => {
    await wipe()
    lock()
    await changed().catch(() => undefined)
  }
  if (!sure)
    return (
      <button type="button" className="lf-link" onClick={() => setSure(true)}>
        {say('wipe')}
      </button>
    )
  return (
    <div className="lf-note lf-form">
      <p>{say('wipeSure', { count: counts.waiting })}</p>
      <button type="button" className="lf-button" onClick={() => void go()}>
        {say('wipeGo')}
      </button>
      <button type="button" className="lf-link" onClick={() => setSure(false)}>
        {say('cancel')}
      </button>
    </div>
  )
}
