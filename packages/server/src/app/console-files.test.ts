import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addConsole } from './console-files.ts'
import { DATA_POLICY, securityHeaders } from './security-headers.ts'

let dist = ''
const app = Fastify()
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'console-'))
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html>')
  for (const name of ['what-if-worker-Ab_1-x.js', 'what-if-page-Ab1.js'])
    writeFileSync(join(dist, 'assets', name), '')
  writeFileSync(join(dist, 'assets', 'what-if-worker-Ab_1-x.js.gz'), gzipSync('let a = 1'))
  app.addHook('onRequest', securityHeaders)
  const page = await addConsole(app, dist)
  app.get('/', (_, reply) => page(reply))
})
afterAll(async () => {
  await app.close()
  rmSync(dist, { recursive: true })
})

const policyOf = async (url: string) =>
  (await app.inject({ method: 'GET', url })).headers['content-security-policy']

it('lets workers compile WebAssembly, and nobody else, and nobody JavaScript from text', async () => {
  const worker = await policyOf('/assets/what-if-worker-Ab_1-x.js')
  expect(worker).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(worker).toContain("default-src 'none'")
  expect(worker).not.toContain("'unsafe-eval'")
  expect(await policyOf('/assets/what-if-page-Ab1.js')).toBe(DATA_POLICY)
  expect(await policyOf('/')).not.toContain('unsafe-eval')
})

it('sends the compressed file where there is one and the browser takes it, as what it is', async () => {
  const url = '/assets/what-if-worker-Ab_1-x.js'
  const ask = (encoding: string) =>
    app.inject({ method: 'GET', url, headers: { 'accept-encoding': encoding } })
  const small = await ask('gzip')
  expect(small.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': await policyOf(url),
  })
  expect(gunzipSync(small.rawPayload).toString()).toBe('let a = 1')
  expect((await ask('identity')).headers['content-encoding']).toBeUndefined()
})
