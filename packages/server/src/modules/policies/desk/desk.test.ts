import type {
  FigureToVerify,
  LibraryChange,
  LibraryCheck,
  LibraryReminder,
  PolicyEffect,
  PolicyPage,
} from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Area, idNumber, makeArea, OTHER_COMMITTEE, STREET } from '../../../../testing/area.ts'
import { type ApiClient, testLibrary, testLibrarySource } from '../../../../testing/index.ts'
import { LibraryHolder } from '../library-holder.ts'

type Change = z.infer<typeof LibraryChange>
interface Refusal {
  code: string
}
interface Screening {
  libraryHash: string
  results: { policy: string; outcome: string; amountFen: number | null }[]
}

const STANDARD = 'cn-shanghai/parameters/dibao_standard.yaml'
/** After every case of the repository: those of the past are held by their cases. */
const FROM = '2027-07-01'
const POLICY = 'cn-shanghai/dibao/policy.yaml'

describe('the policy desk', () => {
  let area: Area
  let bureau: ApiClient
  let second: ApiClient
  const households = { loses: '', less: '', rich: '', elsewhere: '' }

  beforeAll(async () => {
    area = await makeArea({ work: true })
    const people = [
      ['loses', 1500, 'cadre'],
      ['less', 600, 'cadre'],
      ['rich', 9000, 'cadre'],
      ['elsewhere', 1400, 'cadreElsewhere'],
    ] as const
    for (const [index, [name, income, person]] of people.entries()) {
      const head = { name: `${name}家`, idNumber: idNumber('1971-03-04', 700 + index) }
      const id = await area.openHousehold(head, { as: person })
      households[name] = id
      const client = await area.as(person)
      const page = await client.get<{ members: { personId: string }[] }>(`/households/${id}`)
      const fact = (entityKind: string, entityId: unknown, name: string, value: unknown) => ({
        entityKind,
        entityId,
        fact: name,
        value,
        validFrom: '2025-06-16',
      })
      const recorded = await client.post(`/households/${id}/facts`, {
        key: newId(),
        sourceKind: 'visit',
        facts: [
          ...Object.entries({
            is_shanghai_hukou: true,
            has_car: false,
            has_non_residential_property: false,
            financial_assets: 20_000,
            monthly_income: income,
          }).map(([name, value]) => fact('household', id, name, value)),
          fact('person', page.body.members[0]?.personId, 'employed', false),
        ],
      })
      expect(recorded.status).toBe(200)
    }
    bureau = await area.as('bureau')
    second = await area.as('bureauSecond')
  })
  afterAll(() => area.close())

  const newStandard = (value: number, more: object = {}) =>
    bureau.post<Change>('/policy-desk/figures', {
      key: newId(),
      title: '低保标准调整',
      reason: '按通知调整',
      path: STANDARD,
      name: 'dibao_standard',
      value,
      from: FROM,
      verified: 'verified',
      source: '沪民〔2025〕1号',
      ...more,
    })
  const impact = async (id: string) => {
    const { status, body } = await bureau.post<{ jobId: string }>(`/policy-changes/${id}/impact`)
    expect(status).toBe(200)
    const done = await area.app.modules.jobs.wait(body.jobId)
    expect(done).toMatchObject({ state: 'done' })
    return (await bureau.get<Change>(`/policy-changes/${id}`)).body
  }
  const step = (client: ApiClient, change: Change, action: string, more: object = {}) =>
    client.post<Change & Refusal>(`/policy-changes/${change.id}/${action}`, {
      version: change.version,
      ...more,
    })
  const jobsDone = async () => {
    const ids = await area.rows<{ id: string }>("SELECT id FROM job WHERE state IN ('queued','running')")
    for (const { id } of ids) await area.app.modules.jobs.wait(id)
  }
  const publish = async (draft: Change) => {
    const ready = await impact(draft.id)
    const proposed = await step(bureau, ready, 'propose')
    const published = await step(second, proposed.body, 'publish')
    expect(published.status).toBe(200)
    await jobsDone()
    return published.body
  }
  const dibao = async (id: string, query: Record<string, string>) => {
    const client = await area.as('bureau')
    const { body } = await client.get<Screening>(`/households/${id}/screening`, query)
    const found = body.results.find((result) => result.policy === 'dibao')
    return { outcome: found?.outcome, amountFen: found?.amountFen, hash: body.libraryHash }
  }
  const figure = async (day: string) => {
    const { body } = await bureau.get<z.infer<typeof PolicyPage>>('/policies/dibao')
    return body.parameters.find(
      (one) => one.name === 'dibao_standard' && (one.from ?? '') <= day && (one.to === null || one.to >= day),
    )?.value
  }

  it('shows a policy with the figures that its rule rests on and no others, and its rule in words', async () => {
    const { body } = await bureau.get<z.infer<typeof PolicyPage>>('/policies/dibao')
    expect([...new Set(body.parameters.map((one) => one.name))].sort()).toEqual([
      'dibao_asset_limit_size_ge3',
      'dibao_asset_limit_size_le2',
      'dibao_standard',
      // By the disregard of earned income, a derived fact.
      'minimum_wage',
    ])
    expect(JSON.stringify(body.versions)).toContain('低于低保标准（1,595 元')
    expect(body.notes).toContain('低保')
  })

  it('checks an edited file: what is wrong with its place, the cases, the rule as it would read', async () => {
    const files = (await bureau.get<{ path: string; text: string }[]>('/policies/dibao/files')).body
    const text = files.find((file) => file.path === POLICY)?.text ?? ''
    const check = async (edited: string) =>
      (
        await bureau.post<z.infer<typeof LibraryCheck>>('/policy-desk/check', {
          files: [{ path: POLICY, text: edited }],
        })
      ).body
    const whole = await check(text)
    expect(whole).toMatchObject({ ok: true, problems: [], affected: [] })
    expect(whole.cases.run).toBeGreaterThan(10)

    const typo = await check(
      text.replace('household.monthly_income_per_capita_gross <', 'household.income <'),
    )
    expect(typo.ok).toBe(false)
    expect(typo.problems[0]).toMatchObject({ file: POLICY, line: expect.any(Number) })

    const turned = await check(text.replaceAll('dibao_standard\n', 'dibao_standard - 100\n'))
    expect(turned.affected).toContain('dibao')
    expect(turned.cases.failed).toBeGreaterThan(0)
    expect(JSON.stringify(turned.rules)).toContain('− 100 元')
    expect((await (await area.as('cadre')).post('/policy-desk/check', { files: [] })).status).toBe(403)
  })

  it('goes from a draft by impact and a second person to publication, and to a list of doors', async () => {
    const draft = await newStandard(1200)
    expect(draft.status).toBe(200)
    expect(draft.body).toMatchObject({ state: 'draft', effectiveOn: FROM, impact: null })
    expect(draft.body.check).toMatchObject({ ok: true, problems: [] })
    expect(draft.body.check?.affected).toContain('dibao')
    expect((await step(bureau, draft.body, 'propose')).body.code).toBe('change_impact_missing')

    const reckoned = await impact(draft.body.id)
    expect(reckoned.impactIsCurrent).toBe(true)
    expect(reckoned.impact).toMatchObject({ date: FROM, households: 4, failed: 0 })
    expect(reckoned.impact?.byPolicy.find((line) => line.policy === 'dibao')).toMatchObject({
      loses: 2,
      less: 1,
      gains: 0,
      monthFen: -(190 + 290 + 490) * 100,
    })
    expect(reckoned.impact?.byStreet.map((line) => [line.path, line.loses >= 1])).toEqual([
      [STREET, true],
      [OTHER_COMMITTEE.slice(0, -13), true],
    ])
    const cadre = await area.as('cadre')
    expect((await cadre.get<{ total: number }>('/policy-effects')).body.total).toBe(0)
    expect((await cadre.get<Refusal>(`/policy-changes/${draft.body.id}`)).status).toBe(404)

    const proposed = await step(bureau, reckoned, 'propose')
    expect(proposed.body).toMatchObject({ state: 'proposed', mine: true, proposedBy: '区局' })
    type Waiting = { items: { kind: string }[] }
    for (const [client, waits] of [
      [bureau, false],
      [second, true],
    ] as const) {
      const { items } = (await client.get<Waiting>('/today')).body
      expect(items.some((item) => item.kind === 'policy-change')).toBe(waits)
    }
    expect(await step(bureau, proposed.body, 'publish')).toMatchObject({
      status: 403,
      body: { code: 'second_person_needed' },
    })
    const returned = await step(second, proposed.body, 'return', { note: '请附文号' })
    expect(returned.body).toMatchObject({ state: 'draft', decisionNote: '请附文号' })
    const again = await step(bureau, returned.body, 'propose')

    const before = await dibao(households.loses, { date: FROM })
    expect(before).toMatchObject({ outcome: 'eligible', amountFen: 19_000 })
    const published = await step(second, again.body, 'publish', { note: '已核对' })
    expect(published.body).toMatchObject({ state: 'published', decidedBy: '区局复核' })
    await jobsDone()
    expect(await figure(FROM)).toBe(1200)
    expect(await figure('2027-06-30')).toBe(1690)
    expect(await dibao(households.loses, { date: '2027-06-30' })).toMatchObject({ outcome: 'eligible' })
    const after = await dibao(households.loses, { date: FROM })
    expect(after).toMatchObject({ outcome: 'ineligible', hash: published.body.publishedHash })

    // An answer of the past is made again with the library that it names.
    const replayed = await dibao(households.loses, { date: FROM, library: before.hash })
    expect(replayed).toEqual(before)
    const unknown = await bureau.get<Refusal>(`/households/${households.loses}/screening`, {
      library: 'none',
    })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'library_unknown' } })
    // The whole district was screened with it.
    const hashes = await area.rows<{ library_hash: string }>('SELECT DISTINCT library_hash FROM screening')
    expect(hashes).toEqual([{ library_hash: after.hash }])

    type Doors = { items: z.infer<typeof PolicyEffect>[]; total: number; changes: { open: number }[] }
    const doors = (await cadre.get<Doors>('/policy-effects', { policy: 'dibao' })).body
    expect(doors.items.map((door) => [door.householdId, door.kind])).toEqual([
      [households.loses, 'loses'],
      [households.less, 'less'],
    ])
    const [first] = doors.items
    expect(first).toMatchObject({ beforeFen: 19_000, afterFen: null, state: 'open', effectiveOn: FROM })
    expect(JSON.stringify(first?.because)).toContain('1,200 元')
    expect(JSON.stringify(first?.because)).toContain('第十条')
    type Today = { items: { kind: string; title: { zh: string }; why: { zh: string } }[] }
    const today = (await cadre.get<Today>('/today')).body.items.find((item) => item.kind === 'door')
    expect(today?.title.zh).toBe('“低保标准调整”影响到 2 户，请上门告知')
    expect(today?.why.zh).toContain('2 户')
    const key = { changeId: first?.changeId, householdId: first?.householdId, policy: 'dibao' }
    const elsewhere = await area.as('cadreElsewhere')
    expect((await elsewhere.post<Refusal>('/policy-effects/tell', key)).status).toBe(404)
    expect((await bureau.post('/policy-effects/tell', key)).status).toBe(403)
    const told = await cadre.post<z.infer<typeof PolicyEffect>>('/policy-effects/tell', {
      ...key,
      note: '已上门说明，改申请低保边缘',
    })
    expect(told.body).toMatchObject({ state: 'told', toldBy: '李干部', note: '已上门说明，改申请低保边缘' })
    const thread = await cadre.get<{ items: { text: { zh: string } }[] }>(
      `/households/${households.loses}/thread`,
    )
    expect(thread.body.items.map((item) => item.text.zh)).toContain(
      '李干部告知了“低保标准调整”对最低生活保障的影响',
    )
  })

  it('keeps a publication as it is, in the database too, and another process sees it', async () => {
    await expect(
      area.rows("UPDATE library_change SET title = 'x' WHERE state = 'published'"),
    ).rejects.toThrow(/stays as it is/)
    const other = new LibraryHolder({ source: testLibrarySource(), library: testLibrary() })
    const seen = await area.system((tx) => other.current(tx))
    expect(seen.source.files.find((file) => file.path === STANDARD)?.text).toContain('value: 1200')
  })

  it('rolls back by a publication of its own', async () => {
    const changes = await bureau.get<{ items: Change[] }>('/policy-changes', { state: 'published' })
    const [last] = changes.body.items
    const begun = await bureau.post<Change>(`/policy-changes/${last?.id}/roll-back`, {
      key: newId(),
      effectiveOn: '2025-06-17',
    })
    expect(begun.body).toMatchObject({ kind: 'roll_back', rollsBack: last?.id, state: 'draft' })
    await publish(begun.body)
    expect(await figure(FROM)).toBe(1690)
    const history = await (await area.as('cadre')).get<{ total: number }>('/policy-changes', {
      policy: 'dibao',
    })
    expect(history.body.total).toBe(2)
  })

  it('reckons an impact anew that began under another library', async () => {
    const draft = (await newStandard(1750, { title: '半路变了' })).body
    const whole = await impact(draft.id)
    const [job] = await area.rows<{ id: string }>(
      `UPDATE job SET state = 'failed', checkpoint = jsonb_set(checkpoint, '{hash}', '"earlier"')
       WHERE kind = 'policy-impact' AND params->>'changeId' = $1 RETURNING id`,
      [draft.id],
    )
    const { jobs } = area.app.modules
    expect(await area.system((tx) => jobs.resume(tx, job?.id ?? ''))).toBe(true)
    expect(await jobs.wait(job?.id ?? '')).toMatchObject({ state: 'done', error: null, done: 4 })
    const again = (await bureau.get<Change>(`/policy-changes/${draft.id}`)).body
    expect(again).toMatchObject({ impactIsCurrent: true, impact: { total: whole.impact?.total } })
  })

  it('refuses a draft whose file somebody else has changed in between, until it is made from the new text', async () => {
    const slow = (await newStandard(1680, { title: '慢的' })).body
    await publish((await newStandard(1700, { title: '快的' })).body)
    expect((await bureau.get<Change>(`/policy-changes/${slow.id}`)).body.impactIsCurrent).toBe(false)
    const refused = await step(bureau, slow, 'propose')
    expect(refused).toMatchObject({ status: 409, body: { code: 'change_outdated' } })
    const [file] = (await bureau.get<Change>(`/policy-changes/${slow.id}`)).body.files
    expect(file?.base).not.toBe(file?.now)
    const saved = await bureau.put<Change>(`/policy-changes/${slow.id}`, {
      version: slow.version,
      files: [{ path: file?.path, text: file?.text, base: file?.now }],
    })
    expect((await step(bureau, saved.body, 'propose')).body.code).toBe('change_impact_missing')
    expect((await step(bureau, saved.body, 'withdraw')).body.state).toBe('withdrawn')
  })

  it('holds no unsound change for good, and no file outside the library', async () => {
    const bad = await bureau.post<Change>('/policy-changes', {
      key: newId(),
      title: '坏的',
      reason: '试验',
      effectiveOn: '2025-07-01',
      files: [{ path: STANDARD, text: 'name: [', base: null }],
    })
    expect(bad.body.check).toMatchObject({ ok: false })
    expect((await bureau.post<Refusal>(`/policy-changes/${bad.body.id}/impact`)).body.code).toBe(
      'change_not_sound',
    )
    for (const path of ['../facts.yaml', 'cn/x.yaml', '/etc/passwd', 'cn/../x/y.yaml']) {
      const refused = await bureau.post<Refusal>('/policy-changes', {
        key: newId(),
        title: '外面的',
        reason: '试验',
        effectiveOn: '2025-07-01',
        files: [{ path, text: '', base: null }],
      })
      expect(refused.body.code, path).toBe('change_path_refused')
    }
  })

  it('lists what is to be verified, and a named official confirms a figure at once', async () => {
    type List = z.infer<typeof FigureToVerify>[]
    const list = async () => (await second.get<List>('/policy-desk/to-verify')).body
    const wanted = (items: List) =>
      items.find((one) => one.name === 'dibao_asset_limit_size_le2' && one.verified !== 'verified')
    const before = await list()
    const limit = wanted(before)
    expect(limit?.policies.map((policy) => policy.id)).toContain('dibao')
    expect(limit?.source.length).toBeGreaterThan(3)
    const confirm = (value: number) =>
      second.post<Change & Refusal>('/policy-desk/confirm', {
        key: newId(),
        path: limit?.path,
        name: limit?.name,
        from: limit?.from,
        value,
        source: '沪民救发〔2013〕10号，见原文第三条',
      })
    expect((await confirm(1)).body.code).toBe('figure_unknown')
    const confirmed = await confirm(limit?.value ?? 0)
    expect(confirmed.body).toMatchObject({ state: 'published', kind: 'confirmation', decidedBy: '区局复核' })
    expect(wanted(await list())).toBeUndefined()
    expect((await list()).length).toBe(before.length - 1)
    const page = (await bureau.get<z.infer<typeof PolicyPage>>('/policies/dibao')).body
    expect(page.parameters.find((one) => one.name === limit?.name)).toMatchObject({
      verified: 'verified',
      source: '沪民救发〔2013〕10号，见原文第三条',
      value: limit?.value,
    })
    expect((await (await area.as('backbone')).post('/policy-desk/confirm', {})).status).toBe(403)
  })

  it('reminds of what runs out and of the yearly change', async () => {
    area.later(700 * 86_400_000)
    const later = await area.as('bureau')
    const { body } = await later.get<z.infer<typeof LibraryReminder>[]>('/policy-desk/reminders', {
      days: 440,
    })
    const yearly = body.find((one) => one.figure === 'dibao_standard')
    expect(yearly).toMatchObject({ kind: 'yearly', dueOn: '2028-07-01', overdue: false })
    const days = body.map((one) => one.dueOn)
    expect(days).toEqual([...days].sort())
  })

  it('writes every step into the ledger in words', async () => {
    const auditor = await area.as('auditor')
    const { body } = await auditor.get<{ items: { action: string; text: { zh: string } }[] }>('/ledger', {
      limit: 200,
    })
    const desk = body.items.filter((item) => item.action.startsWith('policy.'))
    const actions = new Set(desk.map((item) => item.action))
    for (const action of ['draft', 'figure', 'impact', 'propose', 'return', 'publish', 'confirm', 'withdraw'])
      expect(actions).toContain(`policy.${action}`)
    for (const item of desk) expect(item.text.zh).not.toMatch(/\?|policy\./)
  })
})
