import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const ISSUER = '最后一公里'
const PERIOD_S = 30
/** 160 bit, as RFC 4226 §4 asks. */
const SECRET_BYTES = 20

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
  })
}

/** A new secret for one-time codes, in base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** What the authenticator app scans. */
export function provisioningUri(secret: string, login: string): string {
  return totp(secret, login).toString()
}

/**
 * The time step (RFC 6238 §4.2) whose code was given, one step of clock error either way allowed; null when the code
 * fits none. The caller refuses steps that were used before.
 */
export function stepOf(secret: string, code: string, at: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totp(secret, 'check').validate({ token, timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_S) + delta
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const LETTERS = 16

/** A code for the day on which the phone is lost: about 79 bit, without letters that look alike. */
export function newRecoveryCode(): string {
  let code = ''
  while (code.length < LETTERS) {
    for (const byte of randomBytes(LETTERS)) {
      // Only bytes below the last whole multiple, so that every letter is equally likely.
      if (byte < 256 - (256 % ALPHABET.length) && code.length < LETTERS)
        code += ALPHABET[byte % ALPHABET.length]
    }
  }
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** How a recovery code is compared: without dashes and spaces, in lower case. */
export function foldRecoveryCode(code: string): string {
  return code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')
}
