import { setImmediate as turn } from 'node:timers/promises'
import { legalDateAt, newIdAt } from '@lastmile/domain'
import { type Amount, emittedOn, type Library, type PolicyResult, screenHousehold } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import {
  type HouseholdHead,
  householdHeads,
  type OpenReceipt,
  presentTree,
  readHouseholdFiles,
  readOpenReceipts,
} from '../../households/index.ts'
import { basisOf } from '../because.ts'
import type { LibraryDeps } from '../deps.ts'
import { isReceiving, notReceived } from '../receiving.ts'
import { keepSnapshot } from '../snapshots.ts'
import {
  closeGaps,
  type GapRow,
  gapsOfHouseholds,
  insertGaps,
  type NewGap,
  type ResultRow,
  refreshGap,
  writeResults,
} from '../store.ts'

/** What a screening of some households came to. */
export interface RescreenSummary {
  readonly households: number
  readonly opened: number
  readonly closed: number
  /** Households that could not be read or screened, and why; they keep what they had. */
  readonly failed: readonly { readonly householdId: string; readonly reason: string }[]
}

interface Screened {
  readonly head: HouseholdHead
  /** Of the policies that it is or may be entitled to. */
  readonly results: readonly PolicyResult[]
  readonly receipts: readonly OpenReceipt[]
}

const CHUNK = 200

/**
 * Screens some households anew with the platform's reach, in this transaction: writes what is eligible or unknown, opens
 * and closes gaps. Decisions of people stay (see README). One household that fails stops nobody else.
 */
export async function rescreen(
  tx: Tx,
  deps: LibraryDeps,
  householdIds: readonly string[],
): Promise<RescreenSummary> {
  const ids = [...new Set(householdIds)]
  const failed: { householdId: string; reason: string }[] = []
  const count = { opened: 0, closed: 0, households: 0 }
  const root = rootOf(tx)
  const { library } = await deps.holder.current(tx)
  for (let from = 0; from < ids.length; from += CHUNK) {
    const part = ids.slice(from, from + CHUNK)
    await asSystem(tx, root ?? (await rootOfHouseholds(tx, part)), async () => {
      const screened = await screenMany(tx, library, part, failed)
      const news = await settle(tx, library, screened)
      await deps.afterScreening?.(tx, part, library)
      count.opened += news.opened
      count.closed += news.closed
      count.households += screened.length
    })
  }
  return { ...count, failed }
}

function rootOf(tx: Tx): string | null {
  const path = tx.actor.orgPath
  return path === '' ? null : path.slice(0, path.indexOf('/') + 1)
}

async function rootOfHouseholds(tx: Tx, ids: readonly string[]): Promise<string> {
  const [head] = (await householdHeads(tx, ids)).values()
  const path = head?.orgPath ?? '/'
  return path.slice(0, path.indexOf('/') + 1)
}

