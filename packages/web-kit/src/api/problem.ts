import { ORPCError } from '@orpc/client'
import type { BilingualText } from '../language/words.ts'

/** What kind of trouble a call met; screens choose their words and their way out by it. */
export type ProblemKind =
  | 'offline'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'busy'
  | 'server'

/** A failed call in words: what happened, what is safe, what to do, and which fields of the form are meant. */
export interface Problem {
  readonly kind: ProblemKind
  readonly code: string
  readonly happened: BilingualText
  /** Null where `happened`, the server's own sentence, says it already. */
  readonly safe: BilingualText | null
  readonly todo: BilingualText | null
  /** Messages by field name as in the call's input (`head.idNumber`), in the reader's language. */
  readonly fields: Readonly<Record<string, string>>
  /** Whether the same call may succeed when it is simply made again. */
  readonly mayRetry: boolean
}

interface Wording {
  readonly happened: BilingualText
  readonly safe: BilingualText
  readonly todo: BilingualText
}

const NOTHING_CHANGED = { zh: '没有改动任何内容。', en: 'Nothing was changed.' }

const WORDING: Record<ProblemKind, Wording> = {
  offline: {
    happened: { zh: '连不上服务器。', en: 'The server cannot be reached.' },
    safe: { zh: '您填写的内容还在这个页面上。', en: 'What you typed is still on this page.' },
    todo: { zh: '看一下网络，再试一次。', en: 'Check the network and try again.' },
  },
  'signed-out': {
    happened: { zh: '登录已过期。', en: 'Your session has ended.' },
    safe: NOTHING_CHANGED,
    todo: { zh: '请重新登录，之后会回到这里。', en: 'Sign in again; you come back here.' },
  },
  forbidden: {
    happened: { zh: '您的岗位不能做这一步。', en: 'Your role cannot do this.' },
    safe: NOTHING_CHANGED,
    todo: {
      zh: '需要的话，请联系本街镇的救助骨干。',
      en: 'If you need it, ask the backbone of your street.',
    },
  },
  'not-found': {
    happened: {
      zh: '没有找到，或者不在您的范围内。',
      en: 'It does not exist, or lies outside your scope.',
    },
    safe: NOTHING_CHANGED,
    todo: { zh: '核对一下链接，或问问负责的单位。', en: 'Check the link, or ask the unit responsible.' },
  },
  conflict: {
    happened: { zh: '这条记录刚刚被别人改过。', en: 'Somebody changed this record just now.' },
    safe: {
      zh: '您的修改没有保存，对方的修改都在。',
      en: 'Your change was not saved; theirs is intact.',
    },
    todo: { zh: '看过新内容，再改一次。', en: 'Look at the new content, then try again.' },
  },
  invalid: {
    happened: { zh: '有几处还要改一下。', en: 'A few fields need another look.' },
    safe: NOTHING_CHANGED,
    todo: { zh: '按提示改好再提交。', en: 'Correct what is marked and send it again.' },
  },
  busy: {
    happened: { zh: '现在请求太多，服务器忙不过来。', en: 'There are too many requests just now.' },
    safe: NOTHING_CHANGED,
    todo: { zh: '等一会儿再试。', en: 'Wait a moment and try again.' },
  },
  server: {
    happened: { zh: '服务器出了问题。', en: 'Something went wrong on the server.' },
    safe: { zh: '已保存的内容不受影响。', en: 'What was saved is not affected.' },
    todo: {
      zh: '再试一次；还不行，请把下面的编号告诉管理员。',
      en: 'Try again; if it stays, give the code below to the administrator.',
    },
  },
}

function kindOf(status: number, code: string): ProblemKind {
  if (code === 'sign_in_refused' || status === 410) return 'invalid'
  if (status === 401) return 'signed-out'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 409) return 'conflict'
  if (status === 400 || status === 413 || status === 415 || status === 422) return 'invalid'
  if (status === 429 || status === 503) return 'busy'
  return 'server'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The server's own codes are words with low lines; codes of the transport (`BAD_GATEWAY`) say nothing to a reader. */
const SPOKEN = /^[a-z][a-z0-9_]*$/

/** The faults of an input as the server lists them: `details.fields: [{ field: 'head.phone', message }]`. */
function fieldsOf(details: unknown): Record<string, string> {
  const fields: Record<string, string> = {}
  if (!isRecord(details) || !Array.isArray(details.fields)) return fields
  for (const fault of details.fields) {
    if (isRecord(fault) && typeof fault.field === 'string' && typeof fault.message === 'string')
      fields[fault.field] = fault.message
  }
  return fields
}

/** Errors of one value: the field that they are about, so that the sentence stands beside it. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  id_number_invalid: 'idNumber',
  id_number_missing: 'idNumber',
  id_number_contradicts: 'idNumber',
  phone_invalid: 'phone',
  password_wrong: 'current',
  code_wrong: 'code',
  login_taken: 'login',
}

/** Puts anything that a call threw into words. The server's sentence says what happened, in the reader's language. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ORPCError)) {
    const kind: ProblemKind = error instanceof TypeError ? 'offline' : 'server'
    return { kind, code: kind, ...WORDING[kind], fields: {}, mayRetry: true }
  }
  const code = String(error.code)
  const kind = kindOf(error.status, code)
  const details: unknown = error.data
  const own = FIELD_OF_CODE[code]
  const fields = { ...fieldsOf(details), ...(own === undefined ? {} : { [own]: error.message }) }
  const said = SPOKEN.test(code) ? { zh: error.message, en: error.message } : null
  return {
    kind,
    code: isRecord(details) && typeof details.requestId === 'string' ? `${code} ${details.requestId}` : code,
    ...WORDING[kind],
    // A list of faults stands beside its fields; repeating it above would say it twice.
    ...(said === null || code === 'input_invalid'
      ? {}
      : { happened: said, safe: null, todo: kind === 'server' ? WORDING.server.todo : null }),
    fields,
    mayRetry: kind === 'busy' || kind === 'server' || kind === 'conflict',
  }
}
