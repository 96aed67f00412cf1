import type { FastifyReply, FastifyRequest } from 'fastify'

/** One year, with subdomains (ASVS 3.4.1). */
const HSTS = 'max-age=31536000; includeSubDomains'

/** The policy of answers that are data: nothing in them may run, load or be framed. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * The policy of the console's pages. Scripts and style elements carry the nonce of the response (Ant Design's
 * css-in-js takes it); style attributes are allowed because the charts write them into their tooltips; blob: workers
 * are the map's.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * The policy of workers that reckon: a worker has its own policy, not that of its page. They may compile WebAssembly (not JavaScript
 * from text) and ask this server; the page itself may do neither more nor less than before.
 */
export const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'"

/** Headers of every answer. `Cache-Control` and the policy of pages are set where the answer is made. */
export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers({
    'content-security-policy': DATA_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self), payment=()',
  })
  if (request.protocol === 'https') reply.header('strict-transport-security', HSTS)
  if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
}
