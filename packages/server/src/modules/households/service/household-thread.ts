import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { isGuarded, type Library } from '@lastmile/rules'
import { asSystem, type Json, type Tx } from '../../../platform/db/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { may, mayReadFact, mayReadGroup } from '../access.ts'
import { type HouseholdDeps, policyName } from '../deps.ts'
import { getHousehold } from '../store/households.ts'
import { type ThreadRow, threadRows } from '../store/thread.ts'
import {
  THREAD_GROUPS,
  type ThreadEntry,
  type ThreadGroup,
  threadActions,
  threadText,
} from '../thread/texts.ts'

const DAY = 86_400_000

/** An event of the thread as the API shows it. */
export interface ThreadEventView {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly actor: { readonly id: string | null; readonly name: string; readonly role: string }
  readonly text: { readonly zh: string; readonly en: string }
  readonly group: ThreadGroup
  readonly data: { readonly [key: string]: Json }
}

/**
 * The timeline of a household: every entry of the ledger that has a sentence and that the actor's role may read,
 * newest first. Read with the platform's reach, after the household itself was found: what happened under another
 * unit before a transfer belongs to the thread as well.
 */
export async function householdThread(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'library'>,
  input: {
    readonly id: string
    readonly group?: ThreadGroup | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: ThreadEventView[]; total: number }> {
  const household = await getHousehold(tx, input.id)
  const wanted = input.group ? [input.group] : THREAD_GROUPS
  const groups = wanted.filter((group) => mayReadGroup(tx.actor, group))
  const { rows, total } = await asSystem(tx, rootOf(household.org_path), () =>
    threadRows(tx, {
      householdId: household.id,
      actions: threadActions(groups),
      from: new Date(household.created_at.getTime() - DAY),
      to: new Date(tx.now.getTime() + DAY),
      limit: input.limit,
      offset: input.offset,
    }),
  )
  const names = await namesIn(tx, rows)
  return { items: rows.flatMap((row) => presentEvent(tx, deps, row, names)), total }
}

/** The latest ledger entries of some actions about a household that the actor may see, as they stand. */
export async function householdEntries(
  tx: Tx,
  id: string,
  actions: readonly string[],
  limit: number,
): Promise<readonly ThreadRow[]> {
  const household = await getHousehold(tx, id)
  const { rows } = await asSystem(tx, rootOf(household.org_path), () =>
    threadRows(tx, {
      householdId: household.id,
      actions,
      from: new Date(household.created_at.getTime() - DAY),
      to: new Date(tx.now.getTime() + DAY),
      limit,
      offset: 0,
    }),
  )
  return rows
}

/**
 * One sentence for each ledger entry, in order, with the names of those it mentions; an action without a sentence
 * stands as it is. For the query of the ledger and for the list of who opened a file.
 */
export async function ledgerSentences(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'library'>,
  rows: readonly ThreadRow[],
): Promise<{ readonly zh: string; readonly en: string }[]> {
  const names = await namesIn(tx, rows)
  return rows.map((row) => presentEvent(tx, deps, row, names)[0]?.text ?? { zh: row.action, en: row.action })
}

/** The root of the tree that a path lies in. */
export function rootOf(path: string): string {
  return path.slice(0, path.indexOf('/') + 1)
}

async function namesIn(tx: Tx, rows: readonly ThreadRow[]): Promise<ReadonlyMap<string, string>> {
  const mentioned = rows.flatMap((row) =>
    (threadText(row.action)?.mentions ?? []).flatMap((key) => {
      const value = row.data[key]
      return typeof value === 'string' ? [value] : []
    }),
  )
  const actors = rows.flatMap((row) => (row.actor_id ? [row.actor_id] : []))
  const objects = rows.flatMap((row) => (row.object_kind === 'account' ? [row.object_id] : []))
  const accounts = [...actors, ...objects, ...mentioned.filter((value) => !value.endsWith('/'))]
  const staff = await staffByIds(tx, accounts)
  const units = await unitNames(
    tx,
    mentioned.filter((value) => value.endsWith('/')),
  )
  return new Map([...units, ...[...staff].map(([id, member]) => [id, member.name] as const)])
}

/** What the actor's role may not read is taken out before the sentence is made. */
function readable(tx: Tx, row: ThreadRow): ThreadRow['data'] {
  if (may(tx.actor, 'fact.readSensitive')) return row.data
  const { facts: _facts, sensitive: _sensitive, protected: _protected, ...rest } = row.data
  return rest
}

function presentEvent(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'library'>,
  row: ThreadRow,
  names: ReadonlyMap<string, string>,
): ThreadEventView[] {
  const text = threadText(row.action)
  if (!text) return []
  const data = withoutGuarded(tx, deps.library, readable(tx, row))
  const known = row.actor_id ? names.get(row.actor_id) : undefined
  const actor = known ? { zh: known, en: known } : roleName(row.actor_role)
  const entry: ThreadEntry = {
    actor,
    data,
    account: names.get(row.object_id),
    name: (key) => {
      const value = data[key]
      return typeof value === 'string' ? (names.get(value) ?? '?') : '?'
    },
    fact: (name) => {
      const [entity = '', fact = ''] = name.split('.')
      const found = entity === 'household' || entity === 'person' ? deps.facts[entity].get(fact) : undefined
      return found?.label ?? { zh: name, en: name }
    },
    policy: (id) => (id === GUARDED ? GUARDED_NAME : policyName(deps.library, id)),
  }
  return [
    {
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      actor: { id: row.actor_id, name: actor.zh, role: row.actor_role },
      text: { zh: text.zh(entry), en: text.en(entry) },
      group: text.group ?? 'access',
      data,
    },
  ]
}

function roleName(role: string): { zh: string; en: string } {
  return Object.hasOwn(ROLE_NAMES, role) ? ROLE_NAMES[role as Role] : ROLE_NAMES.system
}

const GUARDED = 'guarded'
const GUARDED_NAME = { zh: '一项受保护的待遇', en: 'a protected benefit' }

/** Many read a thread: which guarded policy it was is for those who may read protected facts. */
function withoutGuarded(tx: Tx, library: Library, data: ThreadRow['data']): ThreadRow['data'] {
  const policy = typeof data.policy === 'string' ? library.byId.get(data.policy) : undefined
  if (!policy || !isGuarded(policy) || mayReadFact(tx.actor, 'protected')) return data
  const { amountFen: _amount, ...rest } = data
  return { ...rest, policy: GUARDED }
}
