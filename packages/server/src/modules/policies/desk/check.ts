import {
  caseProblem,
  checkLibrary,
  type Library,
  LibraryError,
  type Problem,
  readBundle,
  RuleError,
  runCases,
} from '@lastmile/rules'
import { type FileChanges, type OpenedLibrary, overlay } from '../library-holder.ts'
import { affectedPolicies } from './affected.ts'

/** What the checker says of a change. */
export interface CheckReport {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  readonly cases: { readonly run: number; readonly failed: number }
  /** Policies that the change touches; their cases were run. */
  readonly affected: readonly string[]
}

/** Checks changed files over the library: read, typed, then the cases of everything that the change touches. */
export function checkChange(
  base: OpenedLibrary,
  changes: FileChanges,
): { report: CheckReport; opened: OpenedLibrary | null } {
  const source = overlay(base.source, changes)
  const refused = (problems: readonly Problem[]): CheckReport => ({
    ok: false,
    problems,
    cases: { run: 0, failed: 0 },
    affected: [],
  })
  let library: Library
  try {
    const checked = checkLibrary(readBundle(source))
    if (checked.problems.length > 0) return { report: refused(checked.problems), opened: null }
    library = checked.library
  } catch (error) {
    if (error instanceof LibraryError) return { report: refused(error.problems), opened: null }
    throw error
  }
  const affected = affectedPolicies(base.library, library)
  const touched = new Set(Object.keys(changes).map((path) => path.slice(0, path.lastIndexOf('/'))))
  const problems: Problem[] = []
  let run = 0
  for (const policy of library.policies) {
    const folder = policy.file.slice(0, policy.file.lastIndexOf('/'))
    if (!affected.includes(policy.id) && !touched.has(folder)) continue
    const file = `${folder}/cases.yaml`
    const text = source.files.find((one) => one.path === file)?.text
    if (text === undefined) {
      if (policy.coverage === 'rule')
        problems.push({ code: 'case', message: `${policy.id} has no cases`, file, line: 1, column: 1 })
      continue
    }
    try {
      for (const report of runCases(library, policy, file, text)) {
        run++
        if (report.failures.length > 0) problems.push(caseProblem(file, report))
      }
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      problems.push(error.problem)
    }
  }
  const report = { ok: problems.length === 0, problems, cases: { run, failed: problems.length }, affected }
  return { report, opened: { source, library } }
}
