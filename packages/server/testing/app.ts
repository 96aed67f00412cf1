import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Role } from '@lastmile/domain'
import { newIdAt } from '@lastmile/domain'
import type { LinkModel } from '@lastmile/domain/linkage'
import { districtSchemeFile, readInstruments } from '@lastmile/measure/node'
import { type Library, type LibrarySource, loadLibrary, openSignals, type Signals } from '@lastmile/rules'
import { readLibrarySource, readSignalFiles } from '@lastmile/rules/node'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { parse } from 'yaml'
import { type AppDeps, buildApp, type Observed } from '../src/app.ts'
import { type Layout, readLayouts, readOrder } from '../src/modules/discovery/index.ts'
import { readLinkModel } from '../src/modules/households/index.ts'
import { composeModules, type Ground, type Modules } from '../src/modules/index.ts'
import { hashToken, Keyring, randomToken } from '../src/platform/crypto/index.ts'
import { AUTH_ACTOR, type Clock, withActor } from '../src/platform/db/index.ts'
import type { TestDatabase } from './create-test-database.ts'
import { fixedClock } from './small-world.ts'

/** Keys of tests: no file, always the same. */
export function testKeyring(): Keyring {
  const key = (fill: number) => ({ id: `test${fill}`, bytes: Buffer.alloc(32, fill) })
  return new Keyring({ path: '(test)', master: key(7), index: key(8), retired: [] })
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
let library: Library | null = null
let layouts: ReadonlyMap<string, Layout> | null = null

let source: LibrarySource | null = null

/** The texts of the repository's policies, read once a worker. */
export function testLibrarySource(): LibrarySource {
  source ??= readLibrarySource(ROOT)
  return source
}

/** The policies of the repository, read once a worker. */
export function testLibrary(): Library {
  library ??= loadLibrary(testLibrarySource())
  return library
}

/** The instruments and the district's scheme of assessment, read once a worker. */
export function testAssessment() {
  assessment ??= { instruments: readInstruments(ROOT), schemeFile: districtSchemeFile(ROOT) }
  return assessment
}
let assessment: Pick<Ground, 'instruments' | 'schemeFile'> | null = null
let signals: Signals | null = null

/** The rules of signals of Qingpu, read once a worker. */
export function testSignals(): Signals {
  signals ??= openSignals(testLibrary(), readSignalFiles(join(ROOT, 'districts/qingpu/signals')))
  return signals
}

/** The department layouts of Qingpu, read once a worker. */
export function testLayouts(): ReadonlyMap<string, Layout> {
  layouts ??= readLayouts(join(ROOT, 'districts/qingpu/sources'), testLibrary().facts)
  return layouts
}

/** By what records of one person are recognised in Qingpu. */
export function testLinkModel(): LinkModel {
  return readLinkModel(parse(readFileSync(join(ROOT, 'districts/qingpu/linkage.yaml'), 'utf8')))
}

/** Which source wins in Qingpu, by fact. */
export function testSourceOrder() {
  return readOrder(join(ROOT, 'districts/qingpu'), testLayouts(), testLibrary().facts)
}

/** An answer of the API. */
export interface Answer<T = unknown> {
  readonly status: number
  readonly body: T
  readonly headers: LightMyRequestResponse['headers']
  readonly raw: LightMyRequestResponse
}

/** Calls the API as one account, in one session. */
export interface ApiClient {
  readonly accountId: string
  readonly role: Role
  readonly orgPath: string
  readonly cookie: string
  readonly csrfToken: string
  get<T = unknown>(path: string, query?: Readonly<Record<string, unknown>>): Promise<Answer<T>>
  post<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>
  put<T = unknown>(path: string, body?: unknown): Promise<Answer<T>>
  delete<T = unknown>(path: string): Promise<Answer<T>>
  /** Uploads a file with its fields as a multipart form. */
  upload<T = unknown>(path: string, file: File, fields?: Readonly<Record<string, string>>): Promise<Answer<T>>
}

/** A clock that tests move. */
type MovableClock = Clock & { advance(ms: number): void }

/** What a test may choose; everything else is made up. */
export type TestAppOptions = Partial<Omit<AppDeps, 'clock' | 'db' | 'routers'>> & {
  readonly clock?: MovableClock
  readonly demo?: boolean
  /** Whether this process works on jobs; otherwise they are only asked for. */
  readonly work?: boolean
}

export interface TestApp {
  readonly app: FastifyInstance
  readonly clock: MovableClock
  readonly keys: Keyring
  /** The modules as they were put together: their dependencies, events and jobs. */
  readonly modules: Modules
  /** A client of a new account in a role, signed in; name and login are made up. Give an id to act as a known account. */
  signedInAs(
    role: Role,
    orgPath: string,
    options?: { id?: string; name?: string; login?: string },
  ): Promise<ApiClient>
  /** Calls without a session. */
  readonly stranger: Pick<ApiClient, 'get' | 'post' | 'upload'>
  close(): Promise<void>
}

/** Keys of writes seen, so that a repeated write need not write the ledger again. */
function ledgerRule() {
  const keys = new Set<unknown>()
  return ({ operation, input, ledgerActions }: Observed) => {
    const wanted = operation.meta.ledger
    const key: unknown = typeof input === 'object' && input !== null && 'key' in input ? input.key : undefined
    const repeated = key !== undefined && keys.has(key)
    if (key !== undefined) keys.add(key)
    if (wanted !== null && !repeated && !ledgerActions.includes(wanted)) {
      const found = ledgerActions.join(', ') || 'nothing'
      throw new Error(`${operation.name} declares the ledger line ${wanted} and wrote ${found}`)
    }
  }
}

function answerOf<T>(raw: LightMyRequestResponse): Answer<T> {
  const isJson = String(raw.headers['content-type'] ?? '').includes('json')
  return { status: raw.statusCode, body: (isJson ? raw.json() : raw.body) as T, headers: raw.headers, raw }
}

function queryText(query: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

function callsOf(app: FastifyInstance, headers: Readonly<Record<string, string>>) {
  const call = async <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: InjectOptions['payload'],
  ) =>
    answerOf<T>(
      await app.inject({
        method,
        url: `/api${path}`,
        headers,
        ...(payload === undefined ? {} : { payload }),
      }),
    )
  return {
    get: <T>(path: string, query?: Readonly<Record<string, unknown>>) =>
      call<T>('GET', path + queryText(query)),
    post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body as object),
    put: <T>(path: string, body: unknown = {}) => call<T>('PUT', path, body as object),
    delete: <T>(path: string) => call<T>('DELETE', path),
    upload: <T>(path: string, file: File, fields: Readonly<Record<string, string>> = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', file)
      return call<T>('POST', path, form as unknown as NonNullable<InjectOptions['payload']>)
    },
  }
}

