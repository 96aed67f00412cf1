import { isOneOf, reaches } from './expectations.ts'
import { never, next, type Planted, plainTrial, type TableTrial } from './trial-kinds.ts'
import { type ActorRole, AT, id, PATHS, PLACES, type Place, type Row, type World } from './world.ts'

const LEDGER_READERS = 'bureau auditor administrator system sealer'

/** The ledger and its seals. */
export function ledgerTrials(world: World): TableTrial[] {
  const readers = (role: ActorRole) => isOneOf(role, LEDGER_READERS)
  const thread = 'backbone cadre supervisor social_worker org_manager'
  const entry = (action: string, place: Place | null): Row => ({
    id: id(),
    at: AT,
    actor_role: 'cadre',
    action,
    object_kind: 'need',
    object_id: 'x',
    household_id: place === null ? null : world.household[place],
    org_path: place === null ? null : PATHS[place],
  })
  const planted: Planted[] = [
    {
      label: 'of no household',
      row: entry('session.open', null),
      allowed: (role) => ({ ...never, read: readers(role) }),
    },
    ...PLACES.flatMap((place): Planted[] => [
      {
        label: `a change in ${place}`,
        row: entry('need.confirm', place),
        allowed: (role) => ({
          ...never,
          read:
            readers(role) ||
            (isOneOf(role, thread) && reaches(role, place)) ||
            (role === 'resident' && place === 'granted'),
        }),
      },
      {
        // Who read a household is for the household itself and for those who watch, not for colleagues.
        label: `a reading in ${place}`,
        row: entry('household.read', place),
        allowed: (role) => ({
          ...never,
          read: readers(role) || (role === 'resident' && place === 'granted'),
        }),
      },
    ]),
  ]
  const seal = { read: LEDGER_READERS, add: 'sealer', change: '' } as const
  let block = 0
  return [
    {
      table: 'ledger_entry',
      key: ['id'],
      column: 'action',
      planted,
      // Anybody who acts leaves a trace; nobody ever changes one.
      attempts: () => [{ label: 'an entry', row: entry('need.confirm', 'c1'), allowed: true }],
    },
    plainTrial('ledger_block', {
      ...seal,
      key: ['no'],
      column: 'root',
      row: () => ({ no: ++block, prev_root: 'x', root: 'y', entries: 1, sealed_at: AT, settled_seq: 1 }),
    }),
    plainTrial('ledger_seal', {
      ...seal,
      key: ['entry_id'],
      column: 'position',
      row: () => ({
        entry_id: id(),
        entry_at: AT,
        block_no: 1,
        position: next(),
        seq: 1,
        leaf: Buffer.alloc(32),
      }),
    }),
  ]
}
