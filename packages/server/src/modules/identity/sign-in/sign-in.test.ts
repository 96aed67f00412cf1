import { newIdAt } from '@lastmile/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  createTestApp,
  createTestDatabase,
  type TestApp,
  type TestDatabase,
} from '../../../../testing/index.ts'
import { hashPassword } from '../../../platform/crypto/index.ts'
import { AUTH_ACTOR, withActor } from '../../../platform/db/index.ts'

const PASSWORD = '三月里的小雨 7 点停'
const CHEAP = { memoryCost: 8_192, timeCost: 1, parallelism: 1 }

describe('signing in', () => {
  let test: TestDatabase
  let server: TestApp
  let serial = 0

  const account = async (options: { demo?: boolean; hash?: string | null } = {}) => {
    const login = `cadre.test${++serial}`
    const id = newIdAt(server.clock.now())
    const hash = options.hash === undefined ? await hashPassword(PASSWORD, CHEAP) : options.hash
    await withActor(test.database, AUTH_ACTOR, { clock: server.clock, purpose: 'test' }, (tx) =>
      tx.execute(
        `INSERT INTO account (id, login, display_name, role, org_path, password_hash, demo, created_at)
         VALUES ($1, $2, '沈建华', 'cadre', '310118/310118001/310118001001/', $3, $4, $5)`,
        [id, login, hash, options.demo ?? false, tx.now],
      ),
    )
    return { id, login }
  }
  const signIn = (login: string, password: string, totp?: string) =>
    server.stranger.post<{ code?: string; result?: string; me?: { csrfToken: string } }>('/auth/sign-in', {
      login,
      password,
      ...(totp === undefined ? {} : { totp }),
    })
  const cookieOf = (headers: Record<string, unknown>) => String(headers['set-cookie']).split(';')[0] ?? ''
  const me = (cookie: string) => server.app.inject({ url: '/api/auth/me', headers: { cookie } })

  beforeAll(async () => {
    test = await createTestDatabase()
    server = await createTestApp(test)
  })
  afterAll(async () => {
    await server.close()
    await test.close()
  })
  // One test's failures do not count against the address of the next.
  beforeEach(() => server.clock.advance(16 * 60_000))

  it('opens a session with a cookie that scripts cannot read', async () => {
    const { login } = await account()
    const answer = await signIn(` ${login.toUpperCase()}`, PASSWORD)
    expect(answer).toMatchObject({ status: 200, body: { result: 'signed-in', me: { login, role: 'cadre' } } })
    expect(String(answer.headers['set-cookie'])).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    expect((await me(cookieOf(answer.headers))).statusCode).toBe(200)
  })

  it('over TLS gives the cookie that only this host can set', async () => {
    const { login } = await account()
    const proxied = await createTestApp(test, { trustedProxies: ['127.0.0.1'], clock: server.clock })
    const answer = await proxied.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      headers: { 'x-forwarded-proto': 'https' },
      payload: { login, password: PASSWORD },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-sid=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=31536000/)
    await proxied.close()
  })

  it('stores neither password nor token in clear', async () => {
    const { id, login } = await account()
    const answer = await signIn(login, PASSWORD)
    const token = cookieOf(answer.headers).slice('sid='.length)
    const { rows } = await test.superPool.query(
      'SELECT row_to_json(s)::text AS s, row_to_json(a)::text AS a FROM session s JOIN account a ON a.id = s.account_id WHERE a.id = $1',
      [id],
    )
    expect(rows[0].s).not.toContain(token)
    expect(rows[0].a).not.toContain(PASSWORD)
    expect(rows[0].a).toContain('$argon2id$v=19$m=65536,t=3,p=1$')
  })

  it('answers the same to a wrong password, an unknown login and an account without a password', async () => {
    const known = await account()
    const unset = await account({ hash: null })
    const answers = [
      await signIn(known.login, 'wrong wrong'),
      await signIn('nobody.here', 'wrong wrong'),
      await signIn(unset.login, 'wrong wrong'),
    ]
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body }))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } })
    expect(answers[0]?.headers['set-cookie']).toBeUndefined()
  })

  it.each(['known', 'unknown'])(
    'pauses a %s login after five failures, and longer after each more',
    async (kind) => {
      const login = kind === 'known' ? (await account()).login : `ghost.${++serial}`
      const minutes: number[] = []
      for (let n = 0; n < 5; n++) expect((await signIn(login, 'wrong wrong')).status).toBe(401)
      for (let n = 0; n < 7; n++) {
        const paused = await signIn(login, PASSWORD)
        expect(paused).toMatchObject({ status: 429, body: { code: 'sign_in_paused' } })
        const { details } = paused.body as unknown as { details: { minutes: number } }
        minutes.push(details.minutes)
        server.clock.advance(details.minutes * 60_000)
        expect((await signIn(login, 'wrong wrong')).status).toBe(401)
      }
      expect(minutes).toEqual([1, 2, 4, 8, 16, 30, 30])
      server.clock.advance(31 * 60_000)
    },
  )

  it('forgets the failures when the password is right', async () => {
    const { login, id } = await account()
    for (let n = 0; n < 4; n++) await signIn(login, 'wrong wrong')
    server.clock.advance(1000)
    expect((await signIn(login, PASSWORD)).status).toBe(200)
    server.clock.advance(1000)
    for (let n = 0; n < 4; n++) expect((await signIn(login, 'wrong wrong')).status).toBe(401)
    server.clock.advance(1000)
    expect((await signIn(login, PASSWORD)).status).toBe(200)
    const { rows } = await test.superPool.query(
      'SELECT failed_count, locked_until FROM account WHERE id = $1',
      [id],
    )
    expect(rows).toEqual([{ failed_count: 0, locked_until: null }])
  })

  it('counts guesses made side by side', async () => {
    const { login } = await account()
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(login, 'wrong wrong')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  it('stops an address that tries many logins, and only that address', async () => {
    const proxied = await createTestApp(test, { trustedProxies: ['127.0.0.1'], clock: server.clock })
    const { login } = await account()
    const from = async (ip: string) => {
      const answer = await proxied.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in',
        headers: { 'x-forwarded-for': ip },
        payload: { login, password: PASSWORD },
      })
      return answer.statusCode
    }
    await test.superPool.query(
      `INSERT INTO sign_in_attempt (id, login_hash, ip, at, ok)
       SELECT gen_random_uuid(), sha256(n::text::bytea), '203.0.113.9', $1, false FROM generate_series(1, 40) n`,
      [server.clock.now()],
    )
    expect(await from('203.0.113.9')).toBe(429)
    expect(await from('203.0.113.10')).toBe(200)
    server.clock.advance(16 * 60_000)
    expect(await from('203.0.113.9')).toBe(200)
    await proxied.close()
  })

  it('writes successes and failures into the ledger', async () => {
    const { id, login } = await account()
    await signIn(login, 'wrong wrong')
    server.clock.advance(1000)
    await signIn(login, PASSWORD)
    const { rows } = await test.superPool.query(
      'SELECT action, actor_role FROM ledger_entry WHERE object_id = $1 ORDER BY seq',
      [id],
    )
    expect(rows).toEqual([
      { action: 'session.refuse', actor_role: 'auth' },
      { action: 'session.open', actor_role: 'auth' },
    ])
  })

  it('gives a new session, never the one that came along, and ends that', async () => {
    const { login } = await account()
    const planted = cookieOf((await signIn(login, PASSWORD)).headers)
    const again = await server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      headers: { cookie: planted },
      payload: { login, password: PASSWORD },
    })
    expect(cookieOf(again.headers)).not.toBe(planted)
    expect((await me(planted)).statusCode).toBe(401)
  })

  it('lets demo accounts in only on a demo', async () => {
    const { login } = await account({ demo: true })
    expect((await signIn(login, PASSWORD)).status).toBe(401)
    const demo = await createTestApp(test, { demo: true, clock: server.clock })
    expect((await demo.stranger.post('/auth/sign-in', { login, password: PASSWORD })).status).toBe(200)
    await demo.close()
    expect((await server.stranger.get('/auth/demo-accounts')).status).toBe(404)
  })
})
