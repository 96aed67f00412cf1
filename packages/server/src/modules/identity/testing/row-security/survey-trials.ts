import { isOneOf } from './expectations.ts'
import { CAMPAIGN, SECOND_CAMPAIGN } from './household-rows.ts'
import { never, type TableTrial } from './trial-kinds.ts'
import { AT, id, type Row, type World } from './world.ts'

const STAFF = 'bureau backbone cadre supervisor social_worker system'

const campaign = (world: World, org_path: string, of = id()): Row => ({
  id: of,
  org_path,
  title: 'x',
  form_id: 'test-form',
  form_version: 1,
  who: '{"filter":"all"}',
  due_on: '2025-12-31',
  created_by: world.stranger,
  created_at: AT,
})

/** Campaigns: seen by whom they ask and from above, run by the bureau and by a street for itself. */
export function campaignTrial(world: World): TableTrial {
  const ofDistrict = (of: string) => ({
    label: 'of the district',
    row: campaign(world, '310118/', of),
    allowed: (role: Parameters<TableTrial['attempts']>[0]) => ({
      read: isOneOf(role, STAFF),
      change: isOneOf(role, 'bureau system'),
      remove: false,
    }),
  })
  return {
    table: 'campaign',
    key: ['id'],
    column: 'title',
    planted: [
      ofDistrict(CAMPAIGN),
      ofDistrict(SECOND_CAMPAIGN),
      {
        label: 'of the first street',
        row: campaign(world, '310118/310118001/'),
        allowed: (role) => ({
          read: isOneOf(role, 'bureau backbone cadre supervisor system'),
          change: isOneOf(role, 'bureau backbone system'),
          remove: false,
        }),
      },
      {
        label: 'of the second street',
        row: campaign(world, '310118/310118002/'),
        allowed: (role) => ({
          read: isOneOf(role, 'bureau supervisor system'),
          change: isOneOf(role, 'bureau system'),
          remove: false,
        }),
      },
      { label: 'of another district', row: campaign(world, '310119/'), allowed: () => never },
    ],
    attempts: (role) => [
      { label: 'for the district', row: campaign(world, '310118/'), allowed: isOneOf(role, 'bureau system') },
      {
        label: 'for the first street',
        row: campaign(world, '310118/310118001/'),
        allowed: isOneOf(role, 'bureau backbone system'),
      },
      { label: 'for another district', row: campaign(world, '310119/'), allowed: false },
    ],
  }
}

/** Drafts of forms: the bureau's alone. */
export function formDraftTrial(world: World): TableTrial {
  const draft = (form_id: string, org_path: string): Row => ({
    form_id,
    org_path,
    title_zh: 'x',
    title_en: 'x',
    definition: '{}',
    saved_by: world.stranger,
    saved_at: AT,
  })
  let count = 0
  return {
    table: 'form_draft',
    key: ['form_id'],
    column: 'title_zh',
    planted: [
      {
        label: 'of the district',
        row: draft('draft-form', '310118/'),
        allowed: (role) => {
          const ok = isOneOf(role, 'bureau system')
          return { read: ok, change: ok, remove: false }
        },
      },
      { label: 'of another district', row: draft('foreign-draft', '310119/'), allowed: () => never },
    ],
    attempts: (role) => [
      {
        label: 'for the district',
        row: draft(`tried-${++count}`, '310118/'),
        allowed: isOneOf(role, 'bureau system'),
      },
      { label: 'for another district', row: draft(`tried-${++count}`, '310119/'), allowed: false },
    ],
  }
}
