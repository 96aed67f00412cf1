import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from './facts/dictionary.ts'
import { loadFacts } from './facts/load.ts'
import type { Library } from './library/library.ts'
import { type LibraryFile, type LibrarySource, loadLibrary } from './library/load.ts'

export { AnswersFile } from './node/answers-file.ts'
export {
  PopulationFileError,
  type PopulationOptions,
  type PopulationSource,
  populationFile,
  readPopulation,
} from './node/population-file.ts'
export { RefusedHouseholds } from './node/refused.ts'
export { type PopulationScreening, screenPopulation } from './node/screen-population.ts'
export { type PopulationSimulation, simulatePopulation } from './node/simulate-population.ts'
export { KernelThreads } from './node/threads.ts'

export { type FigureChange, FigureChangeError } from './population/changed-library.ts'

/** Reads `facts.yaml` of a repository root. */
export function readFacts(root: string): Facts {
  return loadFacts(readFileSync(join(root, 'facts.yaml'), 'utf8'))
}

/** Reads the texts of a policies folder (default `policies` under the root) with facts.yaml. Each file carries its SHA-256. */
export function readLibrarySource(root: string, policies: string = join(root, 'policies')): LibrarySource {
  const factsPath = join(root, 'facts.yaml')
  const names = readdirSync(policies, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(yaml|md)$/.test(name),
  )
  const files = names.sort().map((name): LibraryFile => {
    const text = readFileSync(join(policies, name), 'utf8')
    return { path: name.replaceAll('\\', '/'), text, hash: createHash('sha256').update(text).digest('hex') }
  })
  return { facts: readFileSync(factsPath, 'utf8'), factsPath: 'facts.yaml', files }
}

/** Reads the texts of a folder `districts/<district>/signals`, each with its SHA-256. */
export function readSignalFiles(folder: string): LibraryFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { path: name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/** Reads, checks and opens the library of a repository root. Throws `LibraryError` with every problem. */
export function readLibrary(root: string, policies?: string): Library {
  return loadLibrary(readLibrarySource(root, policies))
}
