import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pagePolicy, WORKER_POLICY } from './security-headers.ts'

/** What the build writes wherever the nonce of a response belongs (`html.cspNonce` of its configuration). */
export const NONCE_PLACE = '__CSP_NONCE__'

/** Workers as the build names them: after their file, `…-worker.ts`. */
const WORKER_FILE = /-worker-[\w-]+\.js$/

/** The service worker of the field app; its address is the same in every build. */
const FIELD_WORKER = 'field-sw.js'

const NOT_BUILT =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>最后一公里</title><p>页面还没有构建好。The console is not built: run <code>npm start</code>.'

/**
 * Serves the staff web app: its files as they are, and its one page for every address that is none of them. Files
 * with a hash in their name may be kept for ever; the page is always asked for, and carries a fresh nonce.
 */
export async function addConsole(app: FastifyInstance, dist: string): Promise<(reply: FastifyReply) => void> {
  const page = join(dist, 'index.html')
  const built = existsSync(page) ? readFileSync(page, 'utf8') : null
  if (built !== null) {
    await app.register(fastifyStatic, {
      root: dist,
      index: false,
      dotfiles: 'ignore',
      wildcard: true,
      cacheControl: false,
      // Made by the build beside each file: on 3G the field app comes in a quarter of the time.
      preCompressed: true,
      setHeaders: (response, sent) => {
        const path = sent.replace(/\.(br|gz)$/, '')
        const lasting = path.startsWith(join(dist, 'assets'))
        response.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
        const isWorker = (lasting && WORKER_FILE.test(basename(path))) || path === join(dist, FIELD_WORKER)
        if (isWorker) response.header('content-security-policy', WORKER_POLICY)
      },
    })
  }
  return (reply) => {
    const nonce = randomBytes(18).toString('base64')
    reply
      .code(built === null ? 503 : 200)
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send((built ?? NOT_BUILT).replaceAll(NONCE_PLACE, nonce))
  }
}
