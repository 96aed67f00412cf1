import type { Role } from '@lastmile/domain'
import type { TransactionActor, Tx } from '../db/index.ts'

/** Whoever is at the other end of the line, signed in or not. */
export interface Client {
  readonly ip: string
  readonly userAgent: string | null
}

/** The account behind a live session. */
export interface Caller {
  readonly accountId: string
  readonly sessionId: string
  readonly csrfToken: string
  readonly role: Role
  readonly orgPath: string
  readonly mustChangePassword: boolean
}

/**
 * What every handler is handed. Operations that need no session (`public`) get this and nothing more: no
 * transaction is open, they open short ones themselves, because slow password hashing must not hold a connection.
 */
export interface PublicContext {
  readonly requestId: string
  readonly client: Client
  /** Runs `work` in a transaction of its own. */
  transaction<T>(actor: TransactionActor, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The session cookie: what came with the request, and what goes with the answer. */
  readonly cookie: {
    readonly token: string | null
    set(token: string): void
    clear(): void
  }
}

/** What the handler of an operation with a session gets that opens its transactions itself (`inSteps`). */
export interface CallerContext extends PublicContext {
  readonly caller: Caller
}

/** What the handler of an operation with a session is handed: one transaction as the caller, committed after it. */
export interface OperationContext extends CallerContext {
  readonly tx: Tx
}
