import { isAbsolute, join } from 'node:path'
import { describeProblem, type Library, LibraryError } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { CommandError, type Context } from './command.ts'

/** The policies folder a command is asked for: `--policies DIR`, or the repository's. */
export function policiesFolder(context: Context): string {
  const given = context.option('policies')
  return given === undefined
    ? join(context.root, 'policies')
    : isAbsolute(given)
      ? given
      : join(context.cwd, given)
}

/** Opens the library, or ends with everything that is wrong in it. */
export function openPolicies(context: Context): Library {
  try {
    return readLibrary(context.root, policiesFolder(context))
  } catch (error) {
    if (error instanceof LibraryError) {
      for (const problem of error.problems) context.note(describeProblem(problem))
      throw new CommandError('policies', error.message, error.problems)
    }
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new CommandError('not-found', `there is no policies folder at ${policiesFolder(context)}`)
    }
    throw error
  }
}
