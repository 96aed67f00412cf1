import { contract } from '@lastmile/contract'
import { newId, PERMISSIONS, type Permission, ROLES } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  type AreaPerson,
  COMMITTEE,
  idNumber,
  makeArea,
  NEXT_COMMITTEE,
} from '../../../testing/area.ts'

/** Each role by somebody who has nothing to do with the household, and by somebody who has (area or grant). */
const NEAR: Partial<Record<(typeof ROLES)[number], AreaPerson>> = {
  bureau: 'bureau',
  backbone: 'backbone',
  cadre: 'cadre',
  social_worker: 'worker',
  supervisor: 'supervisor',
  org_manager: 'manager',
  volunteer: 'volunteer',
  resident: 'resident',
  auditor: 'auditor',
  administrator: 'administrator',
}

type Operation = keyof typeof contract.households

describe('who may do what to a household', () => {
  let area: Area
  let id: string
  let person: string
  let token: string

  beforeAll(async () => {
    area = await makeArea()
    id = await area.openHousehold({ name: '权家', idNumber: idNumber('1950-02-02', 2) })
    const cadre = await area.as('cadre')
    const page = await cadre.get<{ members: { personId: string }[] }>(`/households/${id}`)
    person = page.body.members[0]?.personId ?? ''
    token = (await cadre.post<{ token: string }>('/households/check', { name: '新人' })).body.token
    for (const granted of ['worker', 'manager'] as const)
      await area.grant(id, (await area.as(granted)).accountId)
  })
  afterAll(() => area.close())

  /** One harmless call of each operation; what it answers besides 403 and 404 is another test's business. */
  const calls: Record<Operation, (as: AreaPerson) => Promise<number>> = {
    search: async (as) => (await (await area.as(as)).get('/households/search', { q: '权' })).status,
    list: async (as) => (await (await area.as(as)).get('/households')).status,
    conditions: async (as) => (await (await area.as(as)).get('/households/conditions')).status,
    get: async (as) => (await (await area.as(as)).get(`/households/${id}`)).status,
    thread: async (as) => (await (await area.as(as)).get(`/households/${id}/thread`)).status,
    factHistory: async (as) =>
      (await (await area.as(as)).get(`/households/${id}/facts/monthly_income`, { entityId: id })).status,
    recordFacts: async (as) =>
      (
        await (
          await area.as(as)
        ).post(`/households/${id}/facts`, {
          key: newId(),
          sourceKind: 'staff',
          facts: [
            { entityKind: 'household', entityId: id, fact: 'has_car', value: false, validFrom: '2025-06-16' },
          ],
        })
      ).status,
    check: async (as) => (await (await area.as(as)).post('/households/check', { name: '新人' })).status,
    create: async (as) =>
      (
        await (
          await area.as(as)
        ).post('/households', {
          key: newId(),
          checkToken: token,
          orgPath: COMMITTEE,
          head: { name: '旧人', docMissingReason: '遗失' },
        })
      ).status,
    addMember: async (as) =>
      (
        await (
          await area.as(as)
        ).post(`/households/${id}/members`, {
          key: newId(),
          relation: 'head',
          fromDate: '2025-01-01',
          name: '又一',
          docMissingReason: '遗失',
        })
      ).status,
    endMembership: async (as) =>
      (
        await (
          await area.as(as)
        ).post(`/households/${id}/members/${person}/end`, {
          toDate: '1999-01-01',
          reason: 'moved',
        })
      ).status,
    transfer: async (as) =>
      (
        await (
          await area.as(as)
        ).post(`/households/${id}/transfer`, {
          orgPath: NEXT_COMMITTEE,
          reason: '搬家',
          version: 9999,
        })
      ).status,
    reveal: async (as) =>
      (await (await area.as(as)).post(`/persons/${person}/reveal`, { purpose: '核对' })).status,
    pair: async (as) =>
      (await (await area.as(as)).post(`/households/${id}/pair`, { advisorId: newId(), version: 9999 }))
        .status,
  }
  const operations = Object.keys(calls) as Operation[]
  const roles = ROLES.filter((role) => role !== 'system')

  it('has a call for every operation', () => {
    expect(operations.sort()).toEqual(Object.keys(contract.households).sort())
  })

  describe.each(operations)('%s', (operation) => {
    const permission = contract.households[operation]['~orpc'].meta.permission as Permission
    const allowed: readonly string[] = PERMISSIONS[permission]

    it.each(roles)('by %s', async (role) => {
      const by = NEAR[role]
      if (!by) throw new Error(`nobody in the area is ${role}`)
      const status = await calls[operation](by)
      const transfers = operation !== 'transfer' || role === 'backbone'
      if (allowed.includes(role) && transfers) expect([200, 400, 409, 422]).toContain(status)
      else expect(status).toBe(403)
    })
  })

  const ofOneHousehold = operations.filter(
    (operation) => !['search', 'list', 'conditions', 'check', 'create'].includes(operation),
  )
  it.each(ofOneHousehold)('%s outside the area is as if there were none', async (operation) => {
    const permission = contract.households[operation]['~orpc'].meta.permission as Permission
    const permitted =
      (PERMISSIONS[permission] as readonly string[]).includes('cadre') && operation !== 'transfer'
    expect(await calls[operation]('cadreElsewhere')).toBe(permitted ? 404 : 403)
  })

  it('what the page says one may do is what the table says', async () => {
    const may = async (as: AreaPerson) =>
      (await (await area.as(as)).get<{ may: string[] }>(`/households/${id}`)).body.may
    expect(await may('backbone')).toEqual(
      expect.arrayContaining(['case.assign', 'household.transfer', 'fact.record']),
    )
    expect(await may('cadre')).toEqual(
      expect.arrayContaining(['gap.decide', 'fact.record', 'identity.reveal']),
    )
    expect(await may('cadre')).not.toContain('household.transfer')
    expect(await may('bureau')).not.toContain('fact.record')
    expect(await may('manager')).toEqual(expect.arrayContaining(['plan.nameWorker', 'opinion.write']))
    expect(await may('manager')).not.toContain('gap.read')
  })
})
