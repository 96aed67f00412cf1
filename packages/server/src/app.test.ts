import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, createTestDatabase, type TestApp, type TestDatabase } from '../testing/index.ts'

describe('the server', () => {
  let test: TestDatabase
  let server: TestApp
  beforeAll(async () => {
    test = await createTestDatabase()
    server = await createTestApp(test)
  })
  afterAll(async () => {
    await server.close()
    await test.close()
  })

  it('says how it is', async () => {
    const answer = await server.stranger.get('/health')
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'ok', version: 'test', database: 'ok', ledger: 'ok' },
    })
  })

  it('publishes its contract', async () => {
    const { body } = await server.stranger.get<{ openapi: string; paths: Record<string, unknown> }>(
      '/openapi.json',
    )
    expect(body.openapi).toMatch(/^3\.1/)
    expect(body.paths['/auth/sign-in']).toMatchObject({ post: { operationId: expect.any(String) } })
  })
})
