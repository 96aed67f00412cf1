import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Opening } from './store/database.ts'
import { type OpenPhone, presentOpening, roomLeft } from './store/phone.ts'
import { type SyncEnd, sync } from './sync.ts'

/** Counts that the state line shows. */
export interface Counts {
  readonly waiting: number
  readonly decide: number
  readonly refused: number
}

interface Field {
  /** `undefined` while it is read; null: this phone is not set up. */
  readonly opening: Opening | null | undefined
  readonly phone: OpenPhone | null
  readonly counts: Counts
  readonly syncing: boolean
  readonly end: SyncEnd | null
  /** Bytes left, when the browser says so and it is little. */
  readonly little: number | null
  /** Grows with every change of the store, so that pages read it again. */
  readonly changes: number
  opened(phone: OpenPhone): void
  lock(): void
  changed(): Promise<void>
  syncNow(): Promise<SyncEnd | null>
}

const FieldContext = createContext<Field | null>(null)
const NONE: Counts = { waiting: 0, decide: 0, refused: 0 }
/** Below it the phone is called nearly full. */
const LITTLE_ROOM = 50 * 1024 * 1024
const MARK_EVERY = 30_000

export function useField(): Field {
  const field = useContext(FieldContext)
  if (!field) throw new Error('useField stands outside the field app')
  return field
}

/** The open phone. Only where the layout has made sure that it is open. */
export function usePhone(): OpenPhone {
  const { phone } = useField()
  if (!phone) throw new Error('the phone is shut')
  return phone
}

/** What the store says, read anew after each change; null while it is read. */
export function useStored<T>(read: (phone: OpenPhone) => Promise<T>, key = ''): T | null {
  const phone = usePhone()
  const { changes } = useField()
  const [found, setFound] = useState<{ key: string; value: T } | null>(null)
  const reader = useRef(read)
  reader.current = read
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again after each change of the store
  useEffect(() => {
    let live = true
    void reader.current(phone).then((value) => live && setFound({ key, value }))
    return () => {
      live = false
    }
  }, [phone, changes, key])
  return found?.key === key ? found.value : null
}

/** Keeps the phone: whether it is set up and open, what waits, and the sync when there is signal again. */
export function FieldProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [opening, setOpening] = useState<Opening | null | undefined>(undefined)
  const [phone, setPhone] = useState<OpenPhone | null>(null)
  const [counts, setCounts] = useState<Counts>(NONE)
  const [syncing, setSyncing] = useState(false)
  const [end, setEnd] = useState<SyncEnd | null>(null)
  const [little, setLittle] = useState<number | null>(null)
  const [changes, setChanges] = useState(0)

  const look = useCallback(async () => {
    const now = await presentOpening()
    setOpening(now)
    // The lease has ended, or the phone was wiped: what is open is shut.
    if (now === null || now.share === null) setPhone(null)
    const room = await roomLeft()
    setLittle(room !== null && room < LITTLE_ROOM ? room : null)
  }, [])

  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), MARK_EVERY)
    return () => clearInterval(timer)
  }, [look])

  const changed = useCallback(async () => {
    await look()
    if (phone) setCounts(await countsOf(phone))
    setChanges((count) => count + 1)
  }, [look, phone])

  const syncNow = useCallback(async () => {
    if (!phone) return null
    setSyncing(true)
    const ended = await sync(phone)
    setSyncing(false)
    setEnd(ended)
    if (ended.kind === 'revoked') setPhone(null)
    await changed().catch(() => undefined)
    return ended
  }, [phone, changed])

  useEffect(() => {
    if (!phone) return
    void changed()
    const back = () => {
      if (navigator.onLine && document.visibilityState === 'visible') void syncNow()
    }
    window.addEventListener('online', back)
    document.addEventListener('visibilitychange', back)
    return () => {
      window.removeEventListener('online', back)
      document.removeEventListener('visibilitychange', back)
    }
  }, [phone, changed, syncNow])

  const field = useMemo<Field>(
    () => ({
      opening,
      phone,
      counts,
      syncing,
      end,
      little,
      changes,
      opened: (next) => {
        setPhone(next)
        void look()
      },
      lock: () => setPhone(null),
      changed,
      syncNow,
    }),
    [opening, phone, counts, syncing, end, little, changes, changed, syncNow, look],
  )
  return <FieldContext value={field}>{children}</FieldContext>
}

async function countsOf({ store }: OpenPhone): Promise<Counts> {
  const [waiting, questions, newcomers, answered] = await Promise.all([
    store.countWaiting(),
    store.questions(),
    store.newcomers(),
    store.answered(),
  ])
  return {
    waiting,
    decide: questions.filter(({ state }) => state === 'open').length + newcomers.length,
    refused: answered.filter(({ receipt }) => receipt.outcome === 'refused').length,
  }
}
