import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  COMMITTEE,
  idNumber,
  makeArea,
  NEXT_COMMITTEE,
  OTHER_COMMITTEE,
  STREET,
} from '../../../testing/area.ts'

interface Page {
  version: number
  orgPath: string
  advisor: { name: string } | null
  facts: unknown[]
}

describe('a household that moves', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  /** Tables that carry rows of a household, by the catalogue. */
  const carriers = async () =>
    (
      await area.rows<{ name: string }>(
        `SELECT c.relname AS name FROM pg_class c WHERE c.relkind IN ('r','p') AND NOT c.relispartition
           AND c.relnamespace = 'public'::regnamespace
           AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'household_id' AND a.attnotnull)
           AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_path') ORDER BY 1`,
      )
    ).map(({ name }) => name)

  const rowsAt = async (id: string) => {
    const counts: Record<string, string[]> = {}
    for (const table of await carriers()) {
      const found = await area.rows<{ org_path: string }>(
        `SELECT DISTINCT org_path FROM ${table} WHERE household_id = $1`,
        [id],
      )
      if (found.length > 0) counts[table] = found.map(({ org_path }) => org_path)
    }
    return counts
  }

  /** A household with a row in every table that carries any. */
  async function richHousehold(name: string, sequence: number): Promise<string> {
    const id = await area.openHousehold(
      { name, idNumber: idNumber('1949-10-01', sequence), phone: '19900000200' },
      { address: `夏阳街道青安路${sequence}号` },
    )
    const cadre = await area.as('cadre')
    await cadre.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'household',
          entityId: id,
          fact: 'monthly_income',
          value: 900,
          validFrom: '2025-06-01',
        },
      ],
    })
    const [caseId, need, item, contact] = [newId(), newId(), newId(), newId()]
    const by = cadre.accountId
    const insert = (text: string, values: unknown[]) => area.rows(text, values)
    await insert(
      `INSERT INTO case_file (id, no, household_id, org_path, state, opened_by, opened_at, next_contact_on)
       VALUES ($1, $5, $2, $3, 'open', $4, now(), '2025-07-01')`,
      [caseId, id, COMMITTEE, by, `GA-${sequence}`],
    )
    await insert(
      `INSERT INTO need (id, household_id, org_path, case_id, category, title, source_kind, state, confirmed_by, confirmed_at)
       VALUES ($1, $2, $3, $4, 'living', 't', 'visit', 'confirmed', $5, now())`,
      [need, id, COMMITTEE, caseId, by],
    )
    await insert(
      `INSERT INTO case_member (id, case_id, household_id, org_path, account_id, part, from_at) VALUES ($1, $2, $3, $4, $5, 'advisor', now())`,
      [newId(), caseId, id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO plan_item (id, case_id, household_id, org_path, need_id, kind, title, state, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, 'service', 't', 'planned', $6, now())`,
      [item, caseId, id, COMMITTEE, need, by],
    )
    await insert(
      `INSERT INTO contact (id, case_id, household_id, org_path, at, channel, by_id, summary, created_at) VALUES ($1, $2, $3, $4, now(), 'visit', $5, 's', now())`,
      [contact, caseId, id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO counselling_note (id, contact_id, household_id, org_path, by_id, at, body) VALUES ($1, $2, $3, $4, $5, now(), 'x')`,
      [newId(), contact, id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO volunteer_order (id, case_id, household_id, org_path, volunteer_id, what, call_name, place, due_on, state, given_by, given_at)
       VALUES ($1, $2, $3, $4, $5, 'w', 'c', 'p', '2025-07-01', 'offered', $5, now())`,
      [newId(), caseId, id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO opinion (id, case_id, household_id, org_path, organisation_path, by_id, at, body) VALUES ($1, $2, $3, $4, '310118/so-test/', $5, now(), 'o')`,
      [newId(), caseId, id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO closure (id, case_id, household_id, org_path, outcome, assessment, state, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, 'met', 'a', 'proposed', $5, now())`,
      [newId(), caseId, id, COMMITTEE, by],
    )
    const bits = `0, 0, 0, 0, 0`
    await insert(
      `INSERT INTO tier_decision (id, household_id, org_path, at, legal_date, by_id, step, proposed, tier, settled, scheme_hash, deprived, unknown,
         inapplicable, lower, upper) VALUES ($1, $2, $3, now(), '2025-06-16', $4, 'first', 4, 4, true, 'h', ${bits})`,
      [newId(), id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO scale_result (id, household_id, org_path, instrument, instrument_version, mode, respondent, by_id, at, on_day, answers, guarded)
       VALUES ($1, $2, $3, 'fies', '1.0.0', 'paper', 'self', $4, now(), '2025-06-16', 'x', false)`,
      [newId(), id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO scale_request (id, household_id, org_path, instrument, guarded, asked_by, asked_at, until_at, state)
       VALUES ($1, $2, $3, 'fies', false, $4, now(), now(), 'open')`,
      [newId(), id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO assessment_whole (household_id, org_path, deprived, unknown, inapplicable, lower, upper, floor, overrides, proposed, possible,
         firmness) VALUES ($1, $2, ${bits}, 0, 0, 4, 4, 'firm') ON CONFLICT DO NOTHING`,
      [id, COMMITTEE],
    )
    await insert(
      `INSERT INTO urgent_alert (id, household_id, org_path, kind, source_id, raised_by, raised_at, due_at, state)
       VALUES ($1, $2, $3, 'suicide', $1, $4, now(), now(), 'open')`,
      [newId(), id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO family_group (id, household_id, org_path, family_group, because, entered_on, entered_by, entered_at)
       VALUES ($1, $2, $3, 'key_service', 'b', '2025-06-16', $4, now())`,
      [newId(), id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO announcement (id, household_id, org_path, policy, on_day, kind, causes, because, library_hash, found_at)
       VALUES ($1, $2, $3, 'test-policy', '2025-08-01', 'gains', '[]', '{}', 'h', now())`,
      [newId(), id, COMMITTEE],
    )
    const signal = newId()
    await insert(
      `INSERT INTO signal (id, household_id, org_path, rule, state, urgency, raised_at, due_on, because, priority)
       VALUES ($1, $2, $3, 'own-eye', 'open', 2, now(), '2025-07-01', '{}', '{}')`,
      [signal, id, COMMITTEE],
    )
    await insert(
      `INSERT INTO signal_reopening (id, signal_id, household_id, org_path, by_id, at, why, outcome, ended_at)
       VALUES ($1, $2, $3, $4, $5, now(), 'w', 'known', now())`,
      [newId(), signal, id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO signal_basis (signal_id, household_id, org_path, legal_date, household) VALUES ($1, $2, $3, '2025-06-01', '{}')`,
      [signal, id, COMMITTEE],
    )
    await insert(
      `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash) VALUES ($1, $2, $3, 'test-policy', 'open', '2025-06-01', now(), '{"text":{"zh":"因","en":"b"},"value":true}', 'h')`,
      [newId(), id, COMMITTEE],
    )
    const change = newId()
    await insert(
      `INSERT INTO library_change (id, title, reason, kind, state, files, bases, effective_on, created_by, created_at, updated_at)
       VALUES ($1, 't', 'r', 'edit', 'draft', '{}', '{}', '2025-07-01', $2, now(), now())`,
      [change, by],
    )
    await insert(
      `INSERT INTO change_effect (change_id, household_id, org_path, policy, kind, because, state)
       VALUES ($1, $2, $3, 'test-policy', 'loses', '{"text":{"zh":"因","en":"b"},"value":false}', 'open')`,
      [change, id, COMMITTEE],
    )
    await insert(
      `INSERT INTO notice (id, change_id, household_id, org_path, guarded, policies, loses_on, due_on, made_at)
       VALUES ($1, $2, $3, $4, false, '{test-policy}', '2025-07-01', '2025-06-30', now())`,
      [newId(), change, id, COMMITTEE],
    )
    const feedback = newId()
    await insert(
      `INSERT INTO policy_feedback (id, org_path, policy, voice, what, linked, code, by_id, at)
       VALUES ($1, $2, 'test-policy', 'advisor', 'w', true, $3, $4, now())`,
      [feedback, COMMITTEE, `T${sequence}`, by],
    )
    await insert(`INSERT INTO feedback_household (feedback_id, household_id, org_path) VALUES ($1, $2, $3)`, [
      feedback,
      id,
      COMMITTEE,
    ])
    await insert(
      `INSERT INTO announcement (id, household_id, org_path, policy, on_day, kind, causes, because, library_hash, found_at)
       VALUES ($1, $2, $3, 'test-policy', '2025-08-01', 'loses', '[]', '{"text":{"zh":"因","en":"b"},"value":false}', 'h', now())`,
      [newId(), id, COMMITTEE],
    )
    await insert(
      `INSERT INTO screening_result (household_id, org_path, policy, outcome) VALUES ($1, $2, 'test-policy', 'eligible')`,
      [id, COMMITTEE],
    )
    await insert(
      `INSERT INTO screening (household_id, org_path, legal_date, library_hash, at) VALUES ($1, $2, '2025-06-16', 'h', now()) ON CONFLICT DO NOTHING`,
      [id, COMMITTEE],
    )
    await insert(
      `INSERT INTO fact_conflict (entity_id, fact, entity_kind, household_id, org_path, sensitivity, wins, loses, by_rule, since)
       VALUES ($1, 'monthly_income', 'household', $1, $2, 'ordinary', 'visit', 'dibao-roster', 'newest', now())`,
      [id, COMMITTEE],
    )
    await insert(
      `INSERT INTO typed_twice (id, household_id, org_path, entity_kind, entity_id, fact, had_source, typed_as, at)
       VALUES ($1, $2, $3, 'household', $2, 'monthly_income', 'dibao-roster', 'visit', now())`,
      [newId(), id, COMMITTEE],
    )
    await insert(
      `INSERT INTO benefit_receipt (id, household_id, org_path, policy, source_name, learned_at) VALUES ($1, $2, $3, 'dibao', 's', now())`,
      [newId(), id, COMMITTEE],
    )
    await insert(
      `INSERT INTO household_protected_now (household_id, org_path, updated_at) VALUES ($1, $2, now())`,
      [id, COMMITTEE],
    )
    await insert(
      `INSERT INTO person_protected_now (person_id, household_id, org_path, updated_at) SELECT id, household_id, org_path, now() FROM person WHERE household_id = $1`,
      [id],
    )
    const visit = newId()
    await insert(
      `INSERT INTO form_version (form_id, version, org_path, title_zh, title_en, definition, hash, published_at)
       VALUES ('test-form', 1, '310118/', 't', 't', '{}', 'h', now()) ON CONFLICT DO NOTHING`,
      [],
    )
    await insert(
      `INSERT INTO visit (id, household_id, org_path, contact_id, form_id, form_version, by_id, started_at, ended_at, received_at, reached, answers)
       VALUES ($1, $2, $3, $4, 'test-form', 1, $5, now(), now(), now(), true, '{}')`,
      [visit, id, COMMITTEE, contact, by],
    )
    await insert(
      `INSERT INTO visit_file (id, visit_id, household_id, org_path, question, media_type, content, bytes, at)
       VALUES ($1, $2, $3, $4, 'q', 'image/png', 'x', 1, now())`,
      [newId(), visit, id, COMMITTEE],
    )
    await insert(
      `INSERT INTO visit_presence (household_id, org_path, account_id, at) VALUES ($1, $2, $3, now())`,
      [id, COMMITTEE, by],
    )
    await insert(
      `INSERT INTO fact_question (id, household_id, org_path, entity_kind, entity_id, fact, sensitivity, state, voices, steps, opened_at)
       VALUES ($1, $2, $3, 'household', $2, 'debt', 'sensitive', 'open', '[]', '[]', now())`,
      [newId(), id, COMMITTEE],
    )
    const campaign = newId()
    await insert(
      `INSERT INTO campaign (id, org_path, title, form_id, form_version, who, due_on, created_by, created_at)
       VALUES ($1, '310118/', 't', 'test-form', 1, '{}', '2099-01-01', $2, now())`,
      [campaign, by],
    )
    await insert(
      `INSERT INTO campaign_target (campaign_id, household_id, org_path, assigned_why) VALUES ($1, $2, $3, 'nobody')`,
      [campaign, id, COMMITTEE],
    )
    await area.grant(id, (await area.as('worker')).accountId)
    return id
  }

  const move = async (id: string, orgPath: string, version: number) =>
    (await area.as('backbone')).post<{ code: string; orgPath: string; orgName: string }>(
      `/households/${id}/transfer`,
      {
        orgPath,
        version,
        reason: '随子女居住',
      },
    )
  const versionOf = async (id: string) =>
    (await (await area.as('backbone')).get<Page>(`/households/${id}`)).body.version

  it('takes everything along: no row stays at the old unit, and none is left out of the test', async () => {
    const id = await richHousehold('迁居', 2)
    const before = await rowsAt(id)
    expect(Object.keys(before)).toEqual(await carriers())
    const moved = await move(id, OTHER_COMMITTEE, await versionOf(id))
    expect(moved).toMatchObject({ status: 200, body: { orgPath: OTHER_COMMITTEE, orgName: '盈中居委会' } })
    for (const [table, paths] of Object.entries(await rowsAt(id)))
      expect([table, paths]).toEqual([table, [OTHER_COMMITTEE]])
    expect(Object.keys(await rowsAt(id))).toEqual(Object.keys(before))
  })

  it('is absent for the old unit and whole for the new one, with its thread, search and grants', async () => {
    const id = await richHousehold('远迁', 4)
    await move(id, OTHER_COMMITTEE, await versionOf(id))
    for (const person of ['cadre', 'backbone'] as const) {
      const client = await area.as(person)
      expect((await client.get(`/households/${id}`)).status).toBe(404)
      expect((await client.get(`/households/${id}/thread`)).status).toBe(404)
      expect((await client.get<{ hits: unknown[] }>('/households/search', { q: '远迁' })).body.hits).toEqual(
        [],
      )
    }
    const next = await area.as('cadreElsewhere')
    const page = await next.get<Page>(`/households/${id}`)
    expect(page.body.facts.length).toBeGreaterThan(0)
    const thread = await next.get<{ items: { action: string; text: { zh: string } }[] }>(
      `/households/${id}/thread`,
    )
    const actions = thread.body.items.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['household.create', 'fact.record', 'household.transfer']))
    expect(thread.body.items.find(({ action }) => action === 'household.transfer')?.text.zh).toBe(
      '这家从青安居委会转到了盈中居委会（随子女居住）',
    )
    expect((await next.get<{ hits: unknown[] }>('/households/search', { q: '远迁' })).body.hits).toHaveLength(
      1,
    )
    expect((await (await area.as('worker')).get(`/households/${id}`)).status).toBe(200)
  })

  it('unpairs an advisor who works by area elsewhere, and keeps one from an organisation', async () => {
    const backbone = await area.as('backbone')
    const id = await richHousehold('随迁', 6)
    const pair = async (person: 'cadre' | 'worker' | 'backbone') =>
      backbone.post(`/households/${id}/pair`, {
        advisorId: (await area.as(person)).accountId,
        version: await versionOf(id),
      })
    await pair('cadre')
    await move(id, NEXT_COMMITTEE, await versionOf(id))
    expect((await backbone.get<Page>(`/households/${id}`)).body.advisor).toBeNull()
    await pair('worker')
    await move(id, COMMITTEE, await versionOf(id))
    expect((await backbone.get<Page>(`/households/${id}`)).body.advisor).toMatchObject({ name: '王社工' })
    await pair('backbone')
    await move(id, NEXT_COMMITTEE, await versionOf(id))
    expect((await backbone.get<Page>(`/households/${id}`)).body.advisor).toMatchObject({ name: '周骨干' })
  })

  it('moves whole or not at all, whatever table fails', async () => {
    const id = await richHousehold('难迁', 8)
    const version = await versionOf(id)
    const before = await rowsAt(id)
    await area.rows(
      `CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'injected'; END $$`,
    )
    for (const table of await carriers()) {
      await area.rows(
        `CREATE TRIGGER refuse BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION public.refuse()`,
      )
      expect((await move(id, OTHER_COMMITTEE, version)).status).toBe(500)
      await area.rows(`DROP TRIGGER refuse ON ${table}`)
      expect(await rowsAt(id)).toEqual(before)
      expect(await versionOf(id)).toBe(version)
    }
    const told = await area.rows(
      "SELECT 1 FROM ledger_entry WHERE household_id = $1 AND action = 'household.transfer'",
      [id],
    )
    expect(told).toEqual([])
    expect((await move(id, OTHER_COMMITTEE, version)).status).toBe(200)
  })

  it('by the hand of its own backbone only, to a unit where households live', async () => {
    const id = await richHousehold('不迁', 10)
    const version = await versionOf(id)
    expect((await move(id, COMMITTEE, version)).body.code).toBe('household_same_unit')
    expect((await move(id, '310118/so-test/', version)).body.code).toBe('unit_unsuitable')
    expect((await move(id, `${STREET}310118001999/`, version)).body.code).toBe('unit_unsuitable')
    expect((await move(id, NEXT_COMMITTEE, version + 1)).body.code).toBe('version_conflict')
    const body = { orgPath: NEXT_COMMITTEE, version, reason: '搬家' }
    const by = async (person: 'cadre' | 'worker' | 'backboneElsewhere' | 'bureau') =>
      (await (await area.as(person)).post(`/households/${id}/transfer`, body)).status
    expect(await by('cadre')).toBe(403)
    expect(await by('worker')).toBe(403)
    expect(await by('bureau')).toBe(403)
    expect(await by('backboneElsewhere')).toBe(404)
  })

  it('every table that moves is found by household without a walk through it', async () => {
    const led = await area.rows<{ name: string }>(
      `SELECT DISTINCT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
       WHERE a.attname = 'household_id' AND i.indpred IS NULL`,
    )
    const names = led.map(({ name }) => name)
    expect((await carriers()).filter((table) => !names.includes(table))).toEqual([])
  })
})
