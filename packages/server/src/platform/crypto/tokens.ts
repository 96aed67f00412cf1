import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A random secret of `bytes` bytes (at least 128 bit) in base64url, for sessions and one-time links. */
export function randomToken(bytes = 32): string {
  if (bytes < 16) throw new RangeError('a token needs at least 16 bytes')
  return randomBytes(bytes).toString('base64url')
}

/** What the database keeps of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Whether two secrets are equal, in a time that tells neither where they differ nor how long they are. */
export function constantTimeEqual(a: string | Buffer, b: string | Buffer): boolean {
  const digest = (value: string | Buffer) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(a), digest(b))
}
