import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, DISTRICT, idNumber, makeArea } from '../../../../testing/area.ts'
import { testLinkModel } from '../../../../testing/index.ts'
import { findPairs, LINK_STEPS, soundPersons } from './find-pairs.ts'

interface Pair {
  id: string
  version: number
  one: { personId: string }
}

describe('a merge into the record without number and phone', () => {
  let area: Area
  const number = idNumber('1948-09-12', 611)
  const home = { full: '', bare: '' }
  const person = { full: '', bare: '' }

  beforeAll(async () => {
    area = await makeArea()
    home.full = await area.openHousehold({ name: '欧阳春梅', idNumber: number, phone: '19900000611' })
    home.bare = await area.openHousehold({
      ...{ name: '欧阳春梅', birthDate: '1948-09-21', sex: 'male', docMissingReason: '未带' },
    })
    for (const which of ['full', 'bare'] as const) {
      const [row] = await area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [
        home[which],
      ])
      person[which] = row?.id ?? ''
    }
    const campaign = newId()
    await area.rows(
      `INSERT INTO form_version (form_id, version, org_path, title_zh, title_en, definition, hash, published_at)
       VALUES ('door', 1, $1, '上门', 'At the door', '{}', 'x', now())`,
      [DISTRICT],
    )
    await area.rows(
      `INSERT INTO campaign (id, org_path, title, form_id, form_version, who, due_on, created_by, created_at)
       VALUES ($1, $2, '摸底', 'door', 1, '{}', '2025-07-01', $3, now())`,
      [campaign, DISTRICT, newId()],
    )
    for (const id of [home.full, home.bare])
      await area.rows(
        `INSERT INTO campaign_target (campaign_id, household_id, org_path, assigned_why)
         SELECT $1, id, org_path, 'nobody' FROM household WHERE id = $2`,
        [campaign, id],
      )
    await area.system(async (tx) => {
      while ((await soundPersons(tx)) > 0);
      for (let step = 0; step < LINK_STEPS; step += 1) await findPairs(tx, testLinkModel(), step)
    })
  })
  afterAll(() => area.close())

  const numbers = async (id: string) => {
    const [row] = await area.rows(
      `SELECT id_number, encode(id_number_index, 'hex') AS number, id_number_masked, phone, encode(phone_index, 'hex') AS telephone,
         phone_masked, sex, birth_date::text, doc_type FROM person WHERE id = $1`,
      [id],
    )
    return row ?? {}
  }
  const present = () =>
    area.rows(`SELECT f_sex, f_birth_date::text AS born FROM person_now WHERE person_id = $1`, [person.bare])
  const targets = () => area.rows('SELECT household_id FROM campaign_target ORDER BY household_id')
  const findBy = async (q: string) => {
    const answer = await (await area.as('backbone')).get<{ hits: { householdId: string }[] }>(
      '/households/search',
      { q },
    )
    return answer.body.hits.map(({ householdId }) => householdId)
  }

  it('carries both over, sealed for its own row, and gives them back when it is undone', async () => {
    const before = {
      bare: await numbers(person.bare),
      full: await numbers(person.full),
      now: await present(),
    }
    expect(before.bare).toMatchObject({ id_number: null, phone: null, birth_date: '1948-09-21' })
    const asked = await targets()
    const backbone = await area.as('backbone')
    const { items } = (await backbone.get<{ items: Pair[] }>('/linkage/pairs')).body
    const [pair] = items
    if (!pair) throw new Error('no pair')
    const merged = await backbone.post<{ mergeId: string }>(`/linkage/pairs/${pair.id}/merge`, {
      keep: pair.one.personId === person.bare ? 'one' : 'other',
      version: pair.version,
    })
    expect(merged.status).toBe(200)

    const after = await numbers(person.bare)
    const { number: index, telephone, id_number_masked: masked } = before.full as Record<string, string>
    expect(after).toMatchObject({
      number: index,
      telephone,
      id_number_masked: masked,
      doc_type: 'resident_id',
    })
    expect(after).toMatchObject({ birth_date: '1948-09-12', sex: 'male' })
    expect((await present())[0]).toMatchObject({ born: '1948-09-12' })
    const open = (column: 'id_number' | 'phone') =>
      area.app.keys.decrypt({ table: 'person', column, rowId: person.bare }, String(after[column]))
    expect([open('id_number'), open('phone')]).toEqual([number, '+8619900000611'])
    expect(after.id_number).not.toBe(before.full.id_number)
    expect(await findBy(number.slice(-4))).toContain(home.bare)
    expect(await findBy(number)).toContain(home.bare)
    expect(JSON.stringify(await area.rows('SELECT undo FROM person_merge'))).not.toContain(number)
    expect(await targets()).toEqual(asked)

    const undone = await backbone.post(`/linkage/merges/${merged.body.mergeId}/undo`, { reason: '是两姐妹' })
    expect(undone.status).toBe(200)
    expect(await numbers(person.bare)).toEqual(before.bare)
    expect(await numbers(person.full)).toEqual(before.full)
    expect(await present()).toEqual(before.now)
    expect(await findBy(number.slice(-4))).not.toContain(home.bare)
    expect(await targets()).toEqual(asked)
  })
})
