import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { ADDRESS_WINDOW_MS, ATTEMPT_MEMORY_MS } from '../limits.ts'

/** Who tries: the keyed hash of the login as typed, known or not, and the address. */
export interface Applicant {
  readonly loginHash: Buffer
  readonly ip: string
}

/** Failures of a login in a row, and of an address lately. */
export interface Failures {
  readonly inARow: number
  readonly last: Date | null
  readonly ofAddress: number
  readonly oldestOfAddress: Date | null
}

const ago = (tx: Tx, ms: number) => new Date(tx.now.getTime() - ms)

/** One at a time for a login: guesses side by side must not all pass before the first is counted. */
export async function waitTurn(tx: Tx, { loginHash }: Applicant): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [loginHash.readBigInt64BE(0).toString()])
}

/** Forgets what is too old to count. */
export async function forgetOld(tx: Tx, { loginHash, ip }: Applicant): Promise<void> {
  await tx.execute('DELETE FROM sign_in_attempt WHERE (login_hash = $1 OR ip = $2) AND at < $3', [
    loginHash,
    ip,
    ago(tx, ATTEMPT_MEMORY_MS),
  ])
}

export async function failuresOf(tx: Tx, { loginHash, ip }: Applicant): Promise<Failures> {
  const [row] = await tx.query<{
    in_a_row: number
    last: Date | null
    of_address: number
    oldest: Date | null
  }>(
    `SELECT f.in_a_row, f.last, i.of_address, i.oldest
     FROM (SELECT count(*) AS in_a_row, max(at) AS last FROM sign_in_attempt
           WHERE login_hash = $1 AND NOT ok AND at > coalesce(
             (SELECT max(at) FROM sign_in_attempt WHERE login_hash = $1 AND ok), '-infinity')) f,
          (SELECT count(*) AS of_address, min(at) AS oldest FROM sign_in_attempt
           WHERE ip = $2 AND NOT ok AND at > $3) i`,
    [loginHash, ip, ago(tx, ADDRESS_WINDOW_MS)],
  )
  return {
    inARow: row?.in_a_row ?? 0,
    last: row?.last ?? null,
    ofAddress: row?.of_address ?? 0,
    oldestOfAddress: row?.oldest ?? null,
  }
}

export async function insertAttempt(tx: Tx, { loginHash, ip }: Applicant, ok: boolean): Promise<string> {
  const id = newIdAt(tx.now)
  await tx.execute('INSERT INTO sign_in_attempt (id, login_hash, ip, at, ok) VALUES ($1, $2, $3, $4, $5)', [
    id,
    loginHash,
    ip,
    tx.now,
    ok,
  ])
  return id
}

export async function deleteAttempt(tx: Tx, id: string): Promise<void> {
  await tx.execute('DELETE FROM sign_in_attempt WHERE id = $1', [id])
}
