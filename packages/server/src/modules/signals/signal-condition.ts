import type { Tx } from '../../platform/db/index.ts'
import { type ListCondition, mayReadFact } from '../households/index.ts'
import type { SignalDeps } from './deps.ts'

/** Households with an open signal of a rule; of a guarded one only for who may hear of it. */
export function signalCondition({ signals }: Pick<SignalDeps, 'signals'>): ListCondition {
  const shown = (tx: Tx) =>
    signals.rules.filter((rule) => !rule.guarded || mayReadFact(tx.actor, 'protected'))
  return {
    permission: 'signal.read',
    choices: async (tx) => shown(tx).map(({ id, document }) => ({ value: id, name: document.names })),
    condition: async (tx, value) =>
      shown(tx).some(({ id }) => id === value)
        ? (add) =>
            `EXISTS (SELECT 1 FROM signal s WHERE s.household_id = household.id AND s.state = 'open' AND s.rule = ${add(value)})`
        : null,
  }
}
