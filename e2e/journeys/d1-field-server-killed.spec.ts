import { expect, test } from '@playwright/test'
import { BreakingLine } from '../steps/breaking-line.ts'
import { openFamily, setUpPhone, shortVisit, syncNow, visitsOnServer } from '../steps/phone.ts'
import { SecondServer } from '../steps/second-server.ts'

const VISITS = 5

/** Mandate D1: the server dies in the middle of a sync; when it is back, everything is there, once and in order. */
test.describe('a server that is killed', () => {
  test.setTimeout(300_000)
  let server: SecondServer
  let line: BreakingLine
  test.beforeAll(async () => {
    server = await SecondServer.make()
    await server.start()
  })
  test.afterAll(() => server.close())
  test.beforeEach(async () => {
    line = new BreakingLine(server.origin)
    await line.open()
  })
  test.afterEach(() => line.close())

  test('in the middle of what a phone sends, and again in the middle of what it fetches', async ({
    page,
    context,
  }) => {
    const { origin } = line
    await setUpPhone(page, 'backbone.xiayang', origin)
    const { id } = await openFamily(page, 0)
    const list = `${server.origin}/api/households/${id}/visits`
    const mark = `服务器断电 ${Date.now()}`
    const arrived = async () =>
      (await visitsOnServer(page, server.origin, id)).filter((one) => one.startsWith(mark))
    const count = async () => (await (await page.request.get(list)).json()).length as number
    const all = (length: number) => Array.from({ length }, (_, place) => `${mark} ${length - 1 - place}`)

    await context.setOffline(true)
    for (let place = 0; place < VISITS; place++) await shortVisit(page, id, `${mark} ${place}`)
    await expect(page.getByRole('banner')).toContainText(`${VISITS} 条待上传`)
    // Killed as soon as the first of them is there: the others are under way or were never begun.
    const before = await count()
    let killed: Promise<void> | null = null
    line.fate = (asked) => {
      if (asked.endsWith('/push')) killed ??= killWhenMore(server, before, count)
      return 'pass'
    }
    await context.setOffline(false)
    await syncNow(page)
    await expect.poll(() => server.isRunning).toBe(false)
    await killed
    line.fate = () => 'pass'
    await server.start()
    const kept = await arrived()
    expect(kept.length).toBeGreaterThan(0)
    test.info().annotations.push({ type: 'arrived before the death', description: String(kept.length) })
    // What was done is done, in order from the first on, and nothing is there by half.
    expect(kept).toEqual(all(VISITS).slice(VISITS - kept.length))
    await syncNow(page)
    await expect(page.getByRole('banner')).toContainText('已全部上传')
    expect(await arrived()).toEqual(all(VISITS))

    // Once more, with the server killed while the phone fetches what is new.
    await context.setOffline(true)
    await shortVisit(page, id, `${mark} ${VISITS}`)
    let death: Promise<void> | null = null
    line.fate = (asked) => {
      if (asked.endsWith('/pull')) death ??= server.kill()
      return 'pass'
    }
    await context.setOffline(false)
    await syncNow(page)
    await expect.poll(() => server.isRunning).toBe(false)
    await death
    line.fate = () => 'pass'
    await server.start()
    await syncNow(page)
    await expect(page.getByRole('banner')).toContainText('已全部上传')
    expect(await arrived()).toEqual(all(VISITS + 1))
  })
})

/** Kills the server as soon as it has more visits than before. */
async function killWhenMore(
  server: SecondServer,
  before: number,
  count: () => Promise<number>,
): Promise<void> {
  while ((await count()) <= before);
  await server.kill()
}
