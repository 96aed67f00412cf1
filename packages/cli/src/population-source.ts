import { populationFile } from '@lastmile/rules/node'
import type { Context, ExitCode } from './command.ts'
import type { Judged } from './judged.ts'
import { openPolicies } from './library-file.ts'
import { populationFile as namedFile } from './screen-population.ts'

/**
 * Runs a command over a population: of the file named by `--from` (no server and no database), else of the database, judged by the
 * library in force there. `--policies DIR` names another library.
 */
export async function overPopulation(
  context: Context,
  action: 'simulate.read' | 'screening.read',
  run: (judged: Judged) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (context.option('from') === undefined) {
    // The server with its modules: a command over a file starts without it.
    const { overDatabase } = await import('./population-database.ts')
    return overDatabase(context, action, run)
  }
  const file = namedFile(context, action)
  const library = openPolicies(context)
  return run({ library, source: populationFile(file, library.facts), name: file })
}
