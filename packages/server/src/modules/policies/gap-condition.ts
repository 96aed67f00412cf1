import { isGuarded, type Library } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import { type ListCondition, mayReadFact, policyName } from '../households/index.ts'

/** Households with an open gap of a policy; of a guarded one only for who may read what it rests on. */
export function gapCondition(library: (tx: Tx) => Promise<Library>): ListCondition {
  const shown = async (tx: Tx) => {
    const { policies } = await library(tx)
    return policies.filter((policy) => !isGuarded(policy) || mayReadFact(tx.actor, 'protected'))
  }
  return {
    permission: 'gap.read',
    choices: async (tx) => {
      const current = await library(tx)
      return (await shown(tx)).map(({ id }) => ({ value: id, name: policyName(current, id) }))
    },
    condition: async (tx, value) =>
      (await shown(tx)).some(({ id }) => id === value)
        ? (add) =>
            `EXISTS (SELECT 1 FROM gap g WHERE g.household_id = household.id AND g.state = 'open' AND g.policy = ${add(value)})`
        : null,
  }
}
