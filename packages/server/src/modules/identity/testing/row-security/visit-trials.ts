import { isOneOf, reaches } from './expectations.ts'
import { never, type TableTrial } from './trial-kinds.ts'
import { type ActorRole, AT, id, PATHS, PLACES, ROLES, type Row, UNITS, type World } from './world.ts'

const ADVISORS = 'backbone cadre social_worker'
const STAFF = 'bureau backbone cadre supervisor social_worker system'
const SHUT_OUT = 'administrator backbone system'

/** Forms belong to the district: read by those who work with families, published by the bureau. */
export function formTrial(): TableTrial {
  const form = (form_id: string, org_path: string): Row => ({
    form_id,
    version: 1,
    org_path,
    title_zh: 'x',
    title_en: 'x',
    definition: '{}',
    hash: 'x',
    published_at: AT,
  })
  return {
    table: 'form_version',
    key: ['form_id'],
    column: 'title_zh',
    planted: [
      {
        label: 'of the district',
        row: form('test-form', '310118/'),
        allowed: (role) => ({ ...never, read: isOneOf(role, STAFF) }),
      },
      { label: 'of another district', row: form('foreign-form', '310119/'), allowed: () => never },
    ],
    attempts: (role) => [
      {
        label: 'for the district',
        row: form('new-form', '310118/'),
        allowed: isOneOf(role, 'bureau system'),
      },
      { label: 'for another district', row: form('new-form', '310119/'), allowed: false },
    ],
  }
}

/** Phones, what they carry and what they sent: their owner's, for roles that visit. */
export function visitTrials(world: World): TableTrial[] {
  const strangers: Row = { account_id: world.stranger }
  const device = (account_id: string, org_path: string): Row => ({
    id: id(),
    account_id,
    org_path,
    name: 'x',
    share: 'x',
    lease_until: AT,
    registered_at: AT,
    last_seen_at: AT,
  })
  const owned = Object.fromEntries(
    ROLES.map((role) => [role, device(world.actors[role], UNITS[role])]),
  ) as Record<ActorRole, Row>
  const foreign = PLACES.map((place) => ({ place, row: device(world.stranger, PATHS[place]) }))
  const some = foreign[0]?.row.id
  const visits = (role: ActorRole, owner: ActorRole) => role === owner && isOneOf(role, ADVISORS)
  const mayShutOut = (role: ActorRole, path: string) =>
    isOneOf(role, SHUT_OUT) && UNITS[role] !== '' && path.startsWith(UNITS[role])
  const operation = (device_id: unknown, account_id: string): Row => ({
    id: id(),
    device_id,
    seq: ++seq,
    account_id,
    kind: 'visit',
    receipt: '{}',
    at: AT,
  })
  let seq = 0
  const newcomer = (device_id: unknown, account_id: string): Row => ({
    id: id(),
    org_path: PATHS.c1,
    account_id,
    device_id,
    state: 'asked',
    payload: 'x',
    at: AT,
  })
  const ownRows = (
    table: string,
    options: {
      readonly column: string
      readonly roles: string
      readonly change: boolean
      readonly row: (device_id: unknown, account_id: string) => Row
    },
  ): TableTrial => ({
    table,
    key: ['id'],
    column: options.column,
    planted: [
      ...ROLES.map((owner) => ({
        label: `of ${owner}`,
        row: options.row(owned[owner].id, world.actors[owner]),
        allowed: (role: ActorRole) => {
          const own = role === owner && isOneOf(role, options.roles)
          return { read: own, change: own && options.change, remove: false }
        },
      })),
      { label: 'of a stranger', row: options.row(some, world.stranger), allowed: () => never },
    ],
    attempts: (role) => [
      {
        label: 'for itself',
        row: options.row(owned[role].id, world.actors[role]),
        allowed: isOneOf(role, options.roles),
      },
      { label: 'for a stranger', row: options.row(some, world.stranger), allowed: false },
    ],
  })
  const carried = (device_id: unknown, household: string, account_id: string): Row => ({
    device_id,
    carried_household: household,
    account_id,
    added_at: AT,
  })
  return [
    {
      table: 'field_device',
      key: ['id'],
      column: 'name',
      planted: [
        ...ROLES.map((owner) => ({
          label: `of ${owner}`,
          row: owned[owner],
          allowed: (role: ActorRole) => {
            const ok = visits(role, owner) || mayShutOut(role, UNITS[owner])
            return { read: ok, change: ok, remove: false }
          },
        })),
        ...foreign.map(({ place, row }) => ({
          label: `of a stranger in ${place}`,
          row,
          allowed: (role: ActorRole) => {
            const ok = mayShutOut(role, PATHS[place])
            return { read: ok, change: ok, remove: false }
          },
        })),
      ],
      attempts: (role) => [
        {
          label: 'for itself',
          row: device(world.actors[role], UNITS[role]),
          allowed: isOneOf(role, ADVISORS),
        },
        { label: 'for a stranger', row: { ...device('', PATHS.c1), ...strangers }, allowed: false },
      ],
    },
    {
      table: 'field_pack_item',
      key: ['device_id', 'carried_household'],
      column: 'added_at',
      planted: [
        ...PLACES.map((place) => ({
          label: `a stranger's, ${place}`,
          row: carried(some, world.household[place], world.stranger),
          allowed: (role: ActorRole) => ({ ...never, read: isOneOf(role, STAFF) && reaches(role, place) }),
        })),
        // What has gone out of sight meanwhile: the phone's owner still sees that the phone holds it.
        ...ROLES.map((owner) => ({
          label: `${owner}'s, foreign`,
          row: carried(owned[owner].id, world.household.foreign, world.actors[owner]),
          allowed: (role: ActorRole) => ({
            read: visits(role, owner),
            change: false,
            remove: visits(role, owner),
          }),
        })),
      ],
      attempts: (role) =>
        PLACES.filter((place) => place !== 'foreign').flatMap((place) => [
          {
            label: `its own, ${place}`,
            row: carried(owned[role].id, world.household[place], world.actors[role]),
            allowed: isOneOf(role, ADVISORS) && reaches(role, place),
          },
          {
            label: `a stranger's, ${place}`,
            row: carried(owned[role].id, world.household[place], world.stranger),
            allowed: false,
          },
        ]),
    },
    ownRows('field_operation', { column: 'kind', roles: ADVISORS, change: false, row: operation }),
    ownRows('field_newcomer', { column: 'org_path', roles: 'backbone cadre', change: true, row: newcomer }),
  ]
}
