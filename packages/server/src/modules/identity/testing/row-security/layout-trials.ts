import { isOneOf, within } from './expectations.ts'
import { never, next, type Planted, type TableTrial } from './trial-kinds.ts'
import { AT, id, PATHS, PLACES, type Row } from './world.ts'

const IMPORTERS = 'bureau backbone administrator system'
const DISTRICT = '310118/'

const row = (org_path: string): Row => ({
  id: id(),
  source: `s${next()}`,
  version: 1,
  org_path,
  fingerprint: 'x',
  document: '{}',
  saved_at: AT,
})

/** Layouts that were made for a file: read by those below the unit that made them too, kept only within the own range. */
export function layoutTrials(): TableTrial[] {
  return [
    {
      table: 'source_layout',
      key: ['id'],
      column: 'source',
      planted: [
        ...PLACES.map(
          (place): Planted => ({
            label: place,
            row: row(PATHS[place]),
            allowed: (role) => ({ ...never, read: isOneOf(role, IMPORTERS) && within(role, place) }),
          }),
        ),
        {
          label: 'of the district above',
          row: row(DISTRICT),
          allowed: (role) => ({ ...never, read: isOneOf(role, IMPORTERS) }),
        },
      ],
      attempts: (role) => [
        ...PLACES.map((place) => ({
          label: place,
          row: row(PATHS[place]),
          allowed: isOneOf(role, IMPORTERS) && within(role, place),
        })),
        {
          label: 'for the district',
          row: row(DISTRICT),
          allowed: isOneOf(role, 'bureau administrator system'),
        },
      ],
    },
  ]
}
