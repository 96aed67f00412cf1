import type { HouseholdAssessment } from '@lastmile/contract'
import { legalDateAt, scopeRange } from '@lastmile/domain'
import { type Assessment, assessHousehold, openScheme, type Scheme, scoreOf } from '@lastmile/measure'
import type { Household } from '@lastmile/rules'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { factSources, householdHead, mayReadFact } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { groupsOfHousehold } from '../groups/of-household.ts'
import { openAlerts } from '../scales/alert-store.ts'
import { currentScheme } from '../scheme/current.ts'
import { assessmentsOf, decisionsOf } from '../store/assessments.ts'
import { groupedCells } from '../store/cells.ts'
import { placeInTier } from '../store/lists.ts'
import { wholeOf } from '../store/whole.ts'
import { householdsWithScores } from './household-with-scores.ts'
import { presentDimensions, presentMissing, presentReasons } from './present-assessment.ts'
import { reachOf } from './reach.ts'

type View = z.infer<typeof HouseholdAssessment>

/** An assessment with what it was made from: what a page and a sheet of paper are drawn from. */
export interface Assessed {
  readonly view: View
  readonly headName: string
  readonly no: string
  readonly orgPath: string
}

/**
 * A household's assessment as of today, with reasons; a read of the household in the ledger. What its reader may not know moves nothing in it
 * (ADR 0008); `open` leaves that out for everybody, as on paper.
 */
export async function viewAssessment(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string; readonly open?: boolean },
): Promise<Assessed> {
  const head = await householdHead(tx, input.id)
  const day = legalDateAt(tx.now)
  const { scheme, hash, library } = await currentScheme(tx, deps)
  const row = (await assessmentsOf(tx, [head.id])).get(head.id)
  if (!row) throw new AppError('assessment_missing')
  const district = head.orgPath.slice(0, head.orgPath.indexOf('/') + 1)
  const file = await asSystem(tx, district, async () =>
    (await householdsWithScores(tx, library.facts, [head.id], day)).get(head.id),
  )
  if (!file) throw new AppError('not_found')
  if (!file.ok) throw new AppError('household_unreadable', { reason: file.error.message })
  const mayProtected = input.open !== true && mayReadFact(tx.actor, 'protected')
  const assessment = assessHousehold(mayProtected ? scheme : openScheme(scheme), file.household, day)
  const whole = mayProtected ? await wholeOf(tx, head.id) : null
  recordReads(tx, [head], 'assessment')
  const sources = await factSources(tx, [head.id])
  const reader = {
    mayProtected,
    sourceOf: (use: { readonly fact: string; readonly member?: string | undefined }) =>
      sources.get(`${use.member ?? head.id} ${use.fact}`) ?? null,
    tx,
    facts: scheme.names.facts.all,
  }
  const decisions = await decisionsOf(tx, head.id)
  const staff = await staffByIds(
    tx,
    decisions.map((one) => one.by_id),
  )
  const street = await streetDepths(tx, scheme, hash, head.orgPath, district, mayProtected)
  const last = decisions.find((one) => one.scheme_hash === hash)
  const names = namesOf(file.household)
  const tier = (number: number) => ({
    tier: number,
    name: scheme.document.tiers.find((one) => one.tier === number)?.name ?? {
      zh: `${number} 级`,
      en: `Tier ${number}`,
    },
  })
  const override = scheme.overrides.find((one) => one.id === assessment.tier.override)
  const overrideName = override?.protected && !reader.mayProtected ? PROTECTED : (override?.name ?? null)
  return {
    headName: head.headName,
    no: head.no,
    orgPath: head.orgPath,
    view: {
      date: day,
      scheme: {
        id: scheme.id,
        version: scheme.document.version,
        hash,
        status: scheme.document.status,
        name: scheme.document.name,
      },
      proposed: tier(assessment.tier.id),
      possible: tier(assessment.tier.possible),
      decided: assessment.tier.decided,
      override: overrideName,
      score: assessment.score,
      bounds: assessment.bounds,
      firmness: { level: assessment.firmness.level, weights: assessment.firmness.weights },
      openTier: mayProtected ? tier(row.proposed) : null,
      rank: await placeInTier(tx, whole ?? row, reachOf(tx)),
      state: row.state,
      tier: row.tier === null ? null : tier(row.tier),
      dueOn: row.due_on,
      version: row.version,
      tiers: scheme.document.tiers.map((one, place) => ({
        ...tier(one.tier),
        secondConfirmation: one.second_confirmation,
        atLeast: lineOf(scheme, place),
      })),
      dimensions: presentDimensions(assessment, scheme, reader, street, last?.deprived ?? null),
      because: presentReasons(assessment, scheme, reader),
      missing: presentMissing(assessment.missing, reader, names),
      nextQuestion: nextQuestionOf(assessment, reader, names),
      moves: assessment.moves
        .filter((move) => reader.mayProtected || !isProtected(scheme, move.indicator))
        .map(({ name, kind, tier: to }) => ({ name, kind, tier: to })),
      services: [...assessment.services],
      cadence: assessment.cadence,
      decisions: decisions.map((one) => ({
        id: one.id,
        at: one.at.toISOString(),
        by: staff.get(one.by_id)?.name ?? '',
        role: staff.get(one.by_id)?.role ?? '',
        step: one.step,
        proposed: one.proposed,
        tier: one.tier,
        reason: one.reason,
        settled: one.settled,
        score: one.lower,
      })),
      groups: await groupsOfHousehold(tx, deps, scheme, row),
      alerts: (await openAlerts(tx, [head.id])).map((alert) => ({
        id: alert.id,
        kind: mayProtected ? alert.kind : 'urgent',
        dueAt: alert.due_at.toISOString(),
        personName: alert.person_id ? (names.get(alert.person_id) ?? null) : null,
      })),
    },
  }
}

