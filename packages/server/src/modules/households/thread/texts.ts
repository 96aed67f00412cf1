import type { Json } from '../../../platform/db/index.ts'

/** Kinds of events by which the thread is filtered. */
export const THREAD_GROUPS = [
  'facts',
  'benefits',
  'gaps',
  'signals',
  'needs',
  'plan',
  'contacts',
  'case',
  'import',
  'access',
] as const
export type ThreadGroup = (typeof THREAD_GROUPS)[number]

/** An entry of the ledger as its sentence sees it. */
export interface ThreadEntry {
  /** Who did it, in words: a name, or the platform itself. */
  readonly actor: { readonly zh: string; readonly en: string }
  readonly data: { readonly [key: string]: Json }
  /** The name of the account that the entry is about, where it is about one. */
  readonly account?: string | undefined
  /** The name of an account or a unit that `data` mentions, by its key there; `?` when nobody knows it. */
  name(key: string): string
  /** The label of a fact, named `entity.fact` as `fact.record` does. */
  fact(name: string): { readonly zh: string; readonly en: string }
  policy(id: string): { readonly zh: string; readonly en: string }
}

/** How an action reads in a household's thread and in the query of the ledger. */
export interface ThreadText {
  /** Null keeps it out of the thread: a sentence for the ledger and for the list of readers only. */
  readonly group: ThreadGroup | null
  /** Keys of `data` that hold account ids or org paths, to be shown by name. */
  readonly mentions?: readonly string[]
  zh(entry: ThreadEntry): string
  en(entry: ThreadEntry): string
}

const registered = new Map<string, ThreadText>()

/**
 * Adds the sentences of a module's ledger actions. Each module says its own once, when it is loaded. Throws when an
 * action has a different sentence already: two modules would write the same action.
 */
export function registerThreadTexts(texts: Readonly<Record<string, ThreadText>>): void {
  for (const [action, text] of Object.entries(texts)) {
    const known = registered.get(action)
    if (known && known !== text) throw new Error(`two sentences for the ledger action ${action}`)
    registered.set(action, text)
  }
}

/** The sentence of an action, or null when no module has one: such entries do not stand in the thread. */
export function threadText(action: string): ThreadText | null {
  return registered.get(action) ?? null
}

/** Actions that have a sentence, of one group or of some. */
export function threadActions(groups: readonly ThreadGroup[]): string[] {
  return [...registered]
    .filter(([, text]) => text.group !== null && groups.includes(text.group))
    .map(([action]) => action)
}

/** A text of `data`, or `?` where it is missing. */
export function said(entry: ThreadEntry, key: string): string {
  const value = entry.data[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?'
}
