import { AUTH_ACTOR, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { PublicContext } from '../../../platform/operation/index.ts'
import { ADDRESS_FAILURES, ADDRESS_WINDOW_MS, pauseAfter } from '../limits.ts'
import {
  type Applicant,
  deleteAttempt,
  failuresOf,
  forgetOld,
  insertAttempt,
  waitTurn,
} from '../store/attempts.ts'

/** An attempt that was let through, and counts as failed until it is forgiven. */
export interface Admission {
  readonly attemptId: string
  /** Failures in a row, this one included. */
  readonly failures: number
  /** Until when the login pauses if this one fails. */
  readonly pausedUntil: Date | null
}

function minutesUntil(tx: Tx, end: number): number {
  return Math.max(1, Math.ceil((end - tx.now.getTime()) / 60_000))
}

/**
 * Lets one attempt through, or throws `sign_in_paused`: per login with growing pauses, per address with a limit. The
 * attempt is counted as failed before the password is looked at, so that guesses side by side are counted too.
 */
export async function admit(tx: Tx, applicant: Applicant): Promise<Admission> {
  await waitTurn(tx, applicant)
  await forgetOld(tx, applicant)
  const failures = await failuresOf(tx, applicant)
  const pause = pauseAfter(failures.inARow)
  const pausedUntil = (failures.last?.getTime() ?? 0) + pause
  if (pause > 0 && pausedUntil > tx.now.getTime()) {
    throw new AppError('sign_in_paused', { minutes: minutesUntil(tx, pausedUntil) })
  }
  if (failures.ofAddress >= ADDRESS_FAILURES) {
    const end = (failures.oldestOfAddress?.getTime() ?? 0) + ADDRESS_WINDOW_MS
    throw new AppError('sign_in_paused', { minutes: minutesUntil(tx, end) })
  }
  const next = pauseAfter(failures.inARow + 1)
  return {
    attemptId: await insertAttempt(tx, applicant, false),
    failures: failures.inARow + 1,
    pausedUntil: next > 0 ? new Date(tx.now.getTime() + next) : null,
  }
}

/** The attempt was no guess: it stops counting. With `succeeded` the row of failures ends. */
export async function forgive(
  tx: Tx,
  applicant: Applicant,
  admission: Admission,
  succeeded: boolean,
): Promise<void> {
  await deleteAttempt(tx, admission.attemptId)
  if (succeeded) await insertAttempt(tx, applicant, true)
}

/**
 * Checks a secret of an account that is signed in, under the same limits as a sign-in: a stolen session is no place
 * to guess the password.
 */
export async function guarded(
  context: PublicContext,
  applicant: Applicant,
  check: () => Promise<boolean>,
): Promise<boolean> {
  const admission = await context.transaction(AUTH_ACTOR, (tx) => admit(tx, applicant))
  const right = await check()
  if (right) await context.transaction(AUTH_ACTOR, (tx) => forgive(tx, applicant, admission, false))
  return right
}