export async function screenMany(
  tx: Tx,
  library: Library,
  ids: readonly string[],
  failed: { householdId: string; reason: string }[],
): Promise<Screened[]> {
  const today = legalDateAt(tx.now)
  const heads = await householdHeads(tx, ids)
  const files = await readHouseholdFiles(tx, { facts: library.facts }, ids, today)
  const receipts = await readOpenReceipts(tx, ids, today)
  const decider = emittedOn(library, today)
  const screened: Screened[] = []
  for (const [id, file] of files) {
    const head = heads.get(id)
    if (!head) continue
    // Reasons are reckoned without waiting for anything: between two households others' requests get their turn.
    await turn()
    try {
      if (!file.ok) throw file.error
      const { results } = screenHousehold(library, file.household, today, {
        ask: false,
        decider,
        ineligible: false,
      })
      screened.push({ head, results, receipts: receipts.get(id) ?? [] })
    } catch (error) {
      failed.push({ householdId: id, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return screened
}

function fenOf(amount: Amount | undefined): number | null {
  return amount ? Math.round(amount.value * 100) : null
}

function resultRows({ head, results }: Screened): ResultRow[] {
  return results.map((result) => ({
    household_id: head.id,
    org_path: head.orgPath,
    policy: result.policy,
    outcome: result.outcome === 'eligible' ? 'eligible' : 'unknown',
    amount_fen: fenOf(result.amount),
    per: result.amount?.per ?? null,
    missing: result.missing.map(({ fact, member }) => ({ fact, ...(member ? { member } : {}) })),
    unverified: result.confidence === 'unverified',
  }))
}

async function settle(
  tx: Tx,
  library: Library,
  screened: readonly Screened[],
): Promise<{ opened: number; closed: number }> {
  const made = { date: legalDateAt(tx.now), libraryHash: await keepSnapshot(tx, library) }
  await writeResults(
    tx,
    screened.map(({ head }) => head),
    screened.flatMap(resultRows),
    made,
  )
  const known = await gapsOfHouseholds(
    tx,
    screened.map(({ head }) => head.id),
  )
  const opened: NewGap[] = []
  const closed: GapRow[] = []
  for (const one of screened) {
    const due = gapsDue(tx, library, one, made)
    const live = known.filter(
      (gap) => gap.household_id === one.head.id && (gap.state === 'open' || gap.state === 'confirmed'),
    )
    for (const gap of due) {
      const standing = live.find((other) => other.policy === gap.policy)
      if (standing) {
        if (standing.state === 'open' && saysOtherwise(standing, gap)) await refreshGap(tx, standing.id, gap)
      } else if (!wasDismissed(known, gap)) opened.push(gap)
    }
    closed.push(...live.filter((gap) => !due.some((other) => other.policy === gap.policy)))
  }
  const arrived = (gap: GapRow) =>
    screened.some(
      ({ head, receipts }) =>
        head.id === gap.household_id && isReceiving(library.byId.get(gap.policy), receipts),
    )
  for (const closedAs of ['benefit', 'facts'] as const) {
    const ids = closed.filter((gap) => arrived(gap) === (closedAs === 'benefit')).map((gap) => gap.id)
    await closeGaps(tx, ids, closedAs)
  }
  await insertGaps(tx, opened)
  for (const gap of opened) tellOf(tx, 'gap.found', gap)
  for (const gap of closed) tellOf(tx, 'gap.close', gap)
  return { opened: opened.length, closed: closed.length }
}

/** Entitled and not receiving. */
function gapsDue(
  tx: Tx,
  library: Library,
  { head, results, receipts }: Screened,
  made: { readonly date: string; readonly libraryHash: string },
): NewGap[] {
  return results.flatMap((result) => {
    const missing = notReceived(library.byId.get(result.policy), result, receipts)
    if (!missing) return []
    return {
      id: newIdAt(tx.now),
      household_id: head.id,
      org_path: head.orgPath,
      policy: result.policy,
      amount_fen: fenOf(missing.amount),
      per: missing.amount?.per ?? null,
      unverified: result.confidence === 'unverified',
      since: made.date,
      because: presentTree(
        result.because,
        () => true,
        () => null,
      ),
      library_hash: made.libraryHash,
    }
  })
}

/** The amount rests on more than the reasons of the outcome. */
function saysOtherwise(standing: GapRow, news: NewGap): boolean {
  return (
    standing.amount_fen !== news.amount_fen ||
    standing.per !== news.per ||
    standing.unverified !== news.unverified ||
    basisOf(standing.because) !== basisOf(news.because)
  )
}

/** A person said that it is none, on the same facts. */
function wasDismissed(known: readonly GapRow[], gap: NewGap): boolean {
  const last = known.findLast(
    (other) =>
      other.household_id === gap.household_id && other.policy === gap.policy && other.state === 'dismissed',
  )
  return last !== undefined && basisOf(last.because) === basisOf(gap.because)
}

function tellOf(
  tx: Tx,
  action: string,
  gap: Pick<GapRow, 'id' | 'household_id' | 'org_path' | 'policy' | 'amount_fen'>,
): void {
  tx.ledger({
    action,
    objectKind: 'gap',
    objectId: gap.id,
    householdId: gap.household_id,
    orgPath: gap.org_path,
    data: { policy: gap.policy, amountFen: gap.amount_fen },
  })
}
