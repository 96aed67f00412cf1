import { addDays, legalDateAt, newIdAt } from '@lastmile/domain'
import { type FoundSignal, findSignals, type Household, type Urgency } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { type HouseholdHead, householdHeads, readHouseholdFilesWithPast } from '../../households/index.ts'
import { currentSignals } from '../changes/current.ts'
import type { SignalDeps } from '../deps.ts'
import { type Basis, keepBases } from '../store/basis.ts'
import {
  insertSignals,
  lapseSignals,
  type NewSignal,
  type Refreshed,
  refreshSignals,
  type SignalRow,
  signalsOfHouseholds,
  stopHolding,
} from '../store/signals.ts'
import { tellSignal } from '../thread-texts.ts'
import { ownersOf } from './owners.ts'
import { whatRulesRead } from './what-rules-read.ts'

/** What looking into some households came to. */
export interface Looked {
  readonly households: number
  readonly raised: number
  readonly lapsed: number
  /** Households that could not be read, and why; they keep the signals they had. */
  readonly failed: readonly { readonly householdId: string; readonly reason: string }[]
}

const CHUNK = 200

/**
 * Holds the rules against some households with the platform's reach, in this transaction: raises what is new, brings the reasons of
 * open signals up to date, ends those that nobody has taken and that the facts no longer carry. What people ended stays
 * ended while it is so, and for the quiet days of its rule after that. One household that cannot be read stops nobody else.
 */
export async function lookInto(
  tx: Tx,
  deps: Pick<SignalDeps, 'signals' | 'facts'>,
  householdIds: readonly string[],
): Promise<Looked> {
  const ids = [...new Set(householdIds)]
  const failed: { householdId: string; reason: string }[] = []
  const count = { households: 0, raised: 0, lapsed: 0 }
  for (let from = 0; from < ids.length; from += CHUNK) {
    const part = ids.slice(from, from + CHUNK)
    await asSystem(tx, rootOf(tx.actor.orgPath), async () => {
      const looked = await lookIntoPart(tx, deps, part, failed)
      count.households += looked.households
      count.raised += looked.raised
      count.lapsed += looked.lapsed
    })
  }
  return { ...count, failed }
}

/** The earlier of two legal days. */
export function earlier(one: string, other: string): string {
  return [one, other].sort()[0] ?? one
}

/** The root of the tree that a path lies in. */
export function rootOf(path: string): string {
  return path.slice(0, path.indexOf('/') + 1)
}

