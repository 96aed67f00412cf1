import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  caseProblem,
  checkLibrary,
  describeProblem,
  LibraryError,
  overviewOn,
  type Problem,
  RuleError,
  readBundle,
  runCases,
  sweepLibrary,
} from '@lastmile/rules'
import { readLibrarySource } from '@lastmile/rules/node'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { openPolicies, policiesFolder } from '../library-file.ts'

/** `lastmile policies list|check`. */
export const command: Command = {
  name: 'policies',
  summary: 'the policies in force, and the check of their files and cases',
  usage: ['policies list [--date YYYY-MM-DD] [--json]', 'policies check [--policies DIR] [--json]'],
  subcommands: ['list', 'check'],
  options: [{ name: 'policies', value: 'DIR', summary: 'a policies folder other than the repository’s' }],
  async run(context) {
    return context.words[0] === 'list' ? list(context) : check(context)
  },
}

function list(context: Context): ExitCode {
  const policies = overviewOn(openPolicies(context), context.date)
  if (context.json) context.print(policies)
  else
    for (const policy of policies)
      context.say(
        `${policy.id.padEnd(30)} ${policy.name.zh}（${policy.coverage === 'rule' ? '可判断' : '指南'}）`,
      )
  return 0
}

/** Parses, types and tests every policy. Exit 1 when something was refused; errors name file, line, column. */
function check(context: Context): ExitCode {
  const folder = policiesFolder(context)
  if (!existsSync(folder)) throw new CommandError('not-found', `there is no policies folder at ${folder}`)
  const report = checkFolder(context.root, folder, context.date)
  if (context.json) context.print(report)
  else {
    for (const problem of report.errors) context.say(describeProblem(problem))
    for (const gap of report.gaps)
      context.note(`note: ${gap.policy}: ${gap.kind} ${gap.what} is not known from ${gap.from} to ${gap.to}`)
    context.say(`${report.policies} policies, ${report.cases} cases, ${report.errors.length} error(s)`)
  }
  return report.errors.length > 0 ? 1 : 0
}

function checkFolder(root: string, folder: string, today: string) {
  const errors: Problem[] = []
  try {
    const { library, problems } = checkLibrary(readBundle(readLibrarySource(root, folder)))
    errors.push(...problems)
    let cases = 0
    for (const policy of problems.length > 0 ? [] : library.policies) {
      const file = join(dirname(policy.file), 'cases.yaml')
      const path = join(folder, file)
      if (!existsSync(path)) {
        if (policy.coverage === 'rule')
          errors.push({ code: 'case', message: `${policy.id} has no cases`, file, line: 1, column: 1 })
        continue
      }
      try {
        for (const report of runCases(library, policy, file, readFileSync(path, 'utf8'))) {
          cases++
          if (report.failures.length > 0) errors.push(caseProblem(file, report))
        }
      } catch (error) {
        if (!(error instanceof RuleError)) throw error
        errors.push(error.problem)
      }
    }
    const swept = problems.length > 0 ? [] : sweepLibrary(library, today)
    // An unknown figure is a known hole; a day without a rule or a name between two others is a mistake.
    for (const { policy, kind, what, from, to } of swept)
      if (kind !== 'figure')
        errors.push({
          code: 'gap',
          message: `${policy} has no ${what} from ${from} to ${to} (look at the days of its ${kind === 'rule' ? 'versions' : 'names'}, and at in_force)`,
          file: library.byId.get(policy)?.file ?? '',
          line: 1,
          column: 1,
        })
    return {
      ok: errors.length === 0,
      policies: library.policies.length,
      cases,
      errors,
      gaps: swept.filter((gap) => gap.kind === 'figure'),
    }
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error
    return { ok: false, policies: 0, cases: 0, errors: [...error.problems], gaps: [] }
  }
}
