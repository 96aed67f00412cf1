import type { ListedAssessment } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { Scheme } from '@lastmile/measure'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads, mayReadFact } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { openAlerts } from '../scales/alert-store.ts'
import { currentScheme } from '../scheme/current.ts'
import { type AssessmentFilter, countByTier, listAssessmentRows } from '../store/lists.ts'
import { secondNeeded } from './decide.ts'
import { reachOf } from './reach.ts'

type Listed = z.infer<typeof ListedAssessment>

/** What a caller asks for. */
export interface AssessmentQuery {
  readonly box: 'to_confirm' | 'due' | 'all'
  readonly under?: string | undefined
  readonly tier?: number | undefined
  readonly indicator?: string | undefined
  readonly poor: boolean
  readonly kind?: string | undefined
  readonly undecided: boolean
  readonly limit: number
  readonly offset: number
}

/** Assessments in the caller's scope, the gravest first, with the place of each in its tier within what is asked for. */
export async function listAssessments(
  tx: Tx,
  deps: AssessmentDeps,
  query: AssessmentQuery,
): Promise<{ items: Listed[]; total: number; counts: { toConfirm: number; due: number; all: number } }> {
  const { scheme } = await currentScheme(tx, deps)
  const scope = reachOf(tx, query.under)
  const boxes = boxesFor(tx)
  const base: AssessmentFilter = {
    ...scope,
    tier: query.tier,
    bit: bitOf(scheme, query.indicator, mayReadFact(tx.actor, 'protected')),
    atLeast: query.poor ? scheme.k.top / scheme.k.bottom : undefined,
    kind: query.kind,
    undecided: query.undecided,
  }
  const filter = { ...base, ...boxes[query.box] }
  const byTier = await countByTier(tx, filter)
  const sum = (counts: ReadonlyMap<number, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
  const count = async (box: keyof typeof boxes) =>
    box === query.box ? sum(byTier) : sum(await countByTier(tx, { ...base, ...boxes[box] }))
  const rows = await listAssessmentRows(tx, { ...filter, limit: query.limit, offset: query.offset })
  const ids = rows.map((row) => row.household_id)
  const heads = await householdHeads(tx, ids)
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const urgent = new Set((await openAlerts(tx, ids)).map((alert) => alert.household_id))
  const before = graverThan(byTier)
  const mayProtected = mayReadFact(tx.actor, 'protected')
  const nameOf = (id: string | null) => {
    const one = scheme.indicators.find((indicator) => indicator.id === id)
    return one && (mayProtected || !one.protected) ? one.name : null
  }
  return {
    items: rows.map((row, place): Listed => {
      const head = heads.get(row.household_id)
      return {
        householdId: row.household_id,
        householdNo: head?.no ?? '',
        headName: head?.headName ?? '',
        orgPath: row.org_path,
        orgName: units.get(row.org_path) ?? '',
        state: row.state,
        proposed: row.proposed,
        possible: row.possible,
        tier: row.tier,
        lower: row.lower,
        upper: row.upper,
        firmness: row.firmness,
        ask: nameOf(row.ask),
        move: nameOf(row.move),
        urgent: urgent.has(row.household_id),
        dueOn: row.due_on,
        place: query.offset + place + 1 - before(row.proposed),
        version: row.version,
      }
    }),
    total: sum(byTier),
    counts: { toConfirm: await count('to_confirm'), due: await count('due'), all: await count('all') },
  }
}

function bitOf(scheme: Scheme, indicator: string | undefined, mayProtected: boolean): number | undefined {
  if (indicator === undefined) return undefined
  const found = scheme.indicators.find((one) => one.id === indicator)
  // A list by a protected indicator would name its households. Nobody has bit 31.
  return found && (mayProtected || !found.protected) ? found.bit : 31
}

function graverThan(byTier: ReadonlyMap<number, number>): (tier: number) => number {
  return (tier) => [...byTier].reduce((sum, [other, n]) => sum + (other < tier ? n : 0), 0)
}

/** How much waits for the actor: tiers to confirm, the grave ones among them, and assessments that are due again. */
export async function countWaiting(
  tx: Tx,
  deps: AssessmentDeps,
): Promise<{ toConfirm: number; grave: number; due: number }> {
  const { scheme } = await currentScheme(tx, deps)
  const scope = reachOf(tx)
  const waiting = await countByTier(tx, { ...scope, ...boxesFor(tx).to_confirm })
  const due = await countByTier(tx, { ...scope, ...boxesFor(tx).due })
  const sum = (counts: ReadonlyMap<number, number>, only: (tier: number) => boolean = () => true) =>
    [...counts].reduce((total, [tier, n]) => total + (only(tier) ? n : 0), 0)
  return {
    toConfirm: sum(waiting),
    grave: sum(waiting, (tier) => secondNeeded(scheme, tier)),
    due: sum(due),
  }
}

/** What each box holds: a backbone's word is the second, everybody else's the first. */
function boxesFor(tx: Tx) {
  return {
    to_confirm: { states: tx.actor.role === 'backbone' ? ['second'] : ['open'] },
    due: { states: ['settled'], dueBy: legalDateAt(tx.now) },
    all: {},
  } as const
}
