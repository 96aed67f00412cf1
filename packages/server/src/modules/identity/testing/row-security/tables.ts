import { deskTrials } from './desk-trials.ts'
import { discoveryTrials } from './discovery-trials.ts'
import { HOUSEHOLD_RULES, isOneOf, reaches } from './expectations.ts'
import { guidanceTrials } from './guidance-trials.ts'
import { householdRow } from './household-rows.ts'
import { identityTrials } from './identity-trials.ts'
import { ledgerTrials } from './ledger-trials.ts'
import { householdTrial, never, type Planted, type TableTrial, unitTrial } from './trial-kinds.ts'
import { formTrial, visitTrials } from './visit-trials.ts'
import { whatIfTrials } from './what-if-trials.ts'
import { AT, id, PATHS, PLACES, type World } from './world.ts'

/** A volunteer knows the own orders, whosever household they are about, and nothing else of it. */
function orderTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'volunteer_order')
  const { row } = householdRow('volunteer_order')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      {
        label: 'for the volunteer',
        row: { ...row(world, 'foreign', 'planted'), id: id(), volunteer_id: world.actors.volunteer },
        allowed: (role) => ({ read: role === 'volunteer', change: role === 'volunteer', remove: false }),
      },
    ],
  }
}

/** Questions about protected facts, as the facts themselves; nobody else changes them either. */
function questionTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'fact_question')
  const { row } = householdRow('fact_question')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      ...PLACES.map(
        (place): Planted => ({
          label: `protected in ${place}`,
          row: { ...row(world, place, 'planted'), id: id(), sensitivity: 'protected' },
          allowed: (role) => ({
            read: isOneOf(role, 'supervisor social_worker system') && reaches(role, place),
            change: isOneOf(role, 'social_worker system') && reaches(role, place),
            remove: false,
          }),
        }),
      ),
    ],
  }
}

/** Protected facts lie beside the others, for those who counsel and their supervision. */
function factTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'fact')
  const { row } = householdRow('fact')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      ...PLACES.map(
        (place): Planted => ({
          label: `protected in ${place}`,
          row: { ...row(world, place, 'planted'), id: id(), sensitivity: 'protected' },
          allowed: (role) => ({
            ...never,
            read: isOneOf(role, 'supervisor social_worker system') && reaches(role, place),
          }),
        }),
      ),
    ],
  }
}

/** Every table of the database, in an order in which rows can be planted. */
export function tableTrials(world: World): TableTrial[] {
  const special: Readonly<Record<string, () => TableTrial>> = {
    volunteer_order: () => orderTrial(world),
    fact: () => factTrial(world),
    fact_question: () => questionTrial(world),
  }
  return [
    ...identityTrials(world),
    formTrial(),
    ...Object.keys(HOUSEHOLD_RULES).map((table) => special[table]?.() ?? householdTrial(world, table)),
    ...discoveryTrials(world),
    ...deskTrials(world),
    ...ledgerTrials(world),
    ...guidanceTrials(world),
    ...visitTrials(world),
    ...whatIfTrials(world),
    unitTrial('bureau_task', {
      key: ['id'],
      column: 'title',
      row: (place) => ({
        id: id(),
        org_path: PATHS[place],
        title: 'x',
        body: 'x',
        due_on: '2025-07-01',
        state: 'given',
        given_by: world.stranger,
        given_at: AT,
      }),
      read: 'bureau backbone system',
      add: 'bureau system',
      change: 'bureau backbone system',
      remove: '',
    }),
  ]
}
