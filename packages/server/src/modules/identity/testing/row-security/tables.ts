import { deskTrials } from './desk-trials.ts'
import { discoveryTrials } from './discovery-trials.ts'
import { HOUSEHOLD_RULES, isOneOf, reaches, within } from './expectations.ts'
import { guidanceTrials } from './guidance-trials.ts'
import { householdRow } from './household-rows.ts'
import { identityTrials } from './identity-trials.ts'
import { ledgerTrials } from './ledger-trials.ts'
import { campaignTrial, formDraftTrial } from './survey-trials.ts'
import { householdTrial, never, type Planted, type TableTrial, unitTrial } from './trial-kinds.ts'
import { formTrial, visitTrials } from './visit-trials.ts'
import { whatIfTrials } from './what-if-trials.ts'
import { type ActorRole, AT, id, PATHS, PLACES, type Place, type Row, type World } from './world.ts'

/** Those who counsel and their supervision: they may read what is guarded. */
const COUNSEL = 'supervisor social_worker system'

function alsoPlanted(trial: TableTrial, more: readonly Planted[]): TableTrial {
  return { ...trial, planted: [...trial.planted, ...more] }
}

/** One more row of a household's table, with other columns than the planted ones have. */
function rowLike(world: World, table: string, place: Place, columns: Row): Row {
  return { ...householdRow(table).row(world, place, 'planted'), id: id(), ...columns }
}

/** Guarded rows lie beside the others of their table; `columns` makes a row guarded. */
function guardedTrial(world: World, table: string, columns: Row, change = ''): TableTrial {
  return alsoPlanted(
    householdTrial(world, table),
    PLACES.map((place) => ({
      label: `guarded in ${place}`,
      row: rowLike(world, table, place, columns),
      allowed: (role) => ({
        read: isOneOf(role, COUNSEL) && reaches(role, place),
        change: isOneOf(role, change) && reaches(role, place),
        remove: false,
      }),
    })),
  )
}

/** A volunteer knows the own orders, whosever household they are about, and nothing else of it. */
function orderTrial(world: World): TableTrial {
  return alsoPlanted(householdTrial(world, 'volunteer_order'), [
    {
      label: 'for the volunteer',
      row: rowLike(world, 'volunteer_order', 'foreign', { volunteer_id: world.actors.volunteer }),
      allowed: (role) => ({ read: role === 'volunteer', change: role === 'volunteer', remove: false }),
    },
  ])
}

/** Psychological scales are read by whoever took them as well. */
function scaleTrial(world: World): TableTrial {
  return alsoPlanted(guardedTrial(world, 'scale_result', { guarded: true, by_id: world.stranger }), [
    {
      label: 'guarded, of the cadre',
      row: rowLike(world, 'scale_result', 'c1', { guarded: true, by_id: world.actors.cadre }),
      allowed: (role) => ({
        ...never,
        read: role === 'cadre' || (isOneOf(role, 'supervisor system') && reaches(role, 'c1')),
      }),
    },
  ])
}

/** That somebody is asked for a psychological scale is known to whoever asked, those who counsel and the family. */
function requestTrial(world: World): TableTrial {
  return alsoPlanted(
    householdTrial(world, 'scale_request'),
    PLACES.map((place) => ({
      label: `guarded in ${place}`,
      row: rowLike(world, 'scale_request', place, { guarded: true }),
      allowed: (role) => ({
        read: isOneOf(role, `${COUNSEL} resident`) && reaches(role, place),
        change: isOneOf(role, 'social_worker system') && reaches(role, place),
        remove: false,
      }),
    })),
  )
}

