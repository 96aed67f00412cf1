import type { Permission } from '@lastmile/domain'
import type { Tx } from '../../platform/db/index.ts'

/** Takes a value into the statement and gives its place: `$7`. */
export type AddValue = (value: unknown) => string

/** SQL over `household.id` that holds for some households. */
export type Condition = (add: AddValue) => string

/** A condition of lists that another module knows: what can be chosen, and the SQL of a choice. */
export interface ListCondition {
  readonly permission: Permission
  /** In the order in which they are offered; without what the actor may not hear of. */
  choices(tx: Tx): Promise<readonly { readonly value: string; readonly name: { zh: string; en: string } }[]>
  /** Null for a choice that there is not, or that the actor may not ask by. */
  condition(tx: Tx, value: string): Promise<Condition | null>
}

export const CONDITION_KINDS = ['group', 'gap', 'signal', 'need', 'hardship'] as const
export type ConditionKind = (typeof CONDITION_KINDS)[number]

/** The conditions of the modules above, handed in by app.ts. */
export type ListConditions = Readonly<Record<ConditionKind, ListCondition>>
