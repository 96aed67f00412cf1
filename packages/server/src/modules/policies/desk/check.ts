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
import { libraryHash } from '../library-hash.ts'
import { type FileChanges, type OpenedLibrary, overlay, textOf } from '../library-texts.ts'
import { policyTitle, presentVersion } from '../present-rule.ts'
import { affectedPolicies } from './affected.ts'

/** What the checker says of a change, as plain data: it crosses from the thread that reckons it. */
export interface CheckAnswer {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  readonly reports: readonly CaseReport[]
  /** Policies that may decide otherwise. */
  readonly affected: readonly string[]
  /** The rules of the changed files, in the words of a day. */
  readonly rules: z.infer<typeof LibraryCheck>['rules']
  /** What results of the changed library would name it by; null when it is not sound enough to be one. */
  readonly hash: string | null
}

/** Told how many of the touched policies are through their cases; may throw to give up. */
export type Watch = (done: number, total: number) => void

/**
 * Checks changed files over the library: read, typed, then the cases of everything that the change touches. Takes up to
 * three seconds of one core over the whole library: what answers requests asks the `DeskThread`.
 */
export function checkChange(
  base: OpenedLibrary,
  changes: FileChanges,
  day: string,
  watch: Watch,
): { answer: CheckAnswer; opened: OpenedLibrary | null } {
  const source = overlay(base.source, changes)
  const refused = (problems: readonly Problem[]) => ({
    answer: { ok: false, problems, reports: [], affected: [], rules: [], hash: null },
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
  const all = touched(library, affected, changes)
  for (const [index, policy] of all.entries()) {
    watch(index, all.length)
    const told = casesOf(library, source, policy)
    reports.push(...told.reports)
    problems.push(...told.problems)
  }
  watch(all.length, all.length)
  const rules = rulesOf(library, changes, day)
  const hash = libraryHash(library)
  return {
    answer: { ok: problems.length === 0, problems, reports, affected, rules, hash },
    opened: { source, library },
  }
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

function rulesOf(library: Library, changes: FileChanges, day: string): CheckAnswer['rules'] {
  const folders = new Set(Object.keys(changes).map(folderOf))
  return library.policies
    .filter((policy) => folders.has(folderOf(policy.file)))
    .map((policy) => ({
      policy: policy.id,
      name: policyTitle(policy),
      versions: describeRule(policy, day).map(presentVersion),
    }))
}

/** A check as the API gives it. */
export function presentCheck(answer: CheckAnswer): z.infer<typeof LibraryCheck> {
  return {
    ok: answer.ok,
    problems: answer.problems.slice(0, MOST_PROBLEMS).map((one) => ({
      file: one.file,
      line: one.line,
      column: one.column,
      message: one.message,
      fix: one.fix ?? null,
    })),
    cases: {
      run: answer.reports.length,
      failed: answer.reports.filter((report) => report.failures.length > 0).length,
    },
    reports: answer.reports.slice(0, MOST_REPORTS).map(({ policy, name, failures }) => ({
      policy,
      name,
      failures: [...failures],
    })),
    affected: [...answer.affected],
    rules: [...answer.rules],
  }
}
