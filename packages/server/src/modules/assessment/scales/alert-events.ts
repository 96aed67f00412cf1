import type { AlertOutcome } from '@lastmile/domain'
import type { DomainEvent } from '../../../platform/events/index.ts'

/** An answer to a scale was alarming. Signals listen: what is urgent stands in one list. */
export interface AlertRaised extends DomainEvent {
  readonly kind: 'alert.raised'
  readonly alertId: string
  readonly householdId: string
  readonly personId: string | null
  /** What it says, for those alone who may read protected facts. */
  readonly told: string
}

/** An alert was closed with what was done. */
export interface AlertClosed extends DomainEvent {
  readonly kind: 'alert.closed'
  readonly alertId: string
  readonly signalId: string | null
  readonly outcome: AlertOutcome
  readonly action: string
  readonly minutes: number | null
}