/**
 * The whole server on a test database, called without a socket. Every operation that declares a ledger line is held
 * to it. `seed` things first with `withActor`; sign in with `signedInAs`.
 */
export async function createTestApp(test: TestDatabase, options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? fixedClock()
  const keys = testKeyring()
  const { work, demo, ...rest } = options
  const modules = composeModules({
    db: test.database,
    clock,
    keys,
    library: testLibrary(),
    librarySource: testLibrarySource(),
    layouts: testLayouts(),
    sourceOrder: testSourceOrder(),
    ...testAssessment(),
    signals: testSignals(),
    linkModel: testLinkModel(),
    demo: demo ?? false,
    leaseDays: 7,
  })
  const app = await buildApp({
    db: test.database,
    routers: modules.routers,
    version: 'test',
    consoleDir: join(tmpdir(), 'lastmile-no-console'),
    uploadDir: join(tmpdir(), `lastmile-uploads-${process.pid}`),
    ledgerState: async () => 'ok',
    observe: ledgerRule(),
    ...rest,
    clock,
  })
  if (work) await modules.jobs.work()
  return {
    app,
    clock,
    keys,
    modules,
    stranger: callsOf(app, {}),
    close: async () => {
      await modules.jobs.stop()
      await modules.thread.close()
      await app.close()
    },
    signedInAs: async (role, orgPath, known = {}) => {
      const now = clock.now()
      const accountId = known.id ?? newIdAt(now)
      const token = randomToken()
      const csrfToken = randomToken(16)
      const name = known.name ?? `${role}-${accountId.slice(-6)}`
      await withActor(test.database, AUTH_ACTOR, { clock, purpose: 'test' }, async (tx) => {
        await tx.execute(
          `INSERT INTO account (id, login, display_name, role, org_path, created_at) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (id) DO NOTHING`,
          [accountId, known.login ?? `${role}.${accountId}`, name, role, orgPath, now],
        )
        await tx.execute(
          `INSERT INTO session (id, account_id, token_hash, csrf_token, created_at, last_seen_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $5, $6)`,
          [
            newIdAt(now),
            accountId,
            hashToken(token),
            csrfToken,
            now,
            new Date(now.getTime() + 12 * 3_600_000),
          ],
        )
      })
      await withActor(
        test.database,
        { userId: '', role: 'system', orgPath: '' },
        { clock, purpose: 'test' },
        (tx) =>
          role === 'resident'
            ? Promise.resolve(0)
            : tx.execute(
                `INSERT INTO staff (account_id, display_name, role, org_path) VALUES ($1, $2, $3, $4)
               ON CONFLICT (account_id) DO NOTHING`,
                [accountId, name, role, orgPath],
              ),
      )
      const cookie = `sid=${token}`
      const calls = callsOf(app, { cookie, 'x-csrf-token': csrfToken })
      return { accountId, role, orgPath, cookie, csrfToken, ...calls }
    },
  }
}
