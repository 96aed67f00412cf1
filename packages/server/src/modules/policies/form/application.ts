import type { Because } from '@lastmile/contract'
import { legalDateAt, roleMay } from '@lastmile/domain'
import { type MissingFact, type PolicyResult, screenHousehold } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import {
  factSources,
  type HouseholdHead,
  householdHeads,
  maySeeFacts,
  presentTree,
  readHouseholdFiles,
  type SourceOf,
} from '../../households/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { type GapRow, getGap } from '../store.ts'

/** What a household needs to apply for what a gap says. */
export interface Application {
  readonly gap: GapRow
  readonly head: HouseholdHead
  readonly day: string
  /** Where to go, and how long it takes. */
  readonly where: string
  readonly timeLimit: string | null
  readonly steps: string | null
  /** What must be brought, one thing an entry. */
  readonly materials: readonly string[]
  /** Facts that nobody knows yet and that the answer or the amount still needs. */
  readonly missing: readonly (MissingFact & { readonly who: string })[]
  /** The reasons as the reader may see them, each fact with its source and day. */
  readonly because: Because
  readonly citations: readonly {
    readonly document: string
    readonly number: string
    readonly clause: string
    readonly verified: string
  }[]
  /** Names of the members by id. */
  readonly names: ReadonlyMap<string, string>
}

/**
 * Everything about applying for the benefit of a gap, by the facts of today. Reasons come from today's screening while it
 * still says eligible; from the gap itself otherwise.
 */
export async function readApplication(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  gapId: string,
): Promise<Application> {
  const { library } = deps
  const gap = await getGap(tx, gapId)
  const policy = library.byId.get(gap.policy)
  const head = (await householdHeads(tx, [gap.household_id])).get(gap.household_id)
  if (!policy || !head) throw new AppError('not_found')
  const day = legalDateAt(tx.now)
  const root = head.orgPath.slice(0, head.orgPath.indexOf('/') + 1)
  const file = await asSystem(tx, root, async () =>
    (await readHouseholdFiles(tx, { facts: library.facts }, [head.id], day)).get(head.id),
  )
  if (!file) throw new AppError('not_found')
  if (!file.ok) throw new AppError('household_unreadable', { reason: file.error.message })
  const [result] = screenHousehold(library, file.household, day, {
    policies: [gap.policy],
    ask: false,
  }).results
  const see = maySeeFacts(tx, library.facts.all)
  const sources = await factSources(tx, [head.id])
  const sourceOf: SourceOf = (use) => sources.get(`${use.member ?? head.id} ${use.fact}`) ?? null
  const names = new Map(
    file.household.members.map((member) => [member.id, member.called ?? member.relation ?? '']),
  )
  const eligible = result?.outcome === 'eligible' ? result : null
  const { apply } = policy.document
  return {
    gap,
    head,
    day,
    where: apply.where,
    timeLimit: apply.time_limit,
    steps: apply.steps ?? null,
    materials: materialsOf(apply.materials),
    missing: missingOf(result)
      .filter((one) => see(one.fact))
      .map((one) => ({ ...one, who: one.member === undefined ? '' : (names.get(one.member) ?? '') })),
    because: presentTree(eligible ? eligible.because : gap.because, see, sourceOf),
    citations: [...(result?.citations ?? [])],
    names,
  }
}

/** Whether the actor may get identity numbers in full. */
export function mayReveal(tx: Tx): boolean {
  const { role } = tx.actor
  return role !== 'auth' && role !== 'sealer' && roleMay(role, 'identity.reveal')
}

function missingOf(result: PolicyResult | undefined): MissingFact[] {
  const all = [
    ...(result?.missing ?? []),
    ...(result?.missingForAmount ?? []),
    ...(result?.persons ?? []).flatMap((person) => person.missing),
  ]
  const seen = new Set<string>()
  return all.filter((one) => {
    const key = `${one.member ?? ''} ${one.fact}`
    return !seen.has(key) && seen.add(key)
  })
}

/** The parts of a sentence like `申请书、户口簿和身份证、收入材料（能查到的不用交）`; what stands in brackets is not taken apart. */
export function materialsOf(text: string | null): string[] {
  if (text === null) return []
  const parts: string[] = []
  let part = ''
  let depth = 0
  for (const sign of text) {
    if ('（(“《'.includes(sign)) depth += 1
    if ('）)”》'.includes(sign)) depth = Math.max(0, depth - 1)
    if (depth === 0 && '、；;。'.includes(sign)) {
      parts.push(part)
      part = ''
    } else part += sign
  }
  parts.push(part)
  return parts.map((one) => one.trim()).filter((one) => one !== '')
}
