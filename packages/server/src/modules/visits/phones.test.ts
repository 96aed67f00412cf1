import { newId } from '@lastmile/domain'
import { isGuarded, type LibraryBundle, openLibrary } from '@lastmile/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testLibrary } from '../../../testing/app.ts'
import { COMMITTEE, idNumber, OTHER_COMMITTEE } from '../../../testing/area.ts'
import { type FieldArea, makeFieldArea, type Pulled } from '../../../testing/field-area.ts'

describe('a phone', () => {
  let field: FieldArea
  beforeAll(async () => {
    field = await makeFieldArea()
  })
  afterAll(() => field.area.close())
  const cadre = () => field.area.as('cadre')
  const pull = async (device: string, cursor: string | null, limit = 250) =>
    (await (await cadre()).post<Pulled>(`/field/devices/${device}/pull`, { cursor, limit })).body

  it('gets its families in pages, then only what changed, and each reading is in the ledger', async () => {
    const device = await field.register('cadre')
    const families: string[] = []
    for (const sequence of [2, 4, 6]) families.push(await field.household(`户${sequence}`, sequence))
    await field.carry('cadre', device, ...families)
    const first = await pull(device, null, 2)
    expect(first).toMatchObject({ more: true, gone: [] })
    const rest = await pull(device, first.cursor, 2)
    expect(rest.more).toBe(false)
    expect([...first.households, ...rest.households].map(({ id }) => id).sort()).toEqual([...families].sort())
    // What is under way anywhere in the database server holds the cursor back: until it has ended, things come twice.
    let { cursor } = rest
    await expect
      .poll(
        async () => {
          const next = await pull(device, cursor)
          cursor = next.cursor
          return next.households
        },
        { timeout: 60_000 },
      )
      .toEqual([])
    await (await field.area.as('backbone')).post(`/households/${families[1]}/facts`, {
      key: newId(),
      sourceKind: 'staff',
      facts: [
        {
          entityKind: 'household',
          entityId: families[1],
          fact: 'has_car',
          value: true,
          validFrom: '2025-06-16',
        },
      ],
    })
    const added = await field.household('后来', 10)
    await field.carry('cadre', device, added)
    const changed = await pull(device, cursor)
    expect(changed.households.map(({ id }) => id)).toEqual(expect.arrayContaining([families[1], added]))
    expect((await pull(device, 'nonsense')).households).toHaveLength(4)
    const [reads] = await field.area.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ledger_entry WHERE action = 'household.read' AND household_id = $1 AND data->>'view' = 'field'`,
      [families[1]],
    )
    expect(reads?.n).toBeGreaterThanOrEqual(3)
  })

  it('loses a family that moves to another unit, and may not choose one there', async () => {
    const device = await field.register('cadre')
    const family = await field.household('要搬', 12)
    await field.carry('cadre', device, family)
    const { cursor } = await pull(device, null)
    const backbone = await field.area.as('backbone')
    const { version } = (await backbone.get<{ version: number }>(`/households/${family}`)).body
    await backbone.post(`/households/${family}/transfer`, {
      orgPath: OTHER_COMMITTEE,
      reason: '搬家',
      version,
    })
    expect(await pull(device, cursor)).toMatchObject({ households: [], gone: [family] })
    const chosen = await (await cadre()).post(`/field/devices/${device}/pack`, { add: [family] })
    expect(chosen.status).toBe(404)
  })

  it('never gets protected facts, whoever carries it', async () => {
    const worker = await field.area.as('worker')
    const family = await field.household('社工户', 14)
    await field.area.grant(family, worker.accountId)
    const [person] = await field.area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [
      family,
    ])
    const stated = await worker.post(`/households/${family}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'person',
          entityId: person?.id,
          fact: 'severe_mental_disorder_registered',
          value: true,
          validFrom: '2025-06-01',
        },
        {
          entityKind: 'person',
          entityId: person?.id,
          fact: 'has_serious_illness',
          value: true,
          validFrom: '2025-06-01',
        },
      ],
    })
    expect(stated.status).toBe(200)
    const device = await field.register('worker')
    await field.carry('worker', device, family)
    const { body } = await worker.post<Pulled>(`/field/devices/${device}/pull`, { cursor: null })
    const names = body.households[0]?.facts.map((one) => one.fact)
    expect(names).toContain('has_serious_illness')
    expect(names).not.toContain('severe_mental_disorder_registered')
    const guarded = testLibrary()
      .policies.filter(isGuarded)
      .map(({ id }) => id)
    expect(guarded.length).toBeGreaterThan(0)
    const answer = await worker.get<{ bundle: LibraryBundle }>('/field/library')
    const sent = openLibrary(answer.body.bundle).policies.map(({ id }) => id)
    expect(sent.length).toBeGreaterThan(50)
    expect(sent.filter((id) => guarded.includes(id))).toEqual([])
  })

  it('that is shut out gets nothing more, and its part of the key is gone', async () => {
    const device = await field.register('cadre')
    const lease = await (await cadre()).post<{ share: string; leaseUntil: string }>(
      `/field/devices/${device}/lease`,
    )
    expect(Buffer.from(lease.body.share, 'base64')).toHaveLength(32)
    expect(Date.parse(lease.body.leaseUntil) - field.area.app.clock.now().getTime()).toBe(7 * 86_400_000)
    for (const other of ['cadreNext', 'worker'] as const)
      expect((await (await field.area.as(other)).post(`/field/devices/${device}/lease`)).status).toBe(404)
    expect(
      (await (await field.area.as('cadreNext')).post(`/field/devices/${device}/revoke`, { reason: '丢了' }))
        .status,
    ).toBe(404)
    const listed = await (await field.area.as('administrator')).get<{ id: string; owner: string }[]>(
      '/field/devices',
    )
    expect(listed.body.find(({ id }) => id === device)?.owner).toBe('李干部')
    const revoked = await (await field.area.as('administrator')).post(`/field/devices/${device}/revoke`, {
      reason: '手机丢了',
    })
    expect(revoked.status).toBe(200)
    for (const call of ['lease', 'pull', 'push'] as const) {
      const body = {
        lease: {},
        pull: { cursor: null },
        push: {
          sentAt: field.area.app.clock.now().toISOString(),
          operations: [field.operation(1, field.visit(newId()))],
        },
      }[call]
      const answer = await (await cadre()).post(`/field/devices/${device}/${call}`, body)
      expect(answer).toMatchObject({ status: 410, body: { code: 'device_revoked' } })
    }
    const [row] = await field.area.rows('SELECT share, state FROM field_device WHERE id = $1', [device])
    expect(row).toEqual({ share: null, state: 'revoked' })
  })

  it('shows who else has a family open, and holds nobody up', async () => {
    const family = await field.household('两人', 16)
    const backbone = await field.area.as('backbone')
    await backbone.post(`/households/${family}/presence`)
    const seen = await (await cadre()).post<{ others: { name: string }[] }>(`/households/${family}/presence`)
    expect(seen.body.others.map(({ name }) => name)).toEqual(['周骨干'])
    const recorded = await backbone.post(`/households/${family}/contacts`, {
      key: newId(),
      at: field.area.app.clock.now().toISOString(),
      channel: 'phone',
      summary: '打过电话',
    })
    expect(recorded.status).toBe(200)
  })

  it('asks on return about a family that may be known, and makes a new one that is not', async () => {
    const device = await field.register('cadre')
    const known = await field.household('钱多多', 18)
    const newcomer = (name: string, sequence?: number) => ({
      kind: 'newcomer',
      orgPath: COMMITTEE,
      address: '青安路 5 号',
      head: {
        name,
        ...(sequence ? { idNumber: idNumber('1950-05-05', sequence) } : { docMissingReason: '没带' }),
      },
      seenAt: field.area.app.clock.now().toISOString(),
      note: '在楼下遇到',
    })
    const { receipts } = await field.push('cadre', device, [
      field.operation(1, newcomer('钱多多')),
      field.operation(2, newcomer('孔乙新', 22)),
      field.operation(3, newcomer('钱多多')),
    ])
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['asked', 'applied', 'asked'])
    interface Asked {
      id: string
      name: string
      version: number
      candidates: { householdId: string }[]
    }
    const asked = (await (await cadre()).get<Asked[]>('/field/newcomers')).body
    expect(
      asked.map(({ name, candidates }) => [name, candidates.map(({ householdId }) => householdId)]),
    ).toEqual([
      ['钱多多', [known]],
      ['钱多多', [known]],
    ])
    const answer = async (one: Asked | undefined, sameAs: string | null) =>
      (await cadre()).post<{ householdId: string }>(`/field/newcomers/${one?.id}/answer`, {
        version: one?.version,
        sameAs,
      })
    expect((await answer(asked[0], known)).body.householdId).toBe(known)
    const made = await answer(asked[1], null)
    expect(made.status).toBe(200)
    expect(made.body.householdId).not.toBe(known)
    expect((await answer(asked[1], null)).status).toBe(409)
    expect((await (await cadre()).get<Asked[]>('/field/newcomers')).body).toEqual([])
    const [rows] = await field.area.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM household WHERE head_name = '钱多多'`,
    )
    expect(rows?.n).toBe(2)
  })

  it('sends what is large compressed to those who take it', async () => {
    const client = await cadre()
    const answer = await field.area.app.app.inject({
      method: 'GET',
      url: '/api/field/library',
      headers: { cookie: client.cookie, 'accept-encoding': 'gzip' },
    })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.rawPayload.length).toBeLessThan(150_000)
    const { hash } = (await client.get<{ hash: string }>('/field/library')).body
    expect((await client.get('/field/library', { known: hash })).body).toEqual({ hash, bundle: null })
  })

  it('takes along what a filter of the list finds, and nobody beyond the reach of its owner', async () => {
    for (const [role, choice] of [
      ['cadre', 'all'],
      ['cadre', 'mine'],
      ['worker', 'all'],
    ] as const) {
      const device = await field.register(role)
      const client = await field.area.as(role)
      const chosen = await client.post<{ households: number }>(`/field/devices/${device}/pack`, { choice })
      const { total } = (await client.get<{ total: number }>(`/households?limit=1&filter=${choice}`)).body
      expect(chosen.body).toEqual({ households: total })
    }
    const { total } = (await (await cadre()).get<{ total: number }>('/households?limit=1')).body
    expect(total).toBeGreaterThan(1)
  })
})
