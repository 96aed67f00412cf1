import { isOneOf } from './expectations.ts'
import { never, type Planted, type TableTrial } from './trial-kinds.ts'
import { type ActorRole, AT, id, type Row, UNITS, type World } from './world.ts'

const SIMULATES = 'bureau backbone'

/** A scenario, who owns it, and who sees it besides. */
interface Kept {
  readonly label: string
  readonly id: string
  readonly org_path: string
  readonly owner: string
  readonly ownerRole: ActorRole | null
  readonly readers: string
}

/** Scenarios and their saves: the owner's, seen from above. */
export function whatIfTrials(world: World): TableTrial[] {
  const kept: Kept[] = [
    {
      label: 'of the bureau',
      org_path: UNITS.bureau,
      owner: world.actors.bureau,
      ownerRole: 'bureau',
      readers: 'bureau system',
    } as const,
    {
      label: 'of the backbone',
      org_path: UNITS.backbone,
      owner: world.actors.backbone,
      ownerRole: 'backbone',
      readers: 'bureau backbone system',
    } as const,
    {
      label: 'of another in the first street',
      org_path: UNITS.backbone,
      owner: world.stranger,
      ownerRole: null,
      readers: 'bureau backbone system',
    } as const,
    {
      label: 'of another in the second street',
      org_path: '310118/310118002/',
      owner: world.stranger,
      ownerRole: null,
      readers: 'bureau system',
    } as const,
    {
      label: 'of another district',
      org_path: '310119/',
      owner: world.stranger,
      ownerRole: null,
      readers: '',
    },
  ].map((one) => ({ ...one, id: id() }))
  const head = (one: Pick<Kept, 'id' | 'org_path' | 'owner'>): Row => ({
    id: one.id,
    org_path: one.org_path,
    owner_id: one.owner,
    name: 'x',
    created_at: AT,
    updated_at: AT,
  })
  const save = (one: Kept, no: number, by: string): Row => ({
    scenario_id: one.id,
    no,
    legal_date: '2025-06-16',
    library_hash: 'x',
    read_at: AT,
    question: '{}',
    result: '{}',
    saved_by: by,
    saved_at: AT,
  })
  return [
    {
      table: 'what_if_scenario',
      key: ['id'],
      column: 'name',
      planted: kept.map(
        (one): Planted => ({
          label: one.label,
          row: head(one),
          allowed: (role) => ({
            read: isOneOf(role, one.readers),
            change: one.ownerRole === role,
            remove: false,
          }),
        }),
      ),
      attempts: (role) => [
        {
          label: 'of the own in the own area',
          row: head({ id: id(), org_path: UNITS[role] || '310118/', owner: world.actors[role] }),
          allowed: isOneOf(role, SIMULATES),
        },
        {
          label: 'of the own in another district',
          row: head({ id: id(), org_path: '310119/', owner: world.actors[role] }),
          allowed: false,
        },
        {
          label: 'of somebody else',
          row: head({ id: id(), org_path: UNITS[role] || '310118/', owner: world.stranger }),
          allowed: false,
        },
      ],
    },
    {
      table: 'what_if_save',
      key: ['scenario_id', 'no'],
      column: 'library_hash',
      planted: kept.map(
        (one): Planted => ({
          label: one.label,
          row: save(one, 1, one.owner),
          allowed: (role) => ({ ...never, read: isOneOf(role, one.readers) }),
        }),
      ),
      attempts: (role) =>
        kept.map((one) => ({
          label: one.label,
          row: save(one, 2, world.actors[role]),
          allowed: one.ownerRole === role,
        })),
    },
  ]
}
