import { isOneOf, reaches, within } from './expectations.ts'
import { never, next, type Planted, plainTrial, type TableTrial } from './trial-kinds.ts'
import { type ActorRole, AT, id, ORGANISATION, PATHS, PLACES, type Row, UNITS, type World } from './world.ts'

const READERS = 'backbone cadre social_worker org_manager'
const WRITERS: readonly ActorRole[] = ['backbone', 'cadre', 'social_worker', 'org_manager']
const BUREAU = 'bureau system'
const DISTRICT = '310118/'

/** A bulletin, and who sees it besides the bureau. */
interface Sent {
  readonly label: string
  readonly id: string
  readonly org_path: string
  readonly roles: readonly string[]
  readonly units: readonly string[]
  readonly readers: string
}

const ALL = ['backbone', 'cadre', 'social_worker', 'org_manager']
const sent: readonly Sent[] = [
  { label: 'to all of the district', roles: ALL, units: [], readers: READERS },
  { label: 'to the first street', roles: ALL, units: [UNITS.backbone], readers: 'backbone cadre' },
  { label: 'to the second street', roles: ALL, units: ['310118/310118002/'], readers: '' },
  {
    label: 'to managers of the organisation',
    roles: ['org_manager'],
    units: [ORGANISATION],
    readers: 'org_manager',
  },
].map((one) => ({ ...one, id: id(), org_path: DISTRICT }))
const foreign: Sent = {
  label: 'of another district',
  id: id(),
  org_path: '310119/',
  roles: ALL,
  units: [],
  readers: '',
}
const everybody = sent[0] as Sent
const second = sent[2] as Sent

const sees = (role: ActorRole, bulletin: Sent) =>
  (bulletin !== foreign && isOneOf(role, BUREAU)) || isOneOf(role, bulletin.readers)

function bulletinTrials(world: World): TableTrial[] {
  const head = ({ id: bulletinId, org_path, roles, units }: Sent): Row => ({
    id: bulletinId,
    org_path,
    state: 'published',
    roles,
    units,
    from_on: '2025-06-16',
    published_by: world.stranger,
    published_at: AT,
  })
  const text = (bulletin: Sent, no: number): Row => ({
    bulletin_id: bulletin.id,
    no,
    title: 'x',
    body: 'x',
    written_by: world.stranger,
    written_at: AT,
  })
  const receipt = (bulletin: Sent, account_id: string): Row => ({
    bulletin_id: bulletin.id,
    no: 1,
    account_id,
    read_at: AT,
  })
  const reminder = (bulletin: Sent, unit_path: string): Row => ({
    id: id(),
    bulletin_id: bulletin.id,
    no: 1,
    unit_path,
    by_id: world.stranger,
    at: AT,
  })
  return [
    {
      table: 'bulletin',
      key: ['id'],
      column: 'from_on',
      planted: [...sent, foreign].map((bulletin) => ({
        label: bulletin.label,
        row: head(bulletin),
        allowed: (role) => ({
          read: sees(role, bulletin),
          change: bulletin !== foreign && isOneOf(role, BUREAU),
          remove: false,
        }),
      })),
      attempts: (role) => [
        {
          label: 'in the district',
          row: head({ ...everybody, id: id() }),
          allowed: isOneOf(role, BUREAU),
        },
        { label: 'in another district', row: head({ ...foreign, id: id() }), allowed: false },
      ],
    },
    {
      table: 'bulletin_version',
      key: ['bulletin_id', 'no'],
      column: 'title',
      planted: [...sent, foreign].map((bulletin) => ({
        label: bulletin.label,
        row: text(bulletin, 1),
        allowed: (role) => ({ ...never, read: sees(role, bulletin) }),
      })),
      attempts: (role) => [
        { label: 'in the district', row: text(everybody, 2), allowed: isOneOf(role, BUREAU) },
        { label: 'in another district', row: text(foreign, 2), allowed: false },
      ],
    },
    {
      table: 'bulletin_receipt',
      key: ['bulletin_id', 'no', 'account_id'],
      column: 'read_at',
      planted: [
        ...WRITERS.map(
          (owner): Planted => ({
            label: `of ${owner}`,
            row: receipt(everybody, world.actors[owner]),
            allowed: (role) => ({
              read: role === owner || isOneOf(role, BUREAU),
              change: role === owner,
              remove: false,
            }),
          }),
        ),
        {
          label: 'of a stranger',
          row: receipt(everybody, world.stranger),
          allowed: (role) => ({ ...never, read: isOneOf(role, BUREAU) }),
        },
        { label: 'in another district', row: receipt(foreign, world.stranger), allowed: () => never },
      ],
      attempts: (role) => [
        {
          label: 'for itself',
          row: receipt(everybody, world.actors[role]),
          allowed: isOneOf(role, READERS),
        },
        { label: 'for a stranger', row: receipt(second, world.stranger), allowed: false },
        {
          // Whom a bulletin is not meant for leaves no receipt of it.
          label: 'for itself, of the second street’s',
          row: receipt(second, world.actors[role]),
          allowed: false,
        },
      ],
    },
    {
      table: 'bulletin_reminder',
      key: ['id'],
      column: 'at',
      planted: [
        {
          label: 'of all',
          row: reminder(everybody, DISTRICT),
          allowed: (role) => ({ ...never, read: sees(role, everybody) }),
        },
        {
          label: 'of the second street',
          row: reminder(everybody, '310118/310118002/'),
          allowed: (role) => ({ ...never, read: isOneOf(role, BUREAU) }),
        },
        { label: 'in another district', row: reminder(foreign, '310119/'), allowed: () => never },
      ],
      attempts: (role) => [
        { label: 'of all', row: reminder(everybody, DISTRICT), allowed: isOneOf(role, BUREAU) },
        { label: 'in another district', row: reminder(foreign, '310119/'), allowed: false },
      ],
    },
  ]
}

