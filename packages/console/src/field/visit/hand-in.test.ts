import { describe, expect, it } from 'vitest'
import type { Body, Draft, Household } from '../store/shapes.ts'
import { knownOf, workOf } from './hand-in.ts'

const household = {
  id: 'h',
  facts: [{ entityId: 'h', fact: 'debt', value: 500, validFrom: '2025-01-01', source: 's', by: null }],
} as unknown as Household

const draft = (data: Record<string, unknown>): Draft => ({
  householdId: 'h',
  formId: 'home-visit',
  formVersion: 1,
  startedAt: '2025-06-16T01:00:00.000Z',
  page: 0,
  data,
  place: null,
})

const HOME = { id: 'home-visit', title: { zh: '入户走访表', en: 'Home visit' } }
/** The work of a form over what is known, and over what waits. */
const finished = (
  data: Record<string, unknown>,
  endedAt: string,
  waiting: readonly Body[] = [],
  form = HOME,
) => workOf({ draft: draft(data), form, household, known: knownOf(household, waiting), endedAt })

describe('a finished form', () => {
  it('becomes a visit with what is new, and each picture by itself behind it', () => {
    const work = finished(
      {
        reached: 'yes',
        summary: ' 去看过了 ',
        household__debt: 800,
        photos: [{ name: 'a.jpg', content: 'data:image/jpeg;base64,AAAA' }],
        signature: 'data:image/png;base64,BBBB',
      },
      '2025-06-16T01:20:00.000Z',
    )
    expect(work.map(({ body }) => body)).toMatchObject([
      {
        kind: 'visit',
        summary: '去看过了',
        reached: true,
        facts: [{ fact: 'debt', value: 800, seen: { value: 500 } }],
        answers: { photos: 1, signature: 1 },
      },
      { kind: 'file', visitId: work[0]?.id, question: 'photos', mediaType: 'image/jpeg', content: 'AAAA' },
      { kind: 'file', visitId: work[0]?.id, question: 'signature', mediaType: 'image/png', content: 'BBBB' },
    ])
    expect(JSON.stringify(work[0])).not.toContain('AAAA')
  })

  it('states no facts where nobody was met, and ends no earlier than it began', () => {
    const [visit] = finished({ reached: 'nobody', household__debt: 1 }, '2025-06-15T01:00:00.000Z')
    expect(visit?.body).toMatchObject({
      reached: false,
      facts: [],
      endedAt: '2025-06-16T01:00:00.000Z',
    })
  })

  it('takes what waits on the phone for known, so that a second visit sees the first', () => {
    const [first] = finished({ reached: 'yes', household__debt: 800 }, 'z')
    const [second] = finished({ reached: 'yes', household__debt: 900 }, 'z', first ? [first.body] : [])
    expect(second?.body).toMatchObject({ facts: [{ value: 900, seen: { value: 800 } }] })
  })

  it('of a campaign without a summary is called by its name, and counts as met', () => {
    const form = { id: 'winter', title: { zh: '过冬走访表', en: 'Winter visit' } }
    const [visit] = finished({ heating: 'yes' }, 'z', [], form)
    expect(visit?.body).toMatchObject({ summary: '《过冬走访表》', reached: true })
  })

  it('of a campaign whose door stayed shut says why, states nothing, and keeps what was written', () => {
    const form = { id: 'winter', title: { zh: '过冬走访表', en: 'Winter visit' } }
    const [visit] = finished({ reached: 'moved', heating: 'no', household__debt: 1 }, 'z', [], form)
    expect(visit?.body).toMatchObject({
      summary: '《过冬走访表》：搬走了',
      reached: false,
      facts: [],
      answers: { reached: 'moved', heating: 'no' },
    })
  })
})
