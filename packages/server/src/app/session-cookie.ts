import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Name of the session cookie. Over TLS the prefix `__Host-` binds it to this very host (RFC 6265bis §4.1.3.2); over
 * plain HTTP, which is served on the loopback and in demos only, browsers would refuse that prefix.
 */
function cookieName(request: FastifyRequest): '__Host-sid' | 'sid' {
  return request.protocol === 'https' ? '__Host-sid' : 'sid'
}

const options = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const

/** The session token that the request carries. */
export function sessionToken(request: FastifyRequest): string | null {
  return request.cookies[cookieName(request)] || null
}

/** Gives the browser its session. It ends with the browser; idle and absolute limits are the server's. */
export function giveSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(request), token, options(request))
}

/** Takes the session cookie away. */
export function takeSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName(request), options(request))
}
