import type { Role } from './roles.ts'

/** Who reads bulletins (政策速递): the three teams of advisors, and those who lead them. */
export const BULLETIN_ROLES = [
  'backbone',
  'cadre',
  'social_worker',
  'org_manager',
] as const satisfies readonly Role[]
export type BulletinRole = (typeof BULLETIN_ROLES)[number]

/** How far the bureau is with a piece of feedback on a policy (政策反馈). */
export const FEEDBACK_STATES = {
  received: { zh: '已收到', en: 'Received' },
  looking: { zh: '正在研究', en: 'Looking into it' },
  answered: { zh: '已答复', en: 'Answered' },
  taken_up: { zh: '已采纳', en: 'Taken up' },
} as const
export type FeedbackState = keyof typeof FEEDBACK_STATES

/** Characters of a code by which an answer is asked for: none that is taken for another on paper or by ear. */
const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTVWXY'
const CODE_LENGTH = 10

/**
 * The code of a piece of feedback from random bytes, at least 40 of them. Bytes that would favour some characters are
 * skipped. Throws when the bytes do not suffice, which happens once in 10^20 with 40.
 */
export function feedbackCode(random: Uint8Array): string {
  const fair = 256 - (256 % CODE_ALPHABET.length)
  let code = ''
  for (const byte of random) {
    if (byte < fair) code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    if (code.length === CODE_LENGTH) return code
  }
  throw new RangeError('too few random bytes for a code')
}

/** A code as people type it, in capitals and without gaps; null when it can be none. */
export function foldFeedbackCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—_.]/g, '')
  return code.length === CODE_LENGTH && [...code].every((character) => CODE_ALPHABET.includes(character))
    ? code
    : null
}

/** A code as it is written down: two groups of five. */
export function writeFeedbackCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}
