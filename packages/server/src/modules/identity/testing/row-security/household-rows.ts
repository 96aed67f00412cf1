import { AT, id, PATHS, type Place, type Row, type World } from './world.ts'

/** Whether a row lies in the table from the start, or is tried to be added. */
type Which = 'planted' | 'new'

interface RowForm {
  readonly key: readonly string[]
  row(world: World, place: Place, which: Which): Row
}

/** Campaigns that targets are planted in and tried to be added to. */
export const CAMPAIGN = id()
export const SECOND_CAMPAIGN = id()

let serial = 0

/** What every row of household data says of where it belongs. */
function at(world: World, place: Place): { household_id: string; org_path: string } {
  return { household_id: world.household[place], org_path: PATHS[place] }
}

const byId = (fields: (world: World, place: Place, which: Which) => Row): RowForm => ({
  key: ['id'],
  row: (world, place, which) => ({ id: id(), ...at(world, place), ...fields(world, place, which) }),
})

/** Tables with one row a household or person: a second one collides, which shows that the policy let it through. */
const byHousehold: RowForm = {
  key: ['household_id'],
  row: (world, place) => ({ ...at(world, place), updated_at: AT }),
}
const byPerson: RowForm = {
  key: ['person_id'],
  row: (world, place) => ({ ...at(world, place), person_id: world.person[place], updated_at: AT }),
}

/** Columns of indicators, with nothing in them. */
const BITS = { deprived: 0, unknown: 0, inapplicable: 0, lower: 0, upper: 0 }

