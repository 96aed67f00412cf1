import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  type AreaPerson,
  idNumber,
  makeArea,
  NEXT_COMMITTEE,
  OTHER_COMMITTEE,
} from '../../../testing/area.ts'
import { addressTokens } from './search/tokens.ts'

interface Hit {
  name: string
  matched: string
  householdId: string
  orgName: string
}
interface Found {
  hits: Hit[]
  more: boolean
}
interface List {
  items: { id: string; headName: string; size: number; receiving: string[]; openGaps: number }[]
  total: number
}

describe('finding households', () => {
  let area: Area
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    area = await makeArea()
    const open = async (
      name: string,
      birth: string,
      n: number,
      place: { as?: AreaPerson; orgPath?: string; address?: string } = {},
      phone?: string,
    ) => {
      ids[name] = await area.openHousehold(
        { name, idNumber: idNumber(birth, n), ...(phone ? { phone } : {}) },
        place,
      )
    }
    await open('王小明', '1960-01-02', 3, { address: '夏阳街道青安路12弄3号502室' }, '19900001234')
    await open('王明', '1961-01-02', 5, { address: '夏阳街道青安路20号' }, '19900005678')
    await open('李明华', '1962-01-02', 8, { address: '夏阳街道盈港路5号' })
    await open('欧阳秀英', '1963-01-02', 10)
    await open('阿依古丽·买买提', '1964-01-02', 12)
    await open('王小明', '1990-05-05', 15, { as: 'cadreNext', orgPath: NEXT_COMMITTEE })
    ids.next = ids.王小明 ?? ''
    await open('王远', '1965-01-02', 17, { as: 'cadreElsewhere', orgPath: OTHER_COMMITTEE }, '19900001234')
    const cadre = await area.as('cadre')
    await cadre.post(`/households/${ids.王明}/members`, {
      key: newId(),
      relation: 'spouse',
      fromDate: '2020-01-01',
      name: '张丽',
      idNumber: idNumber('1966-02-02', 20),
    })
  })
  afterAll(() => area.close())

  const search = async (q: string, as: AreaPerson = 'cadre', limit = 20) =>
    (await (await area.as(as)).get<Found>('/households/search', { q, limit })).body
  const names = async (q: string, as: AreaPerson = 'cadre') =>
    (await search(q, as)).hits.map(({ name }) => name)

  it.each([
    ['王小明', ['王小明'], 'name'],
    ['小明', ['王小明'], 'name'],
    ['wangxiaoming', ['王小明'], 'pinyin'],
    ['Wang Xiao Ming', ['王小明'], 'pinyin'],
    ['wxm', ['王小明'], 'initials'],
    ['lmh', ['李明华'], 'initials'],
    ['ouyangxiu', ['欧阳秀英'], 'pinyin'],
    ['买买提', ['阿依古丽·买买提'], 'name'],
    ['青安路12弄', ['王小明'], 'address'],
    ['青安路 12弄', ['王小明'], 'address'],
    ['19900001234', ['王小明'], 'phone'],
    ['+86 199 0000 1234', ['王小明'], 'phone'],
    ['1234', ['王小明'], 'phone_tail'],
  ])('%s finds %s', async (q, expected, matched) => {
    const { hits } = await search(q)
    expect(hits.map(({ name }) => name)).toEqual(expected)
    expect(hits[0]?.matched).toBe(matched)
  })

  it('finds by the whole identity number, its last four and the household number', async () => {
    const number = idNumber('1962-01-02', 8)
    expect((await search(number)).hits).toMatchObject([{ name: '李明华', matched: 'id_number' }])
    expect((await search(number.slice(-4))).hits).toMatchObject([{ name: '李明华', matched: 'id_tail' }])
    const page = await (await area.as('cadre')).get<{ no: string }>(`/households/${ids.李明华}`)
    expect((await search(page.body.no.toLowerCase())).hits).toMatchObject([
      { name: '李明华', matched: 'household_no' },
    ])
  })

  it('puts the whole name first and what only begins so after it', async () => {
    expect(await names('王')).toEqual(expect.arrayContaining(['王小明', '王明']))
    const both = (await search('明')).hits
    expect(both.map(({ name }) => name)).toEqual(expect.arrayContaining(['王小明', '王明', '李明华']))
    expect((await search('wang', 'cadre', 1)).more).toBe(true)
  })

  it('several words must all be true', async () => {
    expect(await names('王 1234')).toEqual(['王小明'])
    expect(await names('王 青安路')).toEqual(expect.arrayContaining(['王小明', '王明']))
    expect(await names('张 青安路')).toEqual(['张丽'])
    expect(await names('李 青安路')).toEqual([])
    expect(await names('张丽 王明')).toEqual([])
    expect(await names(`zhang ${idNumber('1966-02-02', 20).slice(-4)}`)).toEqual(['张丽'])
  })

  it('tells nothing of what lies outside the scope, by whatever door', async () => {
    expect(await names('王小明')).toHaveLength(1)
    expect(await names('王远')).toEqual([])
    expect(await names('19900001234', 'cadreElsewhere')).toEqual(['王远'])
    expect(await names('王小明', 'backbone')).toHaveLength(2)
    expect(await names('王', 'bureau')).toHaveLength(4)
    expect(await names('王', 'worker')).toEqual([])
    const list = async (as: AreaPerson, query: Record<string, unknown> = {}) =>
      (await (await area.as(as)).get<List>('/households', query)).body
    expect((await list('cadre')).total).toBe(5)
    expect((await list('cadreNext')).total).toBe(1)
    expect((await list('cadre', { under: OTHER_COMMITTEE })).total).toBe(0)
    expect((await list('cadre', { under: '310118/' })).total).toBe(5)
    expect((await list('backbone', { under: NEXT_COMMITTEE })).total).toBe(1)
    expect((await list('cadre', { q: '王远' })).total).toBe(0)
    expect((await list('worker')).total).toBe(0)
    expect((await list('cadre', { limit: 2, offset: 4 })).total).toBe(5)
    const next = (await area.as('cadreNext')) as Awaited<ReturnType<Area['as']>>
    const elsewhere = (await next.get(`/households/${ids.李明华}`)).body
    const nowhere = (await next.get(`/households/${newId()}`)).body
    expect(elsewhere).toEqual(nowhere)
  })

  it('a household granted to somebody outside its area is found, listed and counted', async () => {
    const worker = await area.as('worker')
    await area.grant(ids.欧阳秀英 ?? '', worker.accountId)
    expect(await names('欧阳', 'worker')).toEqual(['欧阳秀英'])
    const list = await worker.get<List>('/households')
    expect(list.body).toMatchObject({ total: 1, items: [{ headName: '欧阳秀英' }] })
  })

  it('lists are filtered and sorted in SQL', async () => {
    const cadre = await area.as('cadre')
    const list = async (query: Record<string, unknown>) => (await cadre.get<List>('/households', query)).body
    await area.rows(
      `INSERT INTO benefit_receipt (id, household_id, org_path, policy, from_date, to_date, source_name, learned_at)
       SELECT gen_random_uuid(), id, org_path, 'dibao', '2024-01-01', CASE WHEN head_name = '王明' THEN date '2025-01-01' END, 't', now()
       FROM household WHERE head_name IN ('王明', '李明华')`,
    )
    await area.rows(
      `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash)
       SELECT gen_random_uuid(), id, org_path, p, 'open', '2025-01-01', now(), '{}', 'h'
       FROM household, unnest(ARRAY['a', 'b']) p WHERE head_name = '王明' OR (head_name = '李明华' AND p = 'a')`,
    )
    expect((await list({ receiving: 'dibao' })).items.map(({ headName }) => headName)).toEqual(['李明华'])
    const gaps = await list({ filter: 'with-gaps', sort: 'gaps' })
    expect(gaps.items.map(({ headName, openGaps }) => [headName, openGaps])).toEqual([
      ['王明', 2],
      ['李明华', 1],
    ])
    expect(gaps.items[0]).toMatchObject({ size: 2, receiving: [] })
    await area.rows("UPDATE gap SET state = 'closed' WHERE policy = 'a'")
    expect((await list({ filter: 'with-gaps' })).total).toBe(1)
    const sorted = (await list({ sort: 'head' })).items.map(({ headName }) => headName)
    expect(sorted).toEqual(['阿依古丽·买买提', '李明华', '欧阳秀英', '王明', '王小明'])
    expect((await list({ sort: 'no', limit: 1 })).items[0]?.headName).toBe('王小明')
    expect((await list({ filter: 'mine' })).total).toBe(0)
    expect((await list({ filter: 'unpaired' })).total).toBe(5)
    const manager = await area.as('manager')
    await area.grant(ids.王明 ?? '', manager.accountId)
    const seen = await manager.get<List>('/households')
    expect(seen.body.items).toMatchObject([{ headName: '王明', openGaps: 0 }])
  })
})

describe('tokens of an address', () => {
  it('begin at each named part', () => {
    expect(addressTokens('青浦区夏阳街道青安路12弄3号502室')).toEqual([
      '青浦区夏阳街道青安路12弄3号502室',
      '夏阳街道青安路12弄3号502室',
      '青安路12弄3号502室',
    ])
    expect(addressTokens('练塘镇东庄村5组12号')).toEqual(['练塘镇东庄村5组12号', '东庄村5组12号'])
    expect(addressTokens('12号')).toEqual(['12号'])
    expect(addressTokens('')).toEqual([])
  })
})
