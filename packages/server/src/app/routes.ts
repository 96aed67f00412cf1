import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { type AnyProcedure, ORPCError } from '@orpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withActor } from '../platform/db/index.ts'
import { languageOf } from './language.ts'
import type { Operation } from './operations.ts'
import { inPipeline, type PipelineDeps, type RequestContext } from './pipeline.ts'
import { type Problem, problemOf } from './problem.ts'
import { giveSession, sessionToken, takeSession } from './session-cookie.ts'
import { fileLimit, readUpload } from './upload.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation of the contract behind a route. */
    operation?: Operation
  }
}

/** A JSON body: no form of ours is longer. */
export const JSON_LIMIT = 1024 * 1024

interface CallContext extends RequestContext {
  readonly request: FastifyRequest
}

function callContext(deps: PipelineDeps, request: FastifyRequest, reply: FastifyReply): CallContext {
  const { operation } = request.routeOptions.config
  return {
    request,
    requestId: request.id,
    client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? null },
    caller: request.caller,
    transaction: (actor, work) => {
      const around = { clock: deps.clock, purpose: operation?.name ?? '', requestId: request.id }
      return withActor(deps.db, actor, around, work)
    },
    cookie: {
      token: sessionToken(request),
      set: (token) => giveSession(request, reply, token),
      clear: () => takeSession(request, reply),
    },
  }
}

/** Carries a problem through oRPC's own error type to the encoder below. */
function asOrpcError({ status, body }: Problem): ORPCError<string, Problem['body']> {
  return new ORPCError(body.code, { status, message: body.message, data: body })
}

function nest(
  operations: readonly Operation[],
  deps: PipelineDeps,
): Record<string, Record<string, AnyProcedure>> {
  const router: Record<string, Record<string, AnyProcedure>> = {}
  for (const operation of operations) {
    const [module = '', key = ''] = operation.name.split('.')
    router[module] = { ...router[module], [key]: inPipeline(deps, operation) }
  }
  return router
}

export interface RouteDeps extends PipelineDeps {
  /** Told of everything that is answered with an error. */
  readonly onProblem: (error: unknown, problem: Problem, request: FastifyRequest) => void
  /** Where uploaded files lie while they are read. */
  readonly uploadDir: string
}

/** Gives every operation its route below `/api`. */
export function addOperationRoutes(
  app: FastifyInstance,
  operations: readonly Operation[],
  deps: RouteDeps,
): void {
  const handler = new OpenAPIHandler<CallContext>(nest(operations, deps), {
    interceptors: [
      async ({ context, next }) => {
        try {
          return await next()
        } catch (error) {
          const language = languageOf(context.request.headers['accept-language'])
          const problem = problemOf(error, { language, requestId: context.requestId })
          deps.onProblem(error, problem, context.request)
          throw asOrpcError(problem)
        }
      },
    ],
    customErrorResponseBodyEncoder: (error) => error.data,
  })
  for (const operation of operations) {
    const limit = fileLimit(operation)
    app.route({
      method: operation.method,
      url: `/api${operation.path.replace(/\{(\w+)\}/g, ':$1')}`,
      bodyLimit: JSON_LIMIT,
      config: { operation },
      ...(operation.meta.compress ? { compress: { threshold: 1024 } } : {}),
      ...(limit === null ? {} : { preValidation: readUpload(limit, deps.uploadDir) }),
      handler: async (request, reply) => {
        await handler.handle(request, reply, { prefix: '/api', context: callContext(deps, request, reply) })
        return reply
      },
    })
  }
}
