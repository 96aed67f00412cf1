import { afterAll, describe, expect, it } from 'vitest'
import { testLibrary, testLibrarySource } from '../../../../testing/index.ts'
import { DeskThread } from './desk-thread.ts'

const DAY = '2026-10-31'
const STANDARD = 'cn-shanghai/parameters/dibao_standard.yaml'

describe("the desk's thread", () => {
  const thread = new DeskThread()
  afterAll(() => thread.close())

  const base = { source: testLibrarySource(), library: testLibrary() }
  const text = base.source.files.find(({ path }) => path === STANDARD)?.text ?? ''
  let value = 1800
  /** A standard of 2027 that no other question has: many policies rest on it. */
  const edited = () => {
    value += 1
    const next = `  - { value: ${value}, from: '2027-07-01', to: null, verified: unverified, source: 试 }\n`
    return { [STANDARD]: `${text.replace('to: null', "to: '2027-06-30'")}${next}` }
  }

  it('checks beside the thread that asks: other work goes on, one check at a time, and progress is told', async () => {
    const order: string[] = []
    const seen = new Set<string>()
    const first = thread
      .check(base, edited(), DAY, { owner: 'li' })
      .then((answer) => order.push(`first ${answer.ok}`))
    const second = thread
      .check(base, edited(), DAY, { owner: 'wang' })
      .then((answer) => order.push(`second ${answer.ok}`))
    expect(thread.stateOf('li')).toMatchObject({ state: 'running' })
    expect(thread.stateOf('wang')).toMatchObject({ state: 'waiting', ahead: 1 })
    let turns = 0
    while (order.length < 2) {
      await new Promise((done) => setTimeout(done, 5))
      turns += 1
      const { state, done, total } = thread.stateOf('li')
      if (state === 'running' && total > 0) seen.add(`${done}/${total}`)
    }
    await Promise.all([first, second])
    expect(order).toEqual(['first true', 'second true'])
    expect(turns).toBeGreaterThan(20)
    expect([...seen].length).toBeGreaterThan(1)
    expect(thread.stateOf('li').state).toBe('idle')
  })

  it('says what was said before without asking again, and tells problems with their place', async () => {
    const change = edited()
    const before = await thread.check(base, change, DAY)
    expect(await thread.check(base, { ...change }, DAY)).toBe(before)
    const broken = await thread.check(base, { [STANDARD]: text.replace('type: money', 'type: gold') }, DAY)
    expect(broken).toMatchObject({ ok: false, hash: null, problems: [{ file: STANDARD }] })
    expect(broken.problems[0]?.line).toBeGreaterThan(1)
  })

  it('is given up: while it waits, while it runs, and before it begins', async () => {
    const running = new AbortController()
    const waiting = new AbortController()
    const stopped = [
      thread.check(base, edited(), DAY, { owner: 'li', signal: running.signal }),
      thread.check(base, edited(), DAY, { owner: 'wang', signal: waiting.signal }),
      thread.check(base, edited(), DAY, { signal: AbortSignal.abort() }),
    ].map((check) => expect(check).rejects.toMatchObject({ code: 'change_check_stopped' }))
    waiting.abort()
    expect(thread.stateOf('wang').state).toBe('idle')
    running.abort()
    await Promise.all(stopped)
    expect(await thread.check(base, edited(), DAY)).toMatchObject({ ok: true })
  })

  it('starts again after it was ended', async () => {
    const lost = expect(thread.check(base, edited(), DAY)).rejects.toMatchObject({
      code: 'change_check_stopped',
    })
    await thread.close()
    await lost
    expect(await thread.check(base, edited(), DAY)).toMatchObject({ ok: true })
  })
})
