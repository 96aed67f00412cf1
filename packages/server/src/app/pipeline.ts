import { newId, roleMay } from '@lastmile/domain'
import { type AnyProcedure, os, Procedure } from '@orpc/server'
import { type Clock, type Tx, withActor } from '../platform/db/index.ts'
import { AppError } from '../platform/errors/index.ts'
import { type Caller, type PublicContext, runsInSteps } from '../platform/operation/index.ts'
import type { Database } from '../platform/postgres/index.ts'
import { refuseUnknownFields } from './known-fields.ts'
import type { Operation } from './operations.ts'

/** The context that a request comes in with, before its transaction is open. */
export interface RequestContext extends PublicContext {
  readonly caller: Caller | null
}

/** What an operation did, for tests that hold it to its declaration. */
export interface Observed {
  readonly operation: Operation
  readonly input: unknown
  readonly ledgerActions: readonly string[]
}

export interface PipelineDeps {
  readonly db: Database
  readonly clock: Clock
  /** Called in the transaction after the handler; what it throws undoes the operation. Tests only. */
  readonly observe?: ((observed: Observed) => void) | undefined
}

/**
 * Who may call an operation: nobody knows, nobody is refused for `public`; any account for `self`; else the role
 * must have the permission of the operation's declaration. Throws `session_missing` or `permission_denied`.
 */
export function authorise(operation: Operation, caller: Caller | null): void {
  const { permission } = operation.meta
  if (permission === 'public') return
  if (!caller) throw new AppError('session_missing')
  if (permission === 'self') return
  if (caller.mustChangePassword) throw new AppError('password_change_needed')
  if (!roleMay(caller.role, permission)) throw new AppError('permission_denied')
}

/** The transaction with its ledger overheard. */
function overheard(tx: Tx): { tx: Tx; actions: string[] } {
  const actions: string[] = []
  const ledger: Tx['ledger'] = (entry) => {
    actions.push(entry.action)
    return tx.ledger(entry)
  }
  return { tx: Object.create(tx, { ledger: { value: ledger } }), actions }
}

const base = os.$context<RequestContext>()

function transaction(deps: PipelineDeps, operation: Operation) {
  return base.middleware(async ({ context, next }, input) => {
    // Once more than at the door: whatever way a call comes in, nothing opens without this.
    authorise(operation, context.caller)
    const { caller } = context
    if (!caller) throw new AppError('session_missing')
    const actor = { userId: caller.accountId, role: caller.role, orgPath: caller.orgPath }
    const around = { clock: deps.clock, purpose: operation.name, requestId: context.requestId }
    return withActor(deps.db, actor, around, async (opened) => {
      if (!deps.observe) return next({ context: { tx: opened, caller } })
      const { tx, actions } = overheard(opened)
      const result = await next({ context: { tx, caller } })
      deps.observe({ operation, input, ledgerActions: actions })
      return result
    })
  })
}

/** For operations that open their transactions themselves: the same check, and the caller. */
function checked(operation: Operation) {
  return base.middleware(({ context, next }) => {
    authorise(operation, context.caller)
    return next({ context: { caller: context.caller } })
  })
}

function knownFields(operation: Operation) {
  const schema: unknown = operation.procedure['~orpc'].inputSchema
  return base.middleware(({ next }, input) => {
    refuseUnknownFields(schema, input)
    return next()
  })
}

/**
 * Puts the pipeline around a procedure: unknown fields refused, input validated, one transaction as the caller,
 * handler, output validated, and only then the commit.
 */
export function inPipeline(deps: PipelineDeps, operation: Operation): AnyProcedure {
  const definition = operation.procedure['~orpc']
  const stepwise = operation.meta.permission === 'public' || runsInSteps(definition.handler)
  const opened = stepwise ? [checked(operation)] : [transaction(deps, operation)]
  const before = [knownFields(operation), ...opened]
  return new Procedure({
    ...definition,
    middlewares: [...before, ...definition.middlewares],
    inputValidationIndex: 1,
    outputValidationIndex: before.length + definition.middlewares.length,
  })
}

/** The number of a request: in the answer to an unforeseen error, in the log and in the ledger. */
export function requestNumber(): string {
  return newId()
}
