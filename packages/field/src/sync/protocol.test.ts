import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOf, happenings, ModelServer, runTrial } from '../testing/index.ts'
import { admit } from './admission.ts'
import { emptyOutbox, enqueue, nextBatch, renumber } from './outbox.ts'
import { addVoice, ask, pick, standing, undo } from './question.ts'

const PLACES = ['a', 'b', 'c']
/** More of them in `npm run test:long`. */
const RUNS = process.env.LASTMILE_LONG === '1' ? 100_000 : 10_000

const numbered = () => {
  let count = 0
  return () => `operation-${++count}`
}

describe('phones and the server', () => {
  it(`lose nothing, double nothing and keep the order in ${RUNS} courses of events`, async () => {
    await fc.assert(
      fc.asyncProperty(happenings({ devices: 3, places: PLACES.length, most: 40 }), async (events) => {
        const server = new ModelServer()
        const report = await runTrial(server, events, { places: PLACES, devices: 3, newId: numbered() })
        expect(await faultsOf(server, report, PLACES)).toEqual([])
      }),
      { numRuns: RUNS },
    )
  }, 600_000)

  it('turns two blind changes of one fact into a question with both values', async () => {
    const server = new ModelServer()
    await server.desk('a', 0)
    const report = await runTrial(
      server,
      [
        { kind: 'pull', device: 0, cut: false },
        { kind: 'pull', device: 1, cut: false },
        { kind: 'write', device: 0, place: 0, value: 1 },
        { kind: 'write', device: 1, place: 0, value: 2 },
        { kind: 'sync', device: 0, cut: 'answer', at: 0 },
        { kind: 'sync', device: 1, cut: 'none', at: 0 },
        { kind: 'late-copy', device: 0 },
      ],
      { places: PLACES, devices: 2, newId: numbered() },
    )
    expect(report.questions).toMatchObject([{ place: 'a', state: 'open', values: [1, 2] }])
    expect(await faultsOf(server, report, PLACES)).toEqual([])
  })

  it('asks nothing when the second phone had seen the first one’s value', async () => {
    const server = new ModelServer()
    const report = await runTrial(
      server,
      [
        { kind: 'write', device: 0, place: 0, value: 1 },
        { kind: 'sync', device: 0, cut: 'none', at: 0 },
        { kind: 'pull', device: 1, cut: false },
        { kind: 'clock', device: 1, hours: -48 },
        { kind: 'write', device: 1, place: 0, value: 2 },
        { kind: 'sync', device: 1, cut: 'none', at: 0 },
      ],
      { places: PLACES, devices: 2, newId: numbered() },
    )
    expect(report.questions).toEqual([])
    expect(await server.past('a')).toEqual([1, 2])
  })
})

describe('an operation that comes in', () => {
  it('is carried out once and in its place, whatever was lost on either side', () => {
    expect(admit({ seq: 4 }, 3, false)).toBe('apply')
    // Its receipt got lost.
    expect(admit({ seq: 3 }, 3, true)).toBe('repeat')
    // Sent again under a new number.
    expect(admit({ seq: 1 }, 0, true)).toBe('repeat-and-count')
    // The phone was set back and wrote something else in this place.
    expect(admit({ seq: 3 }, 3, false)).toBe('renumber')
    // The server was set back and forgot what came before.
    expect(admit({ seq: 9 }, 3, false)).toBe('renumber')
  })
})

describe('the outbox', () => {
  const work = (id: string) => ({ id, writtenAt: '2026-01-01T00:00:00Z', body: id })
  const three = ['x', 'y', 'z'].reduce((box, id) => enqueue(box, work(id)), emptyOutbox<string>('d'))

  it('sends the oldest first, and one that is too large alone', () => {
    const sizes: Record<string, number> = { x: 900, y: 10, z: 10 }
    const size = ({ id }: { id: string }) => sizes[id] ?? 0
    const ids = (limits: { operations: number; bytes: number }) =>
      nextBatch(three, limits, size).map(({ id }) => id)
    expect(ids({ operations: 2, bytes: 10_000 })).toEqual(['x', 'y'])
    expect(ids({ operations: 9, bytes: 500 })).toEqual(['x'])
  })

  it('numbers anew from one, with the same ids in the same order', () => {
    const anew = renumber({ ...three, waiting: three.waiting.slice(1) }, 'e')
    expect(anew.waiting.map(({ id, seq }) => [id, seq])).toEqual([
      ['y', 1],
      ['z', 2],
    ])
    expect(enqueue(anew, work('w')).waiting.at(-1)?.seq).toBe(3)
  })
})

describe('a question', () => {
  const voice = (value: number, validFrom: string, by: string | null = null) => ({
    value,
    sourceKind: 'visit',
    sourceName: '入户走访',
    by,
    validFrom,
    learnedAt: '2026-01-02T00:00:00Z',
  })
  const decision = { reason: '看过工资单', by: '李干部', at: '2026-01-03T00:00:00Z' }
  const asked = ask(voice(900, '2026-01-02'), voice(700, '2026-01-01', '王社工'))

  it('stands by the rule of all facts until somebody picks, and again after the choice is taken back', () => {
    expect(standing(asked).value).toBe(900)
    const settled = pick(asked, 1, decision)
    expect(settled && standing(settled).value).toBe(700)
    const again = settled && undo(settled, { ...decision, reason: '看错了' })
    expect(again).toMatchObject({ state: 'open', choice: null, version: 3 })
    expect(again && standing(again).value).toBe(900)
    expect(again?.steps.map(({ kind }) => kind)).toEqual(['pick', 'undo'])
  })

  it('takes a further voice once, and refuses what cannot be done', () => {
    const third = addVoice(asked, voice(500, '2026-01-01', '周骨干'))
    expect(third.voices).toHaveLength(3)
    expect(addVoice(third, voice(500, '2026-01-01', '周骨干'))).toBe(third)
    expect(pick(third, 5, decision)).toBeNull()
    expect(undo(third, decision)).toBeNull()
  })
})
