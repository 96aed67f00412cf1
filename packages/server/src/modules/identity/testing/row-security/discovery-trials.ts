import { hasAccount, isOneOf, within } from './expectations.ts'
import { layoutTrials } from './layout-trials.ts'
import {
  never,
  next,
  ownTrial,
  type Planted,
  type TableTrial,
  uniqueBytes,
  unitTrial,
} from './trial-kinds.ts'
import { type ActorRole, AT, id, PATHS, PLACES, type Place, type World } from './world.ts'

const IMPORTERS = 'bureau backbone administrator system'

/** Two persons of the world in the order of their ids; a planted pair and a new one are not the same two. */
function pairOf(world: World, place: Place, which: 'planted' | 'new'): { one_id: string; other_id: string } {
  const steps = which === 'planted' ? 1 : 2
  const partner = PLACES[(PLACES.indexOf(place) + steps) % PLACES.length]
  const [one = '', other = ''] = [world.person[place], world.person[partner ?? place]].sort()
  return { one_id: one, other_id: other }
}

/** Files, jobs and imports. */
export function discoveryTrials(world: World): TableTrial[] {
  const rule = { read: IMPORTERS, add: IMPORTERS, change: IMPORTERS, remove: '' } as const
  const decide = 'bureau backbone system'
  const deciders = { read: decide, add: decide, change: decide, remove: '' } as const
  const keyHolders = 'administrator system'
  const keys = { read: keyHolders, add: keyHolders, change: keyHolders, remove: '' } as const
  const appendOnly = { ...rule, change: '', remove: IMPORTERS } as const
  const file: TableTrial = {
    table: 'stored_file',
    key: ['id'],
    column: 'name',
    planted: [
      ...PLACES.map(
        (place): Planted => ({
          label: `of a stranger in ${place}`,
          row: {
            id: world.file[place],
            owner_id: world.stranger,
            org_path: PATHS[place],
            name: 'a.xlsx',
            mime: 'x',
            size: 1,
            sha256: 'x',
            created_at: AT,
          },
          allowed: (role) => ({
            ...never,
            read: role === 'system' || (isOneOf(role, IMPORTERS) && within(role, place)),
          }),
        }),
      ),
      ...(Object.keys(world.actors) as ActorRole[]).filter(hasAccount).map(
        (owner): Planted => ({
          label: `of ${owner}`,
          row: {
            id: id(),
            owner_id: world.actors[owner],
            org_path: PATHS.foreign,
            name: 'b.xlsx',
            mime: 'x',
            size: 1,
            sha256: 'x',
            created_at: AT,
          },
          allowed: (role) => ({ ...never, read: role === owner || role === 'system' }),
        }),
      ),
    ],
    attempts: (role) =>
      [world.actors[role], world.stranger].map((owner_id) => ({
        label: owner_id === world.stranger ? 'for a stranger' : 'for itself',
        row: {
          id: id(),
          owner_id,
          org_path: PATHS.c1,
          name: 'c.xlsx',
          mime: 'x',
          size: 1,
          sha256: 'x',
          created_at: AT,
        },
        allowed: role === 'system' || (hasAccount(role) && owner_id === world.actors[role]),
      })),
  }
  const chunk: TableTrial = {
    table: 'file_chunk',
    key: ['file_id', 'no'],
    column: 'bytes',
    planted: PLACES.map((place) => ({
      label: `of a file in ${place}`,
      row: { file_id: world.file[place], no: 0, bytes: uniqueBytes() },
      allowed: (role) => ({
        ...never,
        read: role === 'system' || (isOneOf(role, IMPORTERS) && within(role, place)),
      }),
    })),
    attempts: (role) =>
      PLACES.map((place) => ({
        label: `to a file in ${place}`,
        row: { file_id: world.file[place], no: 7, bytes: uniqueBytes() },
        // Only to one's own file: these belong to a stranger.
        allowed: role === 'system',
      })),
  }
  return [
    file,
    chunk,
    ownTrial(world, 'job', {
      key: ['id'],
      column: 'state',
      all: 'system',
      row: (owner_id) => ({
        id: id(),
        kind: 'import',
        title: '{}',
        owner_id,
        org_path: PATHS.c1,
        state: 'done',
        created_at: AT,
      }),
      change: true,
      remove: false,
    }),
    unitTrial('import_batch', {
      ...rule,
      key: ['id'],
      column: 'source',
      row: (place, which) => ({
        id: which === 'planted' ? world.batch[place] : id(),
        source: 'x',
        org_path: PATHS[place],
        file_name: 'a',
        file_sha256: 'x',
        state: 'done',
        created_at: AT,
      }),
    }),
    unitTrial('import_template', {
      ...rule,
      key: ['id'],
      column: 'source',
      row: (place) => ({
        id: id(),
        source: 'x',
        org_path: PATHS[place],
        fingerprint: `f${next()}`,
        mapping: '{}',
        saved_by: world.stranger,
        saved_at: AT,
      }),
    }),
    ...layoutTrials(),
    unitTrial('source_key', {
      ...keys,
      key: ['id'],
      column: 'label',
      row: (place, which) => ({
        id: which === 'planted' ? world.sourceKey[place] : id(),
        source: 'x',
        org_path: PATHS[place],
        label: 'x',
        secret: 'x',
        made_by: world.stranger,
        made_at: AT,
      }),
    }),
    unitTrial('source_push', {
      ...keys,
      change: '',
      key: ['key_id', 'nonce'],
      column: 'nonce',
      row: (place) => ({
        key_id: world.sourceKey[place],
        nonce: `n${next()}`,
        org_path: PATHS[place],
        at: AT,
      }),
    }),
    unitTrial('link_pair', {
      ...deciders,
      key: ['id'],
      column: 'reason',
      row: (place, which) => ({
        id: which === 'planted' ? world.linkPair[place] : id(),
        ...pairOf(world, place, which),
        org_path: PATHS[place],
        bits: 1,
        probability: 0.5,
        certain: false,
        parts: '[]',
        found_at: AT,
      }),
    }),
    unitTrial('person_merge', {
      ...deciders,
      key: ['id'],
      column: 'reason',
      row: (place) => ({
        id: id(),
        pair_id: world.linkPair[place],
        kept_id: world.person[place],
        gone_id: world.person[place],
        kept_household: world.household[place],
        gone_household: world.household[place],
        org_path: PATHS[place],
        undo: '{}',
        merged_at: AT,
      }),
    }),
    unitTrial('import_problem', {
      ...appendOnly,
      key: ['id'],
      column: 'code',
      row: (place) => ({
        id: id(),
        batch_id: world.batch[place],
        org_path: PATHS[place],
        row: 1,
        severity: 'refused',
        code: 'x',
      }),
    }),
    unitTrial('import_row', {
      ...rule,
      remove: IMPORTERS,
      key: ['batch_id', 'row'],
      column: 'outcome',
      row: (place, which) => ({
        batch_id: world.batch[place],
        row: which === 'planted' ? 1 : 2,
        org_path: PATHS[place],
        key: uniqueBytes(),
        content: uniqueBytes(),
        outcome: 'accepted',
      }),
    }),
  ]
}
