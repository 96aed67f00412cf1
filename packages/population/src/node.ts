/** Files of the synthetic district: everything that touches a disk. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type GenerateOptions, generateHouseholds } from './generate.ts'
import { formatOf, LineFile, openSink, type PopulationFormat } from './node/files.ts'
import { registerLines, truthLine } from './output/lines.ts'
import type { OrgUnitInput } from './place/committees.ts'
import { orgUnitsFrom } from './place/org-file.ts'
import type { PlantedTruth } from './synthetic-household.ts'

export { formatOf, type PopulationFormat }

/** Reads the org list of a district folder's `org.yaml`. */
export function readOrgFile(file: string): OrgUnitInput[] {
  return orgUnitsFrom(parse(readFileSync(file, 'utf8')))
}

export interface WriteOptions extends GenerateOptions {
  /** `.jsonl`, `.csv` or `.parquet`. */
  readonly out: string
  /** `.jsonl` of the planted truths. */
  readonly truth?: string
  /** `.jsonl` of the people behind the ids: name, identity number, phone, address. */
  readonly register?: string
  /** Rows of a Parquet row group, all held in memory at once; default 20,000. */
  readonly rowGroup?: number
  /** Called after every 10,000 households. */
  readonly onProgress?: (households: number) => void
}

export interface Written {
  readonly households: number
  readonly persons: number
  readonly truths: Readonly<Record<PlantedTruth['kind'], number>>
}

/**
 * Writes a population to files, household by household. Files appear under their names when they are complete; after an
 * error nothing is left behind. Throws a RangeError for a file name without a known ending.
 */
export async function writePopulation(options: WriteOptions): Promise<Written> {
  const format = formatOf(options.out)
  if (format === null) throw new RangeError(`unknown ending: ${options.out}`)
  const sink = openSink(options.out, format, options.rowGroup ?? 20_000)
  const truthFile = options.truth === undefined ? null : new LineFile(options.truth)
  const registerFile = options.register === undefined ? null : new LineFile(options.register)
  const truths = { need: 0, duplicate: 0, gap: 0, crisis: 0 }
  let households = 0
  let persons = 0
  try {
    for (const household of generateHouseholds(options)) {
      sink.add(household)
      if (sink.full) await sink.flush()
      households += 1
      persons += household.members.length
      for (const truth of household.truth) {
        truths[truth.kind] += 1
        truthFile?.add(truthLine(truth))
      }
      if (registerFile) for (const line of registerLines(household)) registerFile.add(line)
      if (households % 10_000 === 0) options.onProgress?.(households)
    }
  } catch (error) {
    sink.discard()
    truthFile?.discard()
    registerFile?.discard()
    throw error
  }
  await sink.close()
  truthFile?.close()
  registerFile?.close()
  return { households, persons, truths }
}
