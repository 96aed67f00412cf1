/**
 * How late it is at least, by the server's clock, as far as a phone without signal can know. Between two contacts it never goes back: a clock
 * set back changes nothing, a clock set ahead can only make a lease end sooner.
 */
export interface Mark {
  /** Milliseconds since 1970, server's clock. */
  readonly at: number
  /** What the phone's clock said when the mark was last moved. */
  readonly wall: number
  /** What must be added to the phone's clock to get the server's, measured at the last contact. */
  readonly skew: number
}

/**
 * The mark at a contact: the server's word, whatever was reckoned before. A phone whose clock was ahead for a while is not
 * shut for good, and one whose clock is always a day off is put right.
 * @param wall what the phone's clock says, milliseconds since 1970.
 */
export function markAtContact(serverNow: number, wall: number): Mark {
  return { at: serverNow, wall, skew: serverNow - wall }
}

/**
 * Moves the mark on.
 * @param wall what the phone's clock says now.
 * @param ran milliseconds that the clock which only runs (`performance.now()`) measured since the mark was last moved;
 *   0 right after a start.
 */
export function moveMark(mark: Mark, wall: number, ran: number): Mark {
  return { ...mark, at: Math.max(mark.at, wall + mark.skew, mark.at + Math.max(0, ran)), wall }
}

/** Whether a lease has ended. */
export function leaseEnded(leaseUntil: number, mark: Mark): boolean {
  return mark.at >= leaseUntil
}

/** Wrong passphrases in a row after which everything on the phone is destroyed. */
export const MOST_TRIES = 10
