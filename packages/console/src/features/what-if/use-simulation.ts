import { useLang } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useSettled } from '../../frame/index.ts'
import { Reckoner } from './reckoner.ts'
import type { Change, Result } from './shapes.ts'
import type { FromWorker } from './worker-messages.ts'

/** Where an answer comes from and how far it is. */
export interface SimulationState {
  readonly where: 'browser' | 'server'
  readonly result: Result | null
  /** When the households were read. */
  readonly readAt: string | null
  /** Milliseconds of the last answer in this browser; null by the server. */
  readonly ms: number | null
  /** Bytes of the columns so far. */
  readonly progress: { readonly received: number; readonly total: number | null } | null
  readonly busy: boolean
  /** A question that the rules refuse, in their words. */
  readonly refused: string | null
  readonly error: unknown
  readonly retry: () => void
}

/** A phone holds no more households than this. */
const MOST_ON_A_PHONE = 50_000
/** A slider asks the server when it has stood still so long. */
const STILL_MS = 250

/** Whether this browser can hold the columns and reckon over them. */
function canReckon(households: number): boolean {
  if (typeof WebAssembly === 'undefined' || typeof DecompressionStream === 'undefined') return false
  const small = window.matchMedia('(pointer: coarse) and (max-width: 700px)').matches
  return !small || households <= MOST_ON_A_PHONE
}

interface Local extends Pick<SimulationState, 'result' | 'readAt' | 'ms' | 'progress' | 'refused'> {
  /** The choice of policies that this is about. */
  readonly key: string
  readonly failed: boolean
}
const begun = (key: string): Local => ({
  key,
  result: null,
  readAt: null,
  ms: null,
  progress: null,
  refused: null,
  failed: false,
})

function after(before: Local, message: FromWorker): Local {
  switch (message.kind) {
    case 'progress':
      return { ...before, progress: { received: message.received, total: message.total } }
    case 'ready':
      return { ...before, readAt: message.readAt }
    case 'answer':
      return { ...before, result: message.result, ms: message.ms, progress: null, refused: null }
    case 'refused':
      return { ...before, refused: message.message }
    case 'failed':
      return { ...before, failed: true }
  }
}

/**
 * Answers a question as it changes: by WebAssembly in a worker over columns that the server gives, and by the server where it does not
 * give them, or where this browser cannot.
 */
export function useSimulation(
  policies: readonly string[],
  changes: readonly Change[],
  setting:
    | { readonly where: 'browser' | 'server'; readonly households: number; readonly libraryHash: string }
    | undefined,
): SimulationState {
  const api = useApi()
  const language = useLang() === 'zh' ? 'zh-CN' : 'en'
  const names = policies.join(',')
  const key = `${names} ${setting?.libraryHash ?? ''}`
  const [kept, setKept] = useState<Local>(begun(''))
  const local = kept.key === key ? kept : begun(key)
  const mayLocal = setting?.where === 'browser' && canReckon(setting.households)
  const isLocal = mayLocal && !local.failed
  const reckoner = useRef<Reckoner | null>(null)
  const latest = useRef(changes)
  useEffect(() => {
    if (!isLocal || names === '') return
    setKept(begun(key))
    const address = `/api/what-if/columns?policies=${encodeURIComponent(names)}`
    const made = new Reckoner(address, language, (message) =>
      setKept((before) => (before.key === key ? after(before, message) : before)),
    )
    reckoner.current = made
    made.ask(latest.current)
    return () => {
      reckoner.current = null
      made.close()
    }
  }, [isLocal, names, key, language])
  useEffect(() => {
    latest.current = changes
    reckoner.current?.ask(changes)
  }, [changes])
  const settled = useSettled(changes, STILL_MS)
  const byServer = useQuery({
    ...api.whatIf.ask.queryOptions({ input: { policies: [...policies], changes: [...settled] } }),
    enabled: setting !== undefined && !isLocal && names !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const retry = () => void byServer.refetch()
  if (isLocal) return { ...local, where: 'browser', busy: local.result === null, error: null, retry }
  return {
    where: 'server',
    result: byServer.data?.result ?? null,
    readAt: byServer.data?.readAt ?? null,
    ms: null,
    progress: null,
    busy: byServer.isFetching,
    refused: null,
    error: byServer.error,
    retry,
  }
}