const PROTECTED = { zh: '受保护的情况', en: 'A protected circumstance' }

function lineOf(scheme: Scheme, place: number): number {
  const line = scheme.tiers[place]?.atLeast ?? { top: 0, bottom: 1 }
  return line.top / line.bottom
}

function isProtected(scheme: Scheme, indicator: string): boolean {
  return scheme.indicators.some((one) => one.id === indicator && one.protected)
}

function namesOf(household: Household): ReadonlyMap<string, string> {
  return new Map(household.members.map((member) => [member.id, member.called ?? '']))
}

function nextQuestionOf(
  assessment: Assessment,
  reader: { readonly mayProtected: boolean; readonly facts: Parameters<typeof presentMissing>[1]['facts'] },
  names: ReadonlyMap<string, string>,
): View['nextQuestion'] {
  const question = assessment.nextQuestion
  if (!question) return null
  const [shown] = presentMissing([question], reader, names)
  return shown ? { ...shown, decides: question.decides } : null
}

/** Median and mean of the depth of each dimension in the household's street. */
async function streetDepths(
  tx: Tx,
  scheme: Scheme,
  hash: string,
  orgPath: string,
  district: string,
  whole: boolean,
): Promise<ReadonlyMap<string, { median: number; mean: number }>> {
  const street = orgPath.split('/').slice(0, 2).join('/').concat('/')
  const groups = await asSystem(tx, district, () =>
    groupedCells(tx, { ...scopeRange(street), schemeHash: hash, by: { unitDepth: 2 }, whole }),
  )
  const cells = [...groups.values()].flat()
  const all = cells.reduce((sum, { units }) => sum + units, 0)
  return new Map(
    scheme.dimensions.map(({ id, indicators }) => {
      const mask = indicators.reduce((bits, { bit }) => bits | (1 << bit), 0)
      const depths = cells
        .map(({ deprived, units }) => ({
          units,
          depth: scoreOf(deprived & mask, scheme.weights) / scheme.weights.denominator,
        }))
        .sort((a, b) => a.depth - b.depth)
      let seen = 0
      const middle = depths.find(({ units }) => {
        seen += units
        return seen * 2 >= all
      })
      const total = depths.reduce((sum, { depth, units }) => sum + depth * units, 0)
      return [id, { median: middle?.depth ?? 0, mean: all === 0 ? 0 : total / all }]
    }),
  )
}
