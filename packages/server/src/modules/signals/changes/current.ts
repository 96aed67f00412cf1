import { createHash } from 'node:crypto'
import { legalDateAt } from '@lastmile/domain'
import { LibraryError, type Signals, withThresholds } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { changesInForce } from './store.ts'

/** The rules as they are in force: the district's files, with what was published above them. */
export interface CurrentSignals {
  readonly signals: Signals
  /** Rules that say nothing now: put to rest for a time, or retired. */
  readonly silent: ReadonlySet<string>
  /** Rules that look at households. */
  readonly speaking: readonly string[]
}

/** Made ready by what is in force; another set of files makes them anew. */
const made = new WeakMap<Signals, Map<string, CurrentSignals>>()
const KEPT = 8

/** The rules in force on the day of the transaction. What a file no longer has, or its check no longer accepts, is left out. */
export async function currentSignals(
  tx: Tx,
  { signals }: { readonly signals: Signals },
): Promise<CurrentSignals> {
  const rows = await changesInForce(tx, legalDateAt(tx.now))
  const values = new Map<string, Readonly<Record<string, number>>>()
  const silent = new Set<string>()
  for (const { rule, kind, thresholds } of rows) {
    if (!signals.byId.has(rule)) continue
    if (kind === 'thresholds') values.set(rule, { ...values.get(rule), ...thresholds })
    else silent.add(rule)
  }
  const key = JSON.stringify([[...values].sort(), [...silent].sort()])
  const known = made.get(signals) ?? new Map<string, CurrentSignals>()
  made.set(signals, known)
  const before = known.get(key)
  if (before) return before
  const changed = [...values].reduce((all, [rule, own]) => withValues(all, rule, own), signals)
  const speaking = changed.rules.filter(({ id }) => !silent.has(id)).map(({ id }) => id)
  const result: CurrentSignals = { signals: changed, silent, speaking }
  if (known.size >= KEPT) known.delete(known.keys().next().value ?? '')
  known.set(key, result)
  return result
}

/** One rule with other thresholds, and a hash that tells it from its file. */
function withValues(signals: Signals, rule: string, values: Readonly<Record<string, number>>): Signals {
  const own = signals.byId.get(rule)?.document.thresholds ?? []
  const kept = Object.fromEntries(
    Object.entries(values).filter(([name]) => own.some((one) => one.name === name)),
  )
  try {
    const changed = withThresholds(signals, rule, kept)
    const hash = createHash('sha256')
      .update(`${signals.byId.get(rule)?.hash ?? ''} ${JSON.stringify(kept)}`)
      .digest('hex')
    const rules = changed.rules.map((one) => (one.id === rule ? { ...one, hash } : one))
    return { ...changed, rules, byId: new Map(rules.map((one) => [one.id, one])) }
  } catch (error) {
    if (error instanceof LibraryError || error instanceof RangeError) return signals
    throw error
  }
}
