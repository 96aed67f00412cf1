import { type Actor, isWithin } from '@lastmile/domain'
import { DISABILITY_ROSTER_COLUMNS, disabilityRoster, type SyntheticHousehold } from '@lastmile/population'
import { blobBytes, type DiscoveryDeps, importInPlace } from '../modules/discovery/index.ts'
import type { MovableClock, Step } from './timeline.ts'

const DAY = 86_400_000
/** How long ago each street's file came, in days. */
const AGES = [12, 26, 41]

/** A list as a department sends it: a CSV with a byte order mark, as spreadsheets write it. */
function csvOf(households: Iterable<SyntheticHousehold>): Blob {
  const lines = [DISABILITY_ROSTER_COLUMNS.join(',')]
  for (const row of disabilityRoster(households))
    lines.push(DISABILITY_ROSTER_COLUMNS.map((column) => String(row[column])).join(','))
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`])
}

/** The files of the disabled persons' federation that some streets' backbones brought in of late. */
export function rosterImportSteps(
  deps: DiscoveryDeps,
  world: {
    readonly households: readonly SyntheticHousehold[]
    readonly streets: readonly string[]
    readonly clock: MovableClock
    readonly now: Date
    readonly backbone: (street: string) => Actor
  },
): Step[] {
  return AGES.flatMap((age, index) => {
    const street = world.streets[index]
    if (street === undefined) return []
    const at = new Date(world.now.getTime() - age * DAY)
    const run = async (): Promise<void> => {
      const file = csvOf(world.households.filter(({ orgPath }) => isWithin(orgPath, street)))
      await importInPlace({ ...deps, clock: world.clock }, world.backbone(street), {
        source: 'disability-certificates',
        file: blobBytes(file),
        fileName: `持证残疾人名册-${at.toISOString().slice(0, 7)}.csv`,
        asOf: `${at.toISOString().slice(0, 8)}01`,
        dryRun: false,
      })
    }
    return [{ at, run }]
  })
}