async function lookIntoPart(
  tx: Tx,
  { facts, ...deps }: Pick<SignalDeps, 'signals' | 'facts'>,
  ids: readonly string[],
  failed: { householdId: string; reason: string }[],
): Promise<Omit<Looked, 'failed'>> {
  const today = legalDateAt(tx.now)
  const { signals, silent, speaking } = await currentSignals(tx, deps)
  const read = whatRulesRead(signals, facts)
  const heads = await householdHeads(tx, ids)
  const files = await readHouseholdFilesWithPast(tx, read.facts, ids, today, read.asked)
  const known = Map.groupBy(await signalsOfHouseholds(tx, ids), (row) => row.household_id)
  const owners = await ownersOf(tx, [...heads.values()])
  const added: (NewSignal & { basis: Household })[] = []
  const refreshed: Refreshed[] = []
  const gone: SignalRow[] = []
  let households = 0
  for (const [id, file] of files) {
    const head = heads.get(id)
    if (!head) continue
    if (!file.ok) {
      failed.push({ householdId: id, reason: file.error.message })
      continue
    }
    households += 1
    const found = findSignals(signals, file.household, today, speaking)
    const past = known.get(id) ?? []
    for (const one of found.raised) {
      const rule = signals.byId.get(one.rule)
      if (!rule) continue
      const open = past.find((row) => row.rule === one.rule && row.state === 'open')
      if (open) refreshed.push(freshened(open, one, today, signals.settings.days))
      else if (!isQuiet(past, one.rule, today, rule.document.quiet_days))
        added.push({
          ...opened(tx, head, one, { rule, past, today, settings: signals.settings }),
          owner_id: owners.ownerOf(head, rule.guarded),
          basis: read.partFor(one.rule, file.household),
        })
    }
    const said = new Set([...found.raised.map(({ rule }) => rule), ...found.unknown])
    gone.push(
      ...past.filter(
        ({ rule, holds }) =>
          // What a silent rule had raised is for people to end.
          holds &&
          !said.has(rule) &&
          !silent.has(rule) &&
          signals.byId.get(rule)?.document.raised_by === 'rule',
      ),
    )
  }
  const isNew = await insertSignals(tx, added)
  const raised = added.filter(({ id }) => isNew.has(id))
  await keepBases(
    tx,
    raised.map(
      (one): Basis => ({
        signal_id: one.id,
        household_id: one.household_id,
        org_path: one.org_path,
        legal_date: today,
        household: one.basis,
      }),
    ),
  )
  await refreshSignals(tx, refreshed)
  const lapsed = gone.filter(({ state, taken_at }) => state === 'open' && taken_at === null)
  await lapseSignals(
    tx,
    lapsed.map(({ id }) => id),
  )
  await stopHolding(
    tx,
    gone.filter((row) => !lapsed.includes(row)).map(({ id }) => id),
  )
  for (const one of raised) {
    tellSignal(tx, signals, one, 'signal.raise', { urgency: one.urgency })
    if (one.level > 0) tellSignal(tx, signals, one, 'signal.climb', { level: one.level, repeated: true })
  }
  for (const one of lapsed) tellSignal(tx, signals, one, 'signal.lapse')
  return { households, raised: raised.length, lapsed: lapsed.length }
}

/** An open signal with the reasons of today. It becomes more urgent, never less. */
function freshened(
  open: SignalRow,
  found: FoundSignal,
  today: string,
  days: Readonly<Record<`${Urgency}`, number>>,
): Refreshed {
  const isWorse = found.urgency < open.urgency
  const due = isWorse ? addDays(today, days[`${found.urgency}`]) : open.due_on
  return {
    id: open.id,
    members: found.members,
    urgency: Math.min(found.urgency, open.urgency),
    due_on: earlier(due, open.due_on),
    // What had stopped holding while somebody was on the way, and holds again, is said once more.
    times: open.times + (open.holds ? 0 : 1),
    because: found.because as Refreshed['because'],
    priority: (isWorse ? found.priority : open.priority) as Refreshed['priority'],
  }
}

/** Whether a rule has spoken of the household, was ended by a person, and nothing has changed since or too little time passed. */
function isQuiet(past: readonly SignalRow[], rule: string, today: string, quietDays: number): boolean {
  return past.some((row) => {
    if (row.rule !== rule || row.state !== 'ended' || row.outcome === 'lapsed' || !row.ended_at) return false
    return row.holds || addDays(legalDateAt(row.ended_at), quietDays) > today
  })
}

interface Around {
  readonly rule: SignalDeps['signals']['rules'][number]
  readonly past: readonly SignalRow[]
  readonly today: string
  readonly settings: SignalDeps['signals']['settings']
}

function opened(
  tx: Tx,
  head: HouseholdHead,
  found: FoundSignal,
  { rule, past, today, settings }: Around,
): Omit<NewSignal, 'owner_id'> {
  return {
    id: newIdAt(tx.now),
    household_id: head.id,
    org_path: head.orgPath,
    rule: rule.id,
    rule_hash: rule.hash,
    guarded: rule.guarded,
    members: found.members,
    urgency: found.urgency,
    level: levelFor(past, settings.repeats),
    raised_by: null,
    told: null,
    due_on: addDays(today, settings.days[`${found.urgency}`]),
    because: found.because as NewSignal['because'],
    priority: found.priority as NewSignal['priority'],
  }
}

/** A household that was visited again and again and got nothing is looked at by the street at once. */
export function levelFor(past: readonly SignalRow[], repeats: number): number {
  const inVain = past.filter(({ outcome, visited }) => outcome === 'nothing' && visited === true).length
  return inVain >= repeats ? 1 : 0
}
