import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { caseProblem, describeProblem, LibraryError, openSignals, runSignalCases } from '@lastmile/rules'
import { readSignalFiles } from '@lastmile/rules/node'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { openPolicies } from '../library-file.ts'

/** `lastmile signals check`. */
export const command: Command = {
  name: 'signals',
  summary: 'the check of the rules of signals (发现线索) and their cases',
  usage: ['signals check [--signals DIR] [--policies DIR] [--json]'],
  subcommands: ['check'],
  options: [
    { name: 'signals', value: 'DIR', summary: 'a folder of signals other than districts/qingpu/signals' },
    { name: 'policies', value: 'DIR', summary: 'a policies folder other than the repository’s' },
  ],
  async run(context) {
    return check(context)
  },
}

/** Parses, types and tests every rule. Exit 1 when something was refused; errors name file, line, column. */
function check(context: Context): ExitCode {
  const folder = signalsFolder(context)
  if (!existsSync(folder)) throw new CommandError('not-found', `there is no folder of signals at ${folder}`)
  const report = checkFolder(context, folder)
  if (context.json) context.print(report)
  else {
    for (const problem of report.errors) context.say(describeProblem(problem))
    context.say(`${report.rules} rules, ${report.cases} cases, ${report.errors.length} error(s)`)
  }
  return report.errors.length > 0 ? 1 : 0
}

function checkFolder(context: Context, folder: string) {
  try {
    const signals = openSignals(openPolicies(context), readSignalFiles(folder))
    const reports = signals.rules.map((rule) => ({ rule, cases: runSignalCases(signals, rule) }))
    const errors = reports.flatMap(({ rule, cases }) =>
      cases.filter(({ failures }) => failures.length > 0).map((one) => caseProblem(rule.file, one)),
    )
    const cases = reports.reduce((total, one) => total + one.cases.length, 0)
    return { ok: errors.length === 0, rules: signals.rules.length, cases, errors }
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error
    return { ok: false, rules: 0, cases: 0, errors: [...error.problems] }
  }
}

function signalsFolder(context: Context): string {
  const given = context.option('signals')
  if (given === undefined) return join(context.root, 'districts/qingpu/signals')
  return isAbsolute(given) ? given : join(context.cwd, given)
}
