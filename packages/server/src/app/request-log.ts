import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from './problem.ts'

/** The address of a request without what people typed into it: the pattern of its route. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '(unknown)'
}

/** One line an answer: who, what, how it ended. No query, no body: they may hold names and numbers. */
export async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.log.info(
    {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      account: request.caller?.accountId ?? null,
    },
    'answered',
  )
}

/** A refusal or a failure. Only the unforeseen is told in full, and without the values of the database's message. */
export function logProblem(error: unknown, problem: Problem, request: FastifyRequest): void {
  const line = {
    method: request.method,
    route: routeOf(request),
    code: problem.body.code,
    account: request.caller?.accountId ?? null,
  }
  if (!problem.reportable) {
    // Refused access is an event of its own (ASVS 16.3.2); a page that asks before anybody signed in is everyday.
    if (problem.status === 403 || problem.body.code.startsWith('sign_in')) request.log.warn(line, 'refused')
    else request.log.info(line, 'refused')
    return
  }
  const told = error instanceof Error ? { name: error.name, stack: error.stack, cause: causeOf(error) } : {}
  request.log.error({ ...line, error: told }, 'failed')
}

function causeOf(error: Error): string | null {
  return error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : null
}