/** What is in force concerns all who work by it; what one person drafts or proposes is the bureau's until a second one publishes it. */
function deskTrial(
  world: World,
  table: string,
  column: string,
  states: readonly [waiting: string, inForce: string],
  row: (place: Place, state: string) => Row,
): TableTrial {
  const ofBureau = (role: ActorRole, place: Place) => isOneOf(role, 'bureau system') && within(role, place)
  return {
    table,
    key: ['id'],
    column,
    planted: PLACES.flatMap((place) =>
      states.map(
        (state): Planted => ({
          label: `${state} in ${place}`,
          row: {
            ...row(place, state),
            id: id(),
            org_path: PATHS[place],
            state,
            ...(table === 'signal_change' && state === states[1]
              ? { decided_by: world.actors.bureau, decided_at: AT }
              : {}),
          },
          allowed: (role) => ({
            read:
              ofBureau(role, place) ||
              (state === states[1] && isOneOf(role, 'bureau backbone cadre supervisor social_worker system')),
            change: ofBureau(role, place),
            remove: false,
          }),
        }),
      ),
    ),
    attempts: (role) =>
      PLACES.map((place) => ({
        label: place,
        row: { ...row(place, states[0]), id: id(), org_path: PATHS[place], state: states[0] },
        allowed: ofBureau(role, place),
      })),
  }
}

/** Schemes of assessment. */
function schemeTrial(world: World): TableTrial {
  return deskTrial(world, 'scheme_version', 'note', ['draft', 'published'], () => ({
    text: 'x',
    hash: 'x',
    note: 'x',
    drafted_by: world.stranger,
    drafted_at: AT,
  }))
}

/** Changes of the rules of signals. */
function ruleChangeTrial(world: World): TableTrial {
  return deskTrial(world, 'signal_change', 'reason', ['proposed', 'published'], () => ({
    rule: `r-${id()}`,
    kind: 'retire',
    before: '{}',
    reason: 'x',
    from_day: '2025-07-01',
    proposed_by: world.stranger,
    proposed_at: AT,
  }))
}

/** Every table of the database, in an order in which rows can be planted. */
export function tableTrials(world: World): TableTrial[] {
  const special: Readonly<Record<string, () => TableTrial>> = {
    volunteer_order: () => orderTrial(world),
    fact: () => guardedTrial(world, 'fact', { sensitivity: 'protected' }),
    fact_question: () =>
      guardedTrial(world, 'fact_question', { sensitivity: 'protected' }, 'social_worker system'),
    scale_result: () => scaleTrial(world),
    scale_request: () => requestTrial(world),
    signal: () => guardedTrial(world, 'signal', { guarded: true }, COUNSEL),
    signal_reopening: () => guardedTrial(world, 'signal_reopening', { guarded: true }),
  }
  return [
    ...identityTrials(world),
    formTrial(),
    campaignTrial(world),
    formDraftTrial(world),
    ...Object.keys(HOUSEHOLD_RULES).map((table) => special[table]?.() ?? householdTrial(world, table)),
    ...discoveryTrials(world),
    ...deskTrials(world),
    ...ledgerTrials(world),
    ...guidanceTrials(world),
    ...visitTrials(world),
    ...whatIfTrials(world),
    schemeTrial(world),
    ruleChangeTrial(world),
    unitTrial('family_list', {
      key: ['id'],
      column: 'family_group',
      row: (place, which) => ({
        id: id(),
        org_path: PATHS[place],
        family_group: which,
        on_day: '2025-06-16',
        approved_by: world.stranger,
        approved_at: AT,
        households: '[]',
      }),
      read: 'bureau backbone supervisor system',
      add: 'backbone system',
      change: '',
      remove: '',
    }),
    unitTrial('measure_day', {
      key: ['org_path', 'legal_date'],
      column: 'poor',
      row: (place, which) => ({
        org_path: PATHS[place],
        legal_date: which === 'planted' ? '2025-06-16' : '2025-06-17',
        scheme_hash: 'x',
        households: 1,
        poor: 0,
        h: 0,
        m0: 0,
        tiers: '[]',
      }),
      read: 'bureau backbone supervisor system',
      add: 'system',
      change: 'system',
      remove: '',
    }),
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
