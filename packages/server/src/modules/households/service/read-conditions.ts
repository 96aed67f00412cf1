import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { may } from '../access.ts'
import type { HouseholdDeps } from '../deps.ts'
import { factConditions } from '../facts/fact-conditions.ts'
import { CONDITION_KINDS, type Condition, type ConditionKind } from '../list-conditions.ts'

/** What a list is narrowed by beside its views, as it was asked for. */
export type AskedConditions = { readonly [kind in ConditionKind]?: string | undefined } & {
  readonly tier?: number | undefined
  readonly facts?: string | undefined
}

type Deps = Pick<HouseholdDeps, 'facts' | 'conditions'>

/**
 * Conditions as SQL. A condition by what the role may not read would tell it: `permission_denied`; one by something that
 * there is not finds nobody.
 */
export async function readConditions(tx: Tx, deps: Deps, asked: AskedConditions): Promise<Condition[]> {
  const conditions: Condition[] = []
  const { tier, facts } = asked
  if (tier !== undefined) conditions.push((add) => `household.tier = ${add(tier)}`)
  for (const kind of CONDITION_KINDS) {
    const value = asked[kind]
    if (value === undefined) continue
    const known = deps.conditions()[kind]
    if (!may(tx.actor, known.permission)) throw new AppError('permission_denied')
    conditions.push((await known.condition(tx, value)) ?? (() => 'false'))
  }
  if (facts) conditions.push(...factConditions(tx, deps.facts, facts))
  return conditions
}

/** What the actor may narrow lists by, with its names. */
export async function choicesOfConditions(tx: Tx, deps: Deps) {
  const known = deps.conditions()
  const choices = async (kind: ConditionKind) =>
    may(tx.actor, known[kind].permission) ? [...(await known[kind].choices(tx))] : []
  return {
    group: await choices('group'),
    gap: await choices('gap'),
    signal: await choices('signal'),
    need: await choices('need'),
    hardship: await choices('hardship'),
  }
}