const FORMS: Readonly<Record<string, RowForm>> = {
  household: {
    key: ['id'],
    row: (world, place, which) => ({
      id: which === 'planted' ? world.household[place] : id(),
      no: `H${++serial}`,
      org_path: PATHS[place],
      head_name: '某户',
      source: 'test',
      created_at: AT,
      updated_at: AT,
    }),
  },
  person: byId((world, place, which) => ({
    ...(which === 'planted' ? { id: world.person[place] } : {}),
    name: '某人',
    name_pinyin: 'mou ren',
    source: 'test',
    created_at: AT,
    updated_at: AT,
  })),
  membership: byId((world, place) => ({
    person_id: world.person[place],
    relation: 'head',
    from_date: '2025-01-01',
  })),
  household_now: byHousehold,
  person_now: byPerson,
  person_protected_now: byPerson,
  household_protected_now: byHousehold,
  fact: byId((world, place) => ({
    entity_kind: 'household',
    entity_id: world.household[place],
    fact: 'monthly_income',
    value: '1',
    sensitivity: 'sensitive',
    source_kind: 'staff',
    source_name: 'test',
    valid_from: '2025-01-01',
    learned_at: AT,
  })),
  fact_conflict: {
    key: ['entity_id', 'fact'],
    row: (world, place) => ({
      ...at(world, place),
      entity_id: world.household[place],
      entity_kind: 'household',
      fact: `f${++serial}`,
      sensitivity: 'sensitive',
      wins: 'visit',
      loses: 'dibao-roster',
      by_rule: 'newest',
      since: AT,
    }),
  },
  typed_twice: byId((world, place) => ({
    entity_kind: 'household',
    entity_id: world.household[place],
    fact: 'monthly_income',
    had_source: 'dibao-roster',
    typed_as: 'visit',
    at: AT,
  })),
  search_token: {
    key: ['token', 'kind', 'person_id'],
    row: (world, place) => ({
      ...at(world, place),
      token: `t${++serial}`,
      kind: 'name',
      person_id: world.person[place],
    }),
  },
  benefit_receipt: byId(() => ({ policy: 'dibao', source_name: 'test', learned_at: AT })),
  household_grant: byId((world) => ({
    account_id: world.stranger,
    reason: 'case_team',
    from_at: AT,
    until_at: AT,
  })),
  screening: {
    key: ['household_id'],
    row: (world, place) => ({ ...at(world, place), legal_date: '2025-06-16', library_hash: 'x', at: AT }),
  },
  screening_result: {
    key: ['household_id', 'policy'],
    row: (world, place) => ({ ...at(world, place), policy: `p${++serial}`, outcome: 'eligible' }),
  },
  gap: byId(() => ({
    policy: `p${++serial}`,
    state: 'open',
    since: '2025-01-01',
    found_at: AT,
    because: '{}',
    library_hash: 'x',
  })),
  signal: byId((world, place, which) => ({
    ...(which === 'planted' ? { id: world.signal[place] } : {}),
    rule: `r${++serial}`,
    state: 'open',
    urgency: 2,
    raised_at: AT,
    due_on: '2025-07-01',
    because: '{}',
    priority: '{}',
  })),
  signal_reopening: byId((world, place) => ({
    signal_id: world.signal[place],
    by_id: world.stranger,
    at: AT,
    why: 'x',
    outcome: 'known',
    ended_at: AT,
  })),
  signal_basis: {
    key: ['signal_id'],
    row: (world, place) => ({
      ...at(world, place),
      signal_id: world.signal[place],
      legal_date: '2025-07-01',
      household: '{}',
    }),
  },
  announcement: byId(() => ({
    policy: `p${++serial}`,
    on_day: '2025-07-01',
    kind: 'gains',
    causes: '[]',
    because: '{}',
    library_hash: 'x',
    found_at: AT,
  })),
  change_effect: {
    key: ['change_id', 'household_id', 'policy'],
    row: (world, place) => ({
      ...at(world, place),
      change_id: world.change,
      policy: `p${++serial}`,
      kind: 'loses',
      because: '{}',
      state: 'open',
    }),
  },
  notice: byId((world) => ({
    change_id: world.change,
    guarded: false,
    policies: '{dibao}',
    loses_on: '2025-07-01',
    due_on: '2025-06-30',
    made_at: AT,
  })),
  assessment: {
    key: ['household_id'],
    row: (world, place) => ({
      ...at(world, place),
      scheme_hash: 'x',
      legal_date: '2025-06-16',
      at: AT,
      size: 1,
      kind: 'alone',
      ...BITS,
      floor: 0,
      overrides: 0,
      proposed: 4,
      possible: 4,
      firmness: 'firm',
      state: 'open',
    }),
  },
  assessment_whole: {
    key: ['household_id'],
    row: (world, place) => ({
      ...at(world, place),
      ...BITS,
      floor: 0,
      overrides: 0,
      proposed: 4,
      possible: 4,
      firmness: 'firm',
    }),
  },
  scale_request: byId((world) => ({
    instrument: `i-${++serial}`,
    guarded: false,
    asked_by: world.stranger,
    asked_at: AT,
    until_at: AT,
    state: 'open',
  })),
  tier_decision: byId((world) => ({
    at: AT,
    legal_date: '2025-06-16',
    by_id: world.stranger,
    step: 'first',
    proposed: 4,
    tier: 4,
    settled: true,
    scheme_hash: 'x',
    ...BITS,
  })),
  scale_result: byId((world) => ({
    instrument: 'barthel',
    instrument_version: '1.0.0',
    mode: 'paper',
    respondent: 'self',
    by_id: world.stranger,
    at: AT,
    on_day: '2025-06-16',
    answers: 'x',
    guarded: false,
  })),
  urgent_alert: byId((world) => ({
    kind: 'suicide',
    source_id: id(),
    raised_by: world.stranger,
    raised_at: AT,
    due_at: AT,
    state: 'open',
  })),
  family_group: byId((world) => ({
    family_group: `g${++serial}`,
    because: 'x',
    entered_on: '2025-06-16',
    entered_by: world.stranger,
    entered_at: AT,
  })),
  need: byId((world) => ({
    category: 'living',
    title: 'x',
    source_kind: 'staff',
    state: 'confirmed',
    confirmed_by: world.stranger,
    confirmed_at: AT,
  })),
  case_file: byId((world, place, which) => ({
    ...(which === 'planted' ? { id: world.caseFile[place] } : {}),
    no: `G${++serial}`,
    state: which === 'planted' ? 'open' : 'closed',
    opened_by: world.stranger,
    opened_at: AT,
  })),
  case_member: byId((world, place) => ({
    case_id: world.caseFile[place],
    account_id: world.stranger,
    part: 'worker',
    from_at: AT,
  })),
  plan_item: byId((world, place) => ({
    case_id: world.caseFile[place],
    kind: 'service',
    title: 'x',
    state: 'planned',
    created_by: world.stranger,
    created_at: AT,
  })),
  contact: byId((world, place, which) => ({
    ...(which === 'planted' ? { id: world.contact[place] } : {}),
    at: AT,
    channel: 'visit',
    by_id: world.stranger,
    summary: 'x',
    created_at: AT,
  })),
  counselling_note: byId((world) => ({ by_id: world.stranger, at: AT, body: 'x' })),
  opinion: byId((world) => ({
    organisation_path: '310118/so-other/',
    by_id: world.stranger,
    at: AT,
    body: 'x',
  })),
  closure: byId((world, place) => ({
    case_id: world.caseFile[place],
    outcome: 'x',
    assessment: 'x',
    state: 'proposed',
    proposed_by: world.stranger,
    proposed_at: AT,
  })),
  volunteer_order: byId((world, place) => ({
    case_id: world.caseFile[place],
    volunteer_id: world.stranger,
    what: 'x',
    call_name: 'x',
    place: 'x',
    due_on: '2025-07-01',
    state: 'offered',
    given_by: world.stranger,
    given_at: AT,
  })),
  visit: byId((world, place, which) => ({
    ...(which === 'planted' ? { id: world.visit[place] } : {}),
    contact_id: world.contact[place],
    form_id: 'test-form',
    form_version: 1,
    by_id: world.stranger,
    started_at: AT,
    ended_at: AT,
    received_at: AT,
    reached: true,
    answers: '{}',
  })),
  visit_file: byId((world, place) => ({
    visit_id: world.visit[place],
    question: 'q',
    media_type: 'image/png',
    content: 'x',
    bytes: 1,
    at: AT,
  })),
  visit_presence: {
    key: ['household_id', 'account_id'],
    row: (world, place) => ({ ...at(world, place), account_id: id(), at: AT }),
  },
  campaign_target: {
    key: ['campaign_id', 'household_id'],
    row: (world, place, which) => ({
      ...at(world, place),
      campaign_id: which === 'planted' ? CAMPAIGN : SECOND_CAMPAIGN,
      assigned_why: 'nobody',
    }),
  },
  fact_question: byId(() => ({
    entity_kind: 'household',
    entity_id: id(),
    fact: 'monthly_income',
    sensitivity: 'ordinary',
    state: 'open',
    voices: '[]',
    steps: '[]',
    opened_at: AT,
  })),
}

/** How a row of a table of household data is made. */
export function householdRow(table: string): RowForm {
  const form = FORMS[table]
  if (!form) throw new Error(`no row of ${table} is described`)
  return form
}
