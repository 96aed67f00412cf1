import type { ValidationError } from '@orpc/server'
import type { Language } from './language.ts'

/** One field of the input that is not right, and why. */
export interface FieldFault {
  /** Path in the input, e.g. `members[0].name`. */
  readonly field: string
  readonly message: string
}

type Issue = ValidationError['issues'][number] & Readonly<Record<string, unknown>>

const SIZES: Readonly<Record<string, { zh: string; en: string }>> = {
  string: { zh: '个字', en: ' characters' },
  array: { zh: '项', en: ' items' },
  file: { zh: '字节', en: ' bytes' },
}

function fieldOf(issue: Issue): string {
  let field = ''
  for (const step of issue.path ?? []) {
    const key = typeof step === 'object' ? step.key : step
    if (typeof key === 'number') field += `[${key}]`
    else field += field === '' ? String(key) : `.${String(key)}`
  }
  return field || '(input)'
}

function sized(issue: Issue, bound: unknown): { zh: string; en: string } {
  const unit = SIZES[String(issue.origin)] ?? { zh: '', en: '' }
  return { zh: ` ${String(bound)} ${unit.zh}`.trimEnd(), en: ` ${String(bound)}${unit.en}` }
}

function sentence(issue: Issue, missing: boolean): { zh: string; en: string } {
  if (missing) return { zh: '还没有填', en: 'is missing' }
  switch (issue.code) {
    case 'too_small': {
      const size = sized(issue, issue.minimum)
      return { zh: `至少要${size.zh}`, en: `must be at least${size.en}` }
    }
    case 'too_big': {
      const size = sized(issue, issue.maximum)
      return { zh: `最多${size.zh}`, en: `must be at most${size.en}` }
    }
    case 'invalid_value': {
      const values = Array.isArray(issue.values) ? issue.values.map(String).join(', ') : ''
      return { zh: `只能是：${values}`, en: `must be one of: ${values}` }
    }
    case 'invalid_format':
      return { zh: `格式不对（${String(issue.format)}）`, en: `has the wrong form (${String(issue.format)})` }
    case 'invalid_type':
      return { zh: `应当是 ${String(issue.expected)}`, en: `must be of type ${String(issue.expected)}` }
    case 'unrecognized_keys':
      return { zh: '没有这个字段', en: 'is not known' }
    default:
      return { zh: '填得不对', en: 'is not right' }
  }
}

function valueAt(input: unknown, issue: Issue): unknown {
  let at: unknown = input
  for (const step of issue.path ?? []) {
    const key = typeof step === 'object' ? step.key : step
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  }
  return at
}

/** What is wrong with an input, field by field, in the reader's language. Values are not repeated: they may be personal. */
export function faultsOf(error: ValidationError, language: Language): FieldFault[] {
  return error.issues.map((plain) => {
    const issue: Issue = { ...plain }
    const missing = valueAt(error.data, issue) === undefined
    return { field: fieldOf(issue), message: sentence(issue, missing)[language] }
  })
}

/** The faults as one sentence: `name 还没有填；phone 格式不对`. */
export function faultSentence(faults: readonly FieldFault[], language: Language): string {
  return faults
    .slice(0, 5)
    .map(({ field, message }) => `${field} ${message}`)
    .join(language === 'zh' ? '；' : '; ')
}
