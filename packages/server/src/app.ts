import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { makeDoor } from './app/access.ts'
import { addConsole } from './app/console-files.ts'
import { healthOf } from './app/health.ts'
import { languageOf } from './app/language.ts'
import { openApiDocument } from './app/open-api.ts'
import { bindOperations } from './app/operations.ts'
import { type Observed, requestNumber } from './app/pipeline.ts'
import { type Problem, problemOf } from './app/problem.ts'
import { logAnswer, logProblem } from './app/request-log.ts'
import { addOperationRoutes, JSON_LIMIT } from './app/routes.ts'
import { securityHeaders } from './app/security-headers.ts'
import { dropUpload } from './app/upload.ts'
import { findCaller } from './modules/identity/index.ts'
import { AUTH_ACTOR, type Clock, withActor } from './platform/db/index.ts'
import { AppError } from './platform/errors/index.ts'
import type { ModuleRouters } from './platform/operation/index.ts'
import type { Database } from './platform/postgres/index.ts'

/** What a server is built from. Nothing of the process is read inside. */
export interface AppDeps {
  readonly db: Database
  readonly clock: Clock
  /** The operations of the modules (`composeModules`). */
  readonly routers: ModuleRouters
  readonly version: string
  /** Built files of the console. */
  readonly consoleDir: string
  /** Folder for uploaded files while they are read. */
  readonly uploadDir: string
  /** Whether the ledger is sealed in time. */
  readonly ledgerState: () => Promise<'ok' | 'behind'>
  readonly logger?: FastifyBaseLogger
  /** Addresses of the proxies whose X-Forwarded-* headers are believed; none by default. */
  readonly trustedProxies?: readonly string[]
  /** Key and certificate (PEM) to serve TLS with. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** See `PipelineDeps.observe`: for tests. */
  readonly observe?: (observed: Observed) => void
}

/** Builds the server: the API of the contract below /api, and the console at every other address. It does not listen. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    ...(deps.logger ? { loggerInstance: deps.logger } : { logger: false }),
    ...(deps.tls ? { https: deps.tls } : {}),
    trustProxy: deps.trustedProxies ? [...deps.trustedProxies] : false,
    // Fastify's own lines hold addresses with what people typed into them; request-log.ts writes ours.
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    bodyLimit: JSON_LIMIT,
    genReqId: requestNumber,
    requestTimeout: 300_000,
    return503OnClosing: true,
  } as const) as unknown as FastifyInstance
  await app.register(cookie)
  await app.register(multipart)
  // Operations that say so only; a compressed request would be a way to fill the memory.
  await app.register(compress, { global: false, globalDecompression: false, encodings: ['gzip'] })
  // Forms and plain text would let other sites write without asking first; JSON and uploads are all we take.
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('caller', null)
  app.decorateRequest('uploadFolder', null)

  app.addHook('onRequest', securityHeaders)
  app.addHook(
    'onRequest',
    makeDoor((token, request) =>
      withActor(deps.db, AUTH_ACTOR, { clock: deps.clock, purpose: 'session', requestId: request.id }, (tx) =>
        findCaller(tx, token),
      ),
    ),
  )
  app.addHook('onResponse', dropUpload)
  app.addHook('onResponse', logAnswer)
  app.addHook('onRequestAbort', (request) => dropUpload(request))

  app.setErrorHandler((error, request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const problem = problemOf(error, { language, requestId: request.id })
    logProblem(error, problem, request)
    return reply.code(problem.status).send(problem.body)
  })

  const operations = bindOperations(deps.routers)
  addOperationRoutes(app, operations, { ...deps, onProblem: logProblem })
  app.get('/api/health', async (_request, reply) => {
    const health = await healthOf(deps.db, deps.version, deps.ledgerState)
    return reply.code(health.status === 'ok' ? 200 : 503).send(health)
  })
  let document: ReturnType<typeof openApiDocument> | null = null
  app.get('/api/openapi.json', () => {
    document ??= openApiDocument(deps.version)
    return document
  })

  const sendPage = await addConsole(app, deps.consoleDir)
  app.get('/', (_request, reply) => sendPage(reply))
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' && !request.url.startsWith('/api') && !/\.\w+$/.test(pathOf(request.url))
    if (wantsPage) return sendPage(reply)
    throw new AppError('route_unknown')
  })
  return app
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? ''
}

export type { Observed, Problem }