/** Who sees what was written below them. */
const OVERSEERS = 'bureau backbone system'

function feedbackTrials(world: World): TableTrial[] {
  const topic = (topicId: string, org_path: string): Row => ({
    id: topicId,
    org_path,
    policy: 'dibao',
    title: 'x',
    state: 'looking',
    created_by: world.stranger,
    created_at: AT,
  })
  const feedback = (row: Row): Row => ({
    id: id(),
    policy: 'dibao',
    voice: 'advisor',
    what: 'x',
    code: `C${next()}`,
    by_id: world.stranger,
    at: AT,
    ...row,
  })
  const topics = Object.fromEntries(WRITERS.map((role) => [role, id()])) as Record<ActorRole, string>
  const ofPlace = { c1: id(), s2: id() }
  const about = Object.fromEntries(PLACES.map((place) => [place, id()])) as Record<
    (typeof PLACES)[number],
    string
  >
  const manage = (role: ActorRole) => isOneOf(role, BUREAU)
  return [
    {
      table: 'feedback_topic',
      key: ['id'],
      column: 'title',
      planted: [
        ...WRITERS.map(
          (writer): Planted => ({
            label: `with feedback of ${writer}`,
            row: topic(topics[writer], DISTRICT),
            allowed: (role) => ({
              read: manage(role) || role === writer,
              change: manage(role),
              remove: false,
            }),
          }),
        ),
        {
          label: 'with feedback of the first street',
          row: topic(ofPlace.c1, DISTRICT),
          allowed: (role) => ({
            read: manage(role) || role === 'backbone',
            change: manage(role),
            remove: false,
          }),
        },
        {
          label: 'with feedback of the second street',
          row: topic(ofPlace.s2, DISTRICT),
          allowed: (role) => ({ read: manage(role), change: manage(role), remove: false }),
        },
        { label: 'of another district', row: topic(id(), '310119/'), allowed: () => never },
      ],
      attempts: (role) => [
        { label: 'in the district', row: topic(id(), DISTRICT), allowed: manage(role) },
        { label: 'in another district', row: topic(id(), '310119/'), allowed: false },
      ],
    },
    {
      table: 'policy_feedback',
      key: ['id'],
      column: 'seen_at',
      planted: [
        ...WRITERS.map(
          (writer): Planted => ({
            // Written in a unit that the writer has left since: the own words stay readable.
            label: `of ${writer}`,
            row: feedback({
              org_path: PATHS.foreign,
              by_id: world.actors[writer],
              topic_id: topics[writer],
            }),
            allowed: (role) => ({ read: role === writer, change: role === writer, remove: false }),
          }),
        ),
        ...PLACES.map(
          (place): Planted => ({
            label: `in ${place}`,
            row: feedback({
              org_path: PATHS[place],
              topic_id: place === 'c1' || place === 's2' ? ofPlace[place] : null,
            }),
            allowed: (role) => ({
              read: isOneOf(role, OVERSEERS) && within(role, place),
              change: manage(role) && within(role, place),
              remove: false,
            }),
          }),
        ),
        ...PLACES.map(
          (place): Planted => ({
            // Written in the first street about a household that lies in `place` today.
            label: `about a household in ${place}`,
            row: feedback({ id: about[place], org_path: PATHS.c1, linked: true }),
            allowed: (role) => ({
              read: isOneOf(role, OVERSEERS) && reaches(role, place),
              change: manage(role) && reaches(role, place),
              remove: false,
            }),
          }),
        ),
      ],
      attempts: (role) => [
        {
          label: 'of itself, at home',
          row: feedback({ org_path: UNITS[role], by_id: world.actors[role] }),
          allowed: isOneOf(role, READERS),
        },
        {
          label: 'of itself, elsewhere',
          row: feedback({ org_path: PATHS.foreign, by_id: world.actors[role] }),
          allowed: false,
        },
        {
          label: 'of a stranger',
          row: feedback({ org_path: UNITS[role] }),
          allowed: false,
        },
      ],
    },
    {
      table: 'feedback_household',
      key: ['feedback_id'],
      column: 'org_path',
      planted: PLACES.map((place) => ({
        label: place,
        row: { feedback_id: about[place], household_id: world.household[place], org_path: PATHS[place] },
        allowed: (role) => ({
          ...never,
          read: isOneOf(role, `${OVERSEERS} ${READERS} supervisor`) && reaches(role, place),
        }),
      })),
      attempts: (role) =>
        PLACES.map((place) => ({
          label: place,
          row: { feedback_id: about[place], household_id: world.household[place], org_path: PATHS[place] },
          allowed: isOneOf(role, `${READERS} system`) && reaches(role, place),
        })),
    },
    plainTrial('answer_attempt', {
      key: ['id'],
      column: 'ip',
      row: () => ({ id: id(), ip: '192.0.2.1', at: AT }),
      read: 'auth system',
      add: 'auth system',
      change: '',
      remove: 'auth system',
    }),
  ]
}

/** Bulletins with their receipts; feedback on policies with its answers. */
export function guidanceTrials(world: World): TableTrial[] {
  return [...bulletinTrials(world), ...feedbackTrials(world)]
}
