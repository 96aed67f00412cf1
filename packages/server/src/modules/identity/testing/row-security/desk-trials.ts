import { isOneOf, reaches } from './expectations.ts'
import { householdRow } from './household-rows.ts'
import { next, type Planted, plainTrial, type TableTrial } from './trial-kinds.ts'
import { AT, id, PLACES, type Row, type World } from './world.ts'

const EVERYBODY =
  'bureau backbone cadre social_worker supervisor org_manager volunteer resident auditor administrator system auth sealer'
const DESK = 'bureau system'
const ADVISORS = 'backbone cadre social_worker'

function changeRow(world: World, state: 'draft' | 'published'): Row {
  return {
    id: id(),
    title: 'x',
    reason: 'x',
    kind: 'edit',
    state,
    files: '{}',
    bases: '{}',
    effective_on: '2025-07-01',
    created_by: world.stranger,
    created_at: AT,
    updated_at: AT,
    ...(state === 'published'
      ? { published_no: next(), proposed_by: world.stranger, decided_by: world.actors.bureau }
      : {}),
  }
}

/** The policy desk: the libraries that results name, changes of the library, and whom they touch. */
export function deskTrials(world: World): TableTrial[] {
  const { row } = householdRow('change_effect')
  const change: TableTrial = {
    table: 'library_change',
    key: ['id'],
    column: 'title',
    planted: [
      {
        label: 'a draft',
        row: { ...changeRow(world, 'draft'), id: world.change },
        allowed: (role) => ({ read: isOneOf(role, DESK), change: isOneOf(role, DESK), remove: false }),
      },
      {
        label: 'a published one',
        row: changeRow(world, 'published'),
        // What is published stays: the trigger refuses the desk too.
        allowed: (role) => ({ read: isOneOf(role, EVERYBODY), change: false, remove: false }),
      },
    ],
    attempts: (role) => [{ label: 'a draft', row: changeRow(world, 'draft'), allowed: isOneOf(role, DESK) }],
  }
  const effect: TableTrial = {
    table: 'change_effect',
    key: ['change_id', 'household_id', 'policy'],
    column: 'note',
    planted: (['open', 'planned'] as const).flatMap((state) =>
      PLACES.map(
        (place): Planted => ({
          label: `${state} in ${place}`,
          row: { ...row(world, place, 'planted'), state },
          allowed: (role) => {
            const here = reaches(role, place)
            const planned = state === 'planned'
            return {
              read: here && isOneOf(role, planned ? DESK : `${DESK} backbone cadre supervisor social_worker`),
              change: here && isOneOf(role, planned ? DESK : `${DESK} backbone cadre`),
              // A grant opens a household, it does not make a desk of it.
              remove: here && planned && place !== 'granted' && isOneOf(role, DESK),
            }
          },
        }),
      ),
    ),
    attempts: (role) =>
      PLACES.map((place) => ({
        label: place,
        row: row(world, place, 'new'),
        allowed: isOneOf(role, DESK) && reaches(role, place) && place !== 'granted',
      })),
  }
  const letter = householdRow('notice')
  const notice: TableTrial = {
    table: 'notice',
    key: letter.key,
    column: 'note',
    planted: [false, true].flatMap((guarded) =>
      PLACES.map(
        (place): Planted => ({
          label: `${guarded ? 'of a protected policy ' : ''}in ${place}`,
          row: { ...letter.row(world, place, 'planted'), guarded },
          allowed: (role) => {
            const here = reaches(role, place)
            const readers = guarded ? 'supervisor social_worker system' : `${DESK} ${ADVISORS} supervisor`
            const writers = guarded ? 'social_worker system' : `${ADVISORS} system`
            return {
              read: here && isOneOf(role, readers),
              change: here && isOneOf(role, writers),
              remove: false,
            }
          },
        }),
      ),
    ),
    // The platform writes them when a change is published.
    attempts: (role) =>
      PLACES.map((place) => ({
        label: place,
        row: letter.row(world, place, 'new'),
        allowed: role === 'system' && reaches(role, place) && place !== 'granted',
      })),
  }
  return [
    plainTrial('guarded_policy', {
      key: ['policy'],
      column: 'policy',
      row: () => ({ policy: `guarded-${next()}` }),
      read: EVERYBODY,
      add: DESK,
      change: '',
    }),
    plainTrial('library_snapshot', {
      key: ['hash'],
      column: 'hash',
      row: () => ({ hash: `h${next()}`, bundle: '{}', made_at: AT }),
      read: EVERYBODY,
      add: DESK,
      change: '',
    }),
    change,
    effect,
    notice,
  ]
}
