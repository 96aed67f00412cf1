import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AskedCampaign, type HandedIn, requestsOf } from './requests.ts'

const campaign = (id: string, dueOn: string, households: string[], formId = 'winter'): AskedCampaign => ({
  id,
  title: id,
  formId,
  formVersion: 1,
  dueOn,
  households: households.map((household) => ({ id: household, triedAt: null })),
})
const handed = (householdId: string, reached: boolean, formId = 'winter'): HandedIn => ({
  householdId,
  formId,
  reached,
  endedAt: '2026-11-29T02:00:00.000Z',
})

describe('what a campaign asks of a phone', () => {
  it('comes with the earliest day first, and goes when the form was handed in', () => {
    const campaigns = [campaign('late', '2026-12-31', ['a', 'b']), campaign('soon', '2026-12-01', ['b'])]
    expect(requestsOf(campaigns, []).map(({ title, householdId }) => `${title} ${householdId}`)).toEqual([
      'soon b',
      'late a',
      'late b',
    ])
    // One form answers every campaign that asks with it.
    expect(requestsOf(campaigns, [handed('b', true)])).toMatchObject([{ title: 'late', householdId: 'a' }])
  })

  it('stays, with the day of the try, where nobody was met', () => {
    expect(requestsOf([campaign('c', '2026-12-01', ['a'])], [handed('a', false)])).toMatchObject([
      { householdId: 'a', triedAt: '2026-11-29T02:00:00.000Z' },
    ])
  })

  it('is never more than the server asked, and loses exactly what was answered', () => {
    const household = fc.constantFrom('a', 'b', 'c', 'd')
    const form = fc.constantFrom('winter', 'home-visit')
    const campaigns = fc.array(
      fc
        .record({
          households: fc.uniqueArray(household),
          formId: form,
          day: fc.constantFrom('01', '02', '03'),
        })
        .map(({ households, formId, day }) => campaign(`c${day}`, `2026-12-${day}`, households, formId)),
    )
    const work = fc.array(fc.record({ householdId: household, formId: form, reached: fc.boolean() }))
    fc.assert(
      fc.property(campaigns, work, (asked, done) => {
        const handedIn = done.map((one) => handed(one.householdId, one.reached, one.formId))
        const left = requestsOf(asked, handedIn)
        const answered = (id: string, formId: string) =>
          done.some((one) => one.householdId === id && one.formId === formId && one.reached)
        const expected = asked.flatMap(({ id, formId, households }) =>
          households.filter((one) => !answered(one.id, formId)).map((one) => `${id} ${formId} ${one.id}`),
        )
        expect(left.map((one) => `${one.campaignId} ${one.formId} ${one.householdId}`).sort()).toEqual(
          expected.sort(),
        )
      }),
    )
  })
})
