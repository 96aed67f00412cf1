import type { Because } from '@lastmile/contract'
import { type Household, type Library, type PolicyResult, screenHousehold, type Tree } from '@lastmile/rules'

export type EffectKind = 'gains' | 'loses' | 'more' | 'less' | 'unsure'

/** Counts and money of one place or of the whole. Money in fen a month (a yearly amount counts a twelfth); once apart. */
export interface ImpactLine {
  readonly gains: number
  readonly loses: number
  readonly more: number
  readonly less: number
  readonly unsure: number
  readonly monthFen: number
  readonly onceFen: number
}

/** What a change would do, counted over the whole district. */
export interface Impact {
  readonly date: string
  readonly households: number
  readonly failed: number
  readonly policies: readonly string[]
  readonly total: ImpactLine
  readonly byStreet: Readonly<Record<string, ImpactLine>>
  readonly byPolicy: Readonly<Record<string, ImpactLine>>
}

/** One household and policy that a change touches. */
export interface Effect {
  readonly householdId: string
  readonly orgPath: string
  readonly policy: string
  readonly kind: EffectKind
  readonly beforeFen: number | null
  readonly afterFen: number | null
  readonly per: string | null
  readonly because: Because
}

const NOTHING: ImpactLine = { gains: 0, loses: 0, more: 0, less: 0, unsure: 0, monthFen: 0, onceFen: 0 }

export const noImpact = (date: string, policies: readonly string[]): Impact => ({
  date,
  households: 0,
  failed: 0,
  policies,
  total: NOTHING,
  byStreet: {},
  byPolicy: {},
})

const fenOf = (result: PolicyResult | undefined): number | null =>
  result?.outcome === 'eligible' && result.amount ? Math.round(result.amount.value * 100) : null

function kindOf(before: PolicyResult | undefined, after: PolicyResult | undefined): EffectKind | null {
  const was = before?.outcome ?? 'ineligible'
  const is = after?.outcome ?? 'ineligible'
  if (was !== is) {
    if (is === 'eligible') return 'gains'
    if (was === 'eligible') return is === 'ineligible' ? 'loses' : 'unsure'
    return null
  }
  if (is !== 'eligible') return null
  const [old, now] = [fenOf(before), fenOf(after)]
  if (old === now) return null
  return old === null || now === null ? 'unsure' : now > old ? 'more' : 'less'
}

/** What a change does to one policy of a household, before the household's place is known. */
export interface JudgedEffect extends Omit<Effect, 'orgPath' | 'because'> {
  readonly because: Tree
}

function effectOf(
  householdId: string,
  policy: string,
  before: PolicyResult | undefined,
  after: PolicyResult | undefined,
): JudgedEffect | null {
  const kind = kindOf(before, after)
  const said = after ?? before
  if (!kind || !said) return null
  return {
    householdId,
    policy,
    kind,
    beforeFen: fenOf(before),
    afterFen: fenOf(after),
    per: (after?.amount ?? before?.amount)?.per ?? null,
    because: said.because,
  }
}

/** Judges some households under both libraries, on one day. */
export function judge(
  libraries: { readonly before: Library; readonly after: Library },
  households: readonly (readonly [id: string, household: Household])[],
  question: { readonly date: string; readonly policies: readonly string[] },
): JudgedEffect[] {
  const { before, after } = libraries
  return households.flatMap(([id, household]) => {
    const results = (library: Library) => {
      const policies = question.policies.filter((policy) => library.byId.has(policy))
      const { results: all } = screenHousehold(library, household, question.date, { policies, ask: false })
      return new Map(all.map((result) => [result.policy, result]))
    }
    const [old, now] = [results(before), results(after)]
    return question.policies.flatMap((policy) => effectOf(id, policy, old.get(policy), now.get(policy)) ?? [])
  })
}

function withEffect(line: ImpactLine | undefined, effect: Effect): ImpactLine {
  const from = line ?? NOTHING
  const difference = (effect.afterFen ?? 0) - (effect.beforeFen ?? 0)
  const counted = effect.kind === 'unsure' ? 0 : difference
  return {
    ...from,
    [effect.kind]: from[effect.kind] + 1,
    monthFen:
      from.monthFen +
      (effect.per === 'month' ? counted : effect.per === 'year' ? Math.round(counted / 12) : 0),
    onceFen: from.onceFen + (effect.per === 'once' ? counted : 0),
  }
}

/** `310118/310118001/…` → `310118/310118001/`. */
export function streetOf(path: string): string {
  return path.split('/').slice(0, 2).join('/').concat('/')
}

/** Adds the effects of some households to an impact. */
export function addEffects(
  impact: Impact,
  part: { readonly effects: readonly Effect[]; readonly households: number; readonly failed: number },
): Impact {
  const byStreet = { ...impact.byStreet }
  const byPolicy = { ...impact.byPolicy }
  let total = impact.total
  for (const effect of part.effects) {
    const street = streetOf(effect.orgPath)
    byStreet[street] = withEffect(byStreet[street], effect)
    byPolicy[effect.policy] = withEffect(byPolicy[effect.policy], effect)
    total = withEffect(total, effect)
  }
  return {
    ...impact,
    households: impact.households + part.households,
    failed: impact.failed + part.failed,
    total,
    byStreet,
    byPolicy,
  }
}
