import { nearest } from '@lastmile/domain/nearest'
import { type Instrument, loadScheme, type Scheme, SchemeError } from '@lastmile/measure'
import {
  districtSchemeFile,
  instrumentIds,
  readInstrument,
  readInstruments,
  schemeFile,
} from '@lastmile/measure/node'
import { describeProblem, type Library } from '@lastmile/rules'
import { RuleError } from '@lastmile/rules/conditions'
import { CommandError, type Context } from './command.ts'
import { pathOf, unreadable } from './input.ts'

/** The scheme of a command: `--scheme FILE`, or the district's. Ends with everything that is wrong in it. */
export function openScheme(library: Library, instruments: readonly Instrument[], context: Context): Scheme {
  const given = context.option('scheme')
  try {
    const file =
      given === undefined ? districtSchemeFile(context.root) : schemeFile(pathOf(given, context), given)
    return loadScheme(file, library, instruments)
  } catch (error) {
    if (!(error instanceof SchemeError)) throw unreadable(given ?? 'districts/qingpu/assessment', error)
    for (const problem of error.problems) context.note(describeProblem(problem))
    throw new CommandError(
      'scheme',
      `the scheme is refused: ${error.problems.length} problem(s)`,
      error.problems,
    )
  }
}

/** Every instrument of the repository. */
export function openInstruments(context: Context): Instrument[] {
  return refused(() => readInstruments(context.root))
}

/** One instrument by id. Ends with the nearest id when there is none. */
export function openInstrument(id: string, context: Context): Instrument {
  const found = refused(() => readInstrument(context.root, id))
  if (found) return found
  const ids = instrumentIds(context.root)
  const near = nearest(id, ids)
  throw new CommandError(
    'unknown-instrument',
    `there is no instrument "${id}"${near ? `; did you mean "${near}"?` : ''} (${ids.join(', ')})`,
    { instrument: id, nearest: near },
  )
}

function refused<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    throw new CommandError('instrument', describeProblem(error.problem), [error.problem])
  }
}
