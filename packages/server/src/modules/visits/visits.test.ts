import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT, idNumber, OTHER_COMMITTEE } from '../../../testing/area.ts'
import { type FieldArea, makeFieldArea, type Pulled } from '../../../testing/field-area.ts'
import { publishForms } from './index.ts'

const DAY = 86_400_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]).toString('base64')

describe('visits from a phone', () => {
  let field: FieldArea
  let device: string
  let family: string
  beforeAll(async () => {
    field = await makeFieldArea()
    device = await field.register('cadre')
    family = await field.household('吴秀', 2)
    await field.carry('cadre', device, family)
  })
  afterAll(() => field.area.close())

  const pull = async (cursor: string | null = null, id = device) =>
    (await (await field.area.as('cadre')).post<Pulled>(`/field/devices/${id}/pull`, { cursor })).body
  const threadOf = async (id: string) =>
    (
      await (
        await field.area.as('cadre')
      ).get<{ items: { action: string; text: { zh: string } }[] }>(`/households/${id}/thread`)
    ).body.items
  const fact = (name: string, value: unknown, seen: { value: unknown } | null = null) => ({
    entityKind: 'household',
    entityId: family,
    fact: name,
    value,
    seen,
  })

  it('become a visit, a contact, facts and lines of the thread, once', async () => {
    const own = await field.register('cadre')
    const visit = field.operation(
      1,
      field.visit(family, { facts: [fact('debt', 3000)], nextOn: '2025-07-01' }),
    )
    const first = await field.push('cadre', own, [visit])
    expect(first).toMatchObject({
      receipts: [{ id: visit.id, seq: 1, outcome: 'applied' }],
      next: 'continue',
    })
    expect(await field.push('cadre', own, [visit])).toEqual(first)
    const lines = (await threadOf(family)).filter(({ action }) => action === 'visit.record')
    expect(lines.map(({ text }) => text.zh)).toEqual(['李干部交来《走访表》，说到 1 项情况'])
    const [seen] = await field.area.rows<{ contacts: number; visits: number; debts: number }>(
      `SELECT (SELECT count(*)::int FROM contact WHERE household_id = $1) AS contacts,
         (SELECT count(*)::int FROM visit WHERE household_id = $1) AS visits,
         (SELECT count(*)::int FROM fact WHERE household_id = $1 AND fact = 'debt') AS debts`,
      [family],
    )
    expect(seen).toEqual({ contacts: 1, visits: 1, debts: 1 })
  })

  it('are put right when the clock of the phone is a day off, ahead or behind', async () => {
    for (const off of [DAY, -DAY]) {
      const own = await field.register('cadre')
      const now = field.area.app.clock.now()
      const wrong = new Date(now.getTime() + off)
      const at = wrong.toISOString()
      const body = field.visit(family, { startedAt: at, endedAt: at })
      const sent = field.operation(1, body)
      expect((await field.push('cadre', own, [sent], wrong)).receipts[0]?.outcome).toBe('applied')
      const [row] = await field.area.rows<{ started_at: Date; clock_off_seconds: number }>(
        'SELECT started_at, clock_off_seconds FROM visit WHERE id = $1',
        [sent.id],
      )
      expect(row?.started_at.getTime()).toBe(now.getTime())
      expect(row?.clock_off_seconds).toBe(-off / 1000)
    }
  })

  it('never write over what somebody else said meanwhile: both stand in a question that a person settles and may undo', async () => {
    const own = await field.register('cadre')
    const backbone = await field.area.as('backbone')
    await backbone.post(`/households/${family}/facts`, {
      key: newId(),
      sourceKind: 'staff',
      facts: [
        {
          entityKind: 'household',
          entityId: family,
          fact: 'monthly_income',
          value: 900,
          validFrom: '2025-06-16',
        },
      ],
    })
    const body = field.visit(family, { facts: [fact('monthly_income', 700, { value: 500 })] })
    const { receipts } = await field.push('cadre', own, [field.operation(1, body)])
    expect(receipts).toMatchObject([{ outcome: 'asked' }])
    const question = (await pull()).questions.find(({ id }) => id === receipts[0]?.questions?.[0])
    expect(question?.voices).toMatchObject([
      { value: 900, by: '周骨干', sourceKind: 'staff' },
      { value: 700, by: '李干部', sourceKind: 'visit' },
    ])
    const at = `/fact-questions/${question?.id}`
    const picked = await backbone.post<{ state: string; version: number }>(`${at}/pick`, {
      version: question?.version,
      choice: 0,
      reason: '看过工资单',
    })
    expect(picked).toMatchObject({ status: 200, body: { state: 'settled', choice: 0 } })
    const standing = async () =>
      (await pull()).households
        .find(({ id }) => id === family)
        ?.facts.find((one) => one.fact === 'monthly_income')?.value
    expect(await standing()).toBe(900)
    // Somebody who saw the older version is told, and changes nothing.
    const late = await (await field.area.as('cadre')).post(`${at}/pick`, {
      version: question?.version,
      choice: 1,
      reason: '我当面问的',
    })
    expect(late).toMatchObject({ status: 409, body: { code: 'question_moved' } })
    const undone = await (await field.area.as('cadre')).post(`${at}/undo`, {
      version: picked.body.version,
      reason: '工资单是去年的',
    })
    expect(undone).toMatchObject({ status: 200, body: { state: 'open', choice: null } })
    expect(await standing()).toBe(700)
    const said = (await threadOf(family)).map(({ text }) => text.zh)
    expect(said).toEqual(
      expect.arrayContaining([
        '周骨干定下了“家庭月可支配收入合计”：看过工资单',
        '李干部收回了选择“家庭月可支配收入合计”：工资单是去年的',
      ]),
    )
  })

  it('that cannot be taken are refused one by one, and those behind them are taken', async () => {
    const own = await field.register('cadre')
    const elsewhere = await field.area.openHousehold(
      { name: '外街', idNumber: idNumber('1950-05-05', 8) },
      { as: 'cadreElsewhere', orgPath: OTHER_COMMITTEE },
    )
    const visit = field.operation(2, field.visit(family))
    const { receipts, next } = await field.push('cadre', own, [
      field.operation(1, field.visit(elsewhere)),
      visit,
      field.operation(3, {
        kind: 'file',
        visitId: visit.id,
        question: 'photos',
        mediaType: 'image/png',
        content: PNG,
      }),
      field.operation(4, {
        kind: 'file',
        visitId: visit.id,
        question: 'photos',
        mediaType: 'image/png',
        content: 'AAAA',
      }),
      field.operation(5, field.visit(family, { facts: [fact('no_such_fact', 1)] })),
      field.operation(6, field.visit(family, { formVersion: 9 })),
    ])
    expect(next).toBe('continue')
    expect(receipts.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'not_found',
      'applied',
      'applied',
      'picture_unreadable',
      'fact_unknown',
      'form_unknown',
    ])
    // A refused visit leaves nothing behind, not even its contact.
    const [count] = await field.area.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM contact c WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.contact_id = c.id)',
    )
    expect(count?.n).toBe(0)
    const view = await (await field.area.as('cadre')).get<{ files: { id: string }[] }>(`/visits/${visit.id}`)
    const [file] = view.body.files
    const content = await (await field.area.as('cadre')).get(`/visits/${visit.id}/files/${file?.id}`)
    expect(content.body).toEqual({ mediaType: 'image/png', content: PNG })
    const [stored] = await field.area.rows<{ content: string }>('SELECT content FROM visit_file')
    expect(stored?.content).not.toContain(PNG)
  })

  it('keep the form that they were begun with when a newer version is published', async () => {
    const own = await field.register('cadre')
    const newer = {
      id: 'test-visit',
      version: 2,
      title: { zh: '走访表（新）', en: 'Visit, new' },
      definition: {},
    }
    await field.area.system((tx) => publishForms(tx, [newer], DISTRICT))
    const forms = (await (await field.area.as('cadre')).get<{ version: number }[]>('/field/forms')).body
    expect(forms.map(({ version }) => version)).toEqual([2])
    const queued = field.operation(1, field.visit(family, { answers: { old_question: '还在' } }))
    expect((await field.push('cadre', own, [queued])).receipts[0]?.outcome).toBe('applied')
    const view = await (await field.area.as('cadre')).get(`/visits/${queued.id}`)
    expect(view.body).toMatchObject({ form: { version: 1 }, answers: { old_question: '还在' } })
    await expect(
      field.area.system((tx) => publishForms(tx, [{ ...newer, title: { zh: '改了', en: 'x' } }], DISTRICT)),
    ).rejects.toThrow('give the new content version 3')
  })
})
