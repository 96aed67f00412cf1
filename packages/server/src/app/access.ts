import type { FastifyRequest } from 'fastify'
import { constantTimeEqual } from '../platform/crypto/index.ts'
import { AppError } from '../platform/errors/index.ts'
import type { Caller } from '../platform/operation/index.ts'
import { authorise } from './pipeline.ts'
import { sessionToken } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The account behind the session of this request; null without one. */
    caller: Caller | null
  }
}

/** Finds the live session of a token, or null. */
export type FindCaller = (token: string, request: FastifyRequest) => Promise<Caller | null>

/** A write must come from our own page: not from another site, and with the token of the session (ASVS 3.5.1). */
function refuseForeignWrites(request: FastifyRequest, caller: Caller | null): void {
  if (request.method === 'GET') return
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new AppError('csrf_refused')
  if (!caller) return
  const given = request.headers['x-csrf-token']
  if (typeof given !== 'string' || !constantTimeEqual(given, caller.csrfToken)) {
    throw new AppError('csrf_refused')
  }
}

/**
 * The door, before anything of the body is read: who calls (session cookie), whether the role may (declared
 * permission), whether the write is meant (CSRF token).
 */
export function makeDoor(findCaller: FindCaller) {
  return async function door(request: FastifyRequest): Promise<void> {
    const { operation } = request.routeOptions.config
    if (!operation) return
    const token = sessionToken(request)
    // Signing in asks for no session, so that a stale cookie cannot be in its way.
    if (token && operation.meta.permission !== 'public') request.caller = await findCaller(token, request)
    authorise(operation, request.caller)
    refuseForeignWrites(request, request.caller)
  }
}
