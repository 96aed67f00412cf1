import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import { type SignedPush, signatureOf } from './push-rows.ts'

interface Pushed {
  importId: string
  rows: number
  accepted: number
  unchanged: number
  refused: number
  errors: { row: number; column: string | null; code: string; message: { zh: string } }[]
  code?: string
}
const SOURCE = 'disability-certificates'

describe('a department that pushes', () => {
  let area: Area
  let key: { key: string; secret: string }
  const number = idNumber('1950-01-01', 501)

  beforeAll(async () => {
    area = await makeArea()
    await area.openHousehold({ name: '王建国', idNumber: number })
    const made = await (await area.as('administrator')).post<typeof key>('/sources/keys', {
      source: SOURCE,
      label: '区残联接口',
    })
    key = made.body
  })
  afterAll(() => area.close())

  const signed = (rows: unknown, change: Partial<SignedPush> = {}) => {
    const push = {
      ...{ source: SOURCE, key: key.key, at: area.app.clock.now().toISOString(), nonce: randomUUID() },
      ...{ body: JSON.stringify({ asOf: '2025-06-01', rows }) },
    }
    const all = { ...push, signature: signatureOf(key.secret, push), ...change }
    return area.app.stranger.post<Pushed>(`/push/${SOURCE}`, all)
  }
  const rows = [
    { 姓名: '王建国', 身份证号: number, 残疾类别: '肢体', 残疾等级: '二级' },
    { 姓名: '王建国', 身份证号: number, 残疾类别: '肢体', 残疾等级: '九级' },
  ]

  it('has its rows read as a file is, with the wrong ones named by row and column', async () => {
    const { status, body } = await signed(rows)
    expect(status).toBe(200)
    expect(body).toMatchObject({ rows: 2, accepted: 1, refused: 1 })
    expect(body.errors).toEqual([
      expect.objectContaining({ row: 2, column: '残疾等级', code: 'number_out_of_range' }),
    ])
    const [fact] = await area.rows<{ batch_id: string; source_row: number }>(
      `SELECT batch_id, source_row FROM fact WHERE fact = 'disability_grade'`,
    )
    expect(fact).toEqual({ batch_id: body.importId, source_row: 2 })
  })

  it('the same rows in a new request change nothing; the same request is refused', async () => {
    const at = area.app.clock.now().toISOString()
    const push = {
      source: SOURCE,
      at,
      nonce: randomUUID(),
      body: JSON.stringify({ asOf: '2025-06-01', rows: [rows[0]] }),
    }
    const request = { ...push, key: key.key, signature: signatureOf(key.secret, push) }
    const first = await area.app.stranger.post<Pushed>(`/push/${SOURCE}`, request)
    expect(first.body).toMatchObject({ accepted: 0, unchanged: 1 })
    const again = await area.app.stranger.post<Pushed>(`/push/${SOURCE}`, request)
    expect([again.status, again.body.code]).toEqual([409, 'push_replayed'])
  })

  it('what was changed, signed long ago, or with another key is refused in one voice', async () => {
    const tampered = await signed(rows, {
      body: JSON.stringify({ rows: [{ ...rows[0], 残疾等级: '一级' }] }),
    })
    const unknown = await signed(rows, { key: `310118.${randomUUID()}` })
    for (const { status, body } of [tampered, unknown])
      expect([status, body.code]).toEqual([401, 'push_signature'])
    const at = new Date(area.app.clock.now().getTime() - 6 * 60_000).toISOString()
    const push = { source: SOURCE, at, nonce: randomUUID(), body: JSON.stringify({ rows }) }
    const stale = await area.app.stranger.post<Pushed>(`/push/${SOURCE}`, {
      ...push,
      key: key.key,
      signature: signatureOf(key.secret, push),
    })
    expect([stale.status, stale.body.code]).toEqual([401, 'push_stale'])
  })

  it('a body that is none, or too long, is named', async () => {
    expect((await signed([])).body.code).toBe('push_body')
    expect((await signed(Array.from({ length: 501 }, () => rows[0]))).body.code).toBe('push_body')
    expect((await signed('x')).body.code).toBe('push_body')
  })

  it("keys are the administrator's; a secret is never shown again, and a revoked key opens nothing", async () => {
    const administrator = await area.as('administrator')
    const list = await administrator.get<{ id: string; lastUsedAt: string | null }[]>('/sources/keys')
    expect(JSON.stringify(list.body)).not.toContain(key.secret)
    expect(list.body[0]?.lastUsedAt).not.toBeNull()
    const [stored] = await area.rows<{ secret: string }>('SELECT secret FROM source_key')
    expect(stored?.secret).not.toContain(key.secret)
    expect((await (await area.as('bureau')).get('/sources/keys')).status).toBe(403)
    expect((await administrator.post(`/sources/keys/${list.body[0]?.id}/revoke`)).status).toBe(200)
    const after = await signed([rows[0]])
    expect([after.status, after.body.code]).toEqual([401, 'push_signature'])
  })
})
