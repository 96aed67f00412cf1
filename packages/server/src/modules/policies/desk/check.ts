import type { LibraryCheck } from '@lastmile/contract'
import {
  type CaseReport,
  caseProblem,
  checkLibrary,
  describeRule,
  type Library,
  LibraryError,
  type LibrarySource,
  type Policy,
  type Problem,
  RuleError,
  readBundle,
  runCases,
} from '@lastmile/rules'
import type { z } from 'zod'
import { type FileChanges, type OpenedLibrary, overlay, textOf } from '../library-texts.ts'
import { policyTitle, presentVersion } from '../present-rule.ts'
import { affectedPolicies } from './affected.ts'

/** What the checker says of a change; `opened` is the library with it, when it is sound enough to be one. */
export interface CheckedChange {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  readonly reports: readonly CaseReport[]
  /** Policies that may decide otherwise. */
  readonly affected: readonly string[]
  readonly opened: OpenedLibrary | null
}

const KEPT = 4
const known = new WeakMap<OpenedLibrary, Map<string, CheckedChange>>()

/**
 * Checks changed files over the library: read, typed, then the cases of everything that the change touches. Takes half a
 * second over the whole library, so the last answers are kept.
 */
export function checkChange(base: OpenedLibrary, changes: FileChanges): CheckedChange {
  const key = JSON.stringify(Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1)))
  const answers = known.get(base) ?? new Map<string, CheckedChange>()
  known.set(base, answers)
  const answer = answers.get(key) ?? check(base, changes)
  answers.delete(key)
  answers.set(key, answer)
  for (const old of [...answers.keys()].slice(0, -KEPT)) answers.delete(old)
  return answer
}

function check(base: OpenedLibrary, changes: FileChanges): CheckedChange {
  const source = overlay(base.source, changes)
  const refused = (problems: readonly Problem[]): CheckedChange => ({
    ok: false,
    problems,
    reports: [],
    affected: [],
    opened: null,
  })
  let library: Library
  try {
    const checked = checkLibrary(readBundle(source))
    if (checked.problems.length > 0) return refused(checked.problems)
    library = checked.library
  } catch (error) {
    if (error instanceof LibraryError) return refused(error.problems)
    throw error
  }
  const affected = affectedPolicies(base.library, library)
  const problems: Problem[] = []
  const reports: CaseReport[] = []
  for (const policy of touched(library, affected, changes)) {
    const told = casesOf(library, source, policy)
    reports.push(...told.reports)
    problems.push(...told.problems)
  }
  return { ok: problems.length === 0, problems, reports, affected, opened: { source, library } }
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** Policies whose answers, or whose files, a change touches. */
function touched(library: Library, affected: readonly string[], changes: FileChanges): Policy[] {
  const folders = new Set(Object.keys(changes).map(folderOf))
  return library.policies.filter(
    (policy) => affected.includes(policy.id) || folders.has(folderOf(policy.file)),
  )
}

function casesOf(
  library: Library,
  source: LibrarySource,
  policy: Policy,
): { reports: CaseReport[]; problems: Problem[] } {
  const file = `${folderOf(policy.file)}/cases.yaml`
  const text = textOf(source, file)
  if (text === null) {
    const missing = { code: 'case', message: `${policy.id} has no cases`, file, line: 1, column: 1 }
    return { reports: [], problems: policy.coverage === 'rule' ? [missing] : [] }
  }
  try {
    const reports = runCases(library, policy, file, text)
    const failed = reports.filter((report) => report.failures.length > 0)
    return { reports, problems: failed.map((report) => caseProblem(file, report)) }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return { reports: [], problems: [error.problem] }
  }
}

const MOST_PROBLEMS = 200
const MOST_REPORTS = 2000

/** A check as the API gives it, with the rules of the changed files in the words of a day. */
export function presentCheck(
  checked: CheckedChange,
  changes: FileChanges,
  day: string,
): z.infer<typeof LibraryCheck> {
  const { opened } = checked
  const folders = new Set(Object.keys(changes).map(folderOf))
  const shown = opened?.library.policies.filter((policy) => folders.has(folderOf(policy.file))) ?? []
  return {
    ok: checked.ok,
    problems: checked.problems.slice(0, MOST_PROBLEMS).map((one) => ({
      file: one.file,
      line: one.line,
      column: one.column,
      message: one.message,
      fix: one.fix ?? null,
    })),
    cases: {
      run: checked.reports.length,
      failed: checked.reports.filter((report) => report.failures.length > 0).length,
    },
    reports: checked.reports.slice(0, MOST_REPORTS).map(({ policy, name, failures }) => ({
      policy,
      name,
      failures: [...failures],
    })),
    affected: [...checked.affected],
    rules: shown.map((policy) => ({
      policy: policy.id,
      name: policyTitle(policy),
      versions: describeRule(policy, day).map(presentVersion),
    })),
  }
}

/** Checks texts that stand in an editor, and writes nothing. */
export function checkFiles(
  base: OpenedLibrary,
  files: readonly { readonly path: string; readonly text: string | null }[],
  day: string,
): z.infer<typeof LibraryCheck> {
  const changes = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  return presentCheck(checkChange(base, changes), changes, day)
}
