import type { FactValue, Seen } from '../sync/judgement.ts'
import type { Operation, PushAnswer } from '../sync/operation.ts'

/** Work as the trials of the protocol do it. `place` names one fact of one family. */
export type TrialBody =
  | { readonly kind: 'state'; readonly place: string; readonly value: FactValue; readonly seen: Seen }
  | { readonly kind: 'pick'; readonly question: string; readonly version: number; readonly choice: number }
  | { readonly kind: 'undo'; readonly question: string; readonly version: number }

export type TrialOperation = Operation<TrialBody>

/** A question as a trial looks at it. */
export interface TrialQuestion {
  readonly id: string
  readonly place: string
  readonly state: 'open' | 'settled'
  readonly values: readonly FactValue[]
  readonly choice: number | null
  readonly steps: number
  readonly version: number
}

/** What a pull brings: everything that changed since the cursor, and perhaps more. */
export interface TrialPull {
  readonly changes: ReadonlyMap<string, FactValue>
  readonly questions: readonly TrialQuestion[]
  readonly cursor: string
}

/** A server that the trials are run against: the model beside this file, or the real one on its database. */
export interface FieldServer {
  /** A new device number for one of the phones, counted from 0. */
  register(phone: number): Promise<string>
  /** `dieAfter`: the server dies after so many operations were carried out; the phone gets no answer. */
  push(
    deviceId: string,
    operations: readonly TrialOperation[],
    dieAfter: number | null,
  ): Promise<PushAnswer | null>
  pull(deviceId: string, cursor: string | null): Promise<TrialPull>
  /** Somebody at a desk, or a department's file, changes a fact. */
  desk(place: string, value: FactValue): Promise<void>
  /** Ids of all operations carried out, in that order. */
  carriedOut(): Promise<readonly string[]>
  /** Every value ever stated of a place, in the order of learning. */
  past(place: string): Promise<readonly FactValue[]>
}
