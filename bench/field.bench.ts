import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { discardDatabase } from '@lastmile/server/platform'
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumLaunch } from '../e2e/chromium.ts'
import { type Bench, type Measured, summarise } from './frame/bench.ts'
import { type District, startDistrict } from './phone/district.ts'
import { compareRoutes } from './phone/route-days.ts'
import { LINE_3G, SlowLine } from './phone/slow-line.ts'
import { session } from './registry/session.ts'

const FIRST = Number(process.env.LASTMILE_BENCH_FIRST ?? 1000)
const MANY = FIRST * 2
const DAYS = 400
const SLOWER = 4
const SAMPLES = 9
const PASSPHRASE = '青浦走访2026年'
/** First sync on 3G in seconds; what a thumb waits for on a slow phone in ms. */
const LIMIT = { sync: 20, tap: 1000 }

async function newPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  return page
}

/** Sets the phone up for a cadre who is signed in; it carries nobody yet. */
async function setUp(page: Page, origin: string, district: District): Promise<void> {
  const [name = '', value = ''] = (await session(district.db, 'cadre', district.committee)).split('=')
  await page.context().addCookies([{ name, value, url: origin }])
  await page.goto(`${origin}/field`)
  await page.getByLabel('离线口令（至少 8 个字）').fill(PASSPHRASE)
  await page.getByLabel('再写一遍').fill(PASSPHRASE)
  await page.getByRole('button', { name: '设好了' }).click()
  await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
}

async function unlock(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/field`)
  await page.getByLabel('离线口令', { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
}

function tab(page: Page, name: '今天' | '家庭' | '我') {
  return page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name, exact: true })
}

/** The worker has put all files of the app by. */
async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** From the tap on "all families" until so many are on the phone: ms. */
async function takeAll(page: Page, count: number): Promise<number> {
  await tab(page, '我').click()
  await page.getByRole('button', { name: '选哪些家庭带走' }).click()
  const all = page.getByRole('button', { name: /范围内全部/ })
  await all.waitFor()
  const started = performance.now()
  await all.click()
  await page.getByText(`手机上现在 ${count} 户`).waitFor({ timeout: 300_000 })
  return performance.now() - started
}

/** What is to be on the page: elements, and a text that each of them shows. */
interface Awaited {
  readonly selector: string
  readonly text?: string
}

/** From a tap or a key until something is there and painted, by the page's own clock: ms. */
async function untilPainted(page: Page, act: () => Promise<void>, awaited: Awaited): Promise<number> {
  await page.evaluate(({ selector, text }) => {
    const scope = window as unknown as { waited: Promise<number> }
    let begun = 0
    for (const kind of ['pointerdown', 'input'])
      window.addEventListener(kind, () => (begun ||= performance.now()), { capture: true, once: true })
    scope.waited = new Promise((done) => {
      const look = () => {
        const found = [...document.querySelectorAll(selector)]
        const there = found.length > 0 && found.every((one) => one.textContent?.includes(text ?? ''))
        if (begun > 0 && there) setTimeout(() => done(performance.now() - begun))
        else requestAnimationFrame(look)
      }
      look()
    })
  }, awaited)
  await act()
  return page.evaluate(() => (window as unknown as { waited: Promise<number> }).waited)
}

async function firstSync(
  browser: Browser,
  district: District,
  say: (text: string) => void,
): Promise<Measured[]> {
  await district.fill(FIRST)
  const line = new SlowLine(new URL(district.server.url))
  try {
    const origin = await line.open()
    const page = await newPhone(browser)
    line.line = LINE_3G
    const begun = performance.now()
    await setUp(page, origin, district)
    const opened = performance.now() - begun
    const before = line.carried
    say(`loaded and set up over 3G: ${(opened / 1000).toFixed(1)} s, ${(before.down / 1e6).toFixed(2)} MB`)
    await installed(page)
    const whole = performance.now() - begun
    const app = line.carried
    say(`installed: ${(whole / 1000).toFixed(1)} s, ${(app.down / 1e6).toFixed(2)} MB`)
    const took = await takeAll(page, FIRST)
    const after = line.carried
    say(`first sync: ${(took / 1000).toFixed(1)} s`)
    const down = after.down - app.down
    const wire = (down * 8) / LINE_3G.down
    await page.context().close()
    return [
      { what: 'load and set up the app over 3G', value: opened / 1000, unit: 's' },
      { what: 'the app whole on the phone, for work without signal', value: whole / 1000, unit: 's' },
      { what: 'its bytes', value: app.down / 1e6, unit: 'MB' },
      {
        what: `first sync of ${FIRST.toLocaleString('en')} households over 3G, from the tap to the last one kept`,
        value: took / 1000,
        unit: 's',
        peer: { name: 'the line alone', value: wire },
        limit: { atMost: LIMIT.sync },
      },
      { what: 'its bytes down', value: down / 1e6, unit: 'MB' },
    ]
  } finally {
    line.close()
  }
}

async function manyOnPhone(
  browser: Browser,
  district: District,
  say: (text: string) => void,
): Promise<Measured[]> {
  await district.fill(MANY)
  const origin = district.server.url
  const page = await newPhone(browser)
  await setUp(page, origin, district)
  await installed(page)
  await takeAll(page, MANY)
  await unlock(page, origin)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const times = { list: [] as number[], search: [] as number[], family: [] as number[] }
  for (let at = 0; at < SAMPLES; at++) {
    await tab(page, '今天').click()
    await page.getByRole('heading', { name: '今天', level: 1 }).waitFor()
    const rows = page.locator('.lf-list a.lf-row')
    const families = { selector: '.lf-list a[href*="/field/families/"]' }
    times.list.push(await untilPainted(page, () => tab(page, '家庭').click(), families))
    const name =
      (await rows
        .nth(at * 5)
        .locator('b')
        .textContent()) ?? ''
    const found = { selector: '.lf-list a.lf-row b', text: name }
    times.search.push(await untilPainted(page, () => page.getByRole('searchbox').fill(name), found))
    const sheet = { selector: 'a[href*="/field/visit/"]' }
    times.family.push(await untilPainted(page, () => rows.first().click(), sheet))
  }
  await page.context().close()
  say(JSON.stringify(times))
  const row = (what: string, sample: readonly number[]): Measured[] => {
    const { median, worst } = summarise(sample)
    const where = `${what}, ${MANY.toLocaleString('en')} households on the phone, processor ${SLOWER} × slower`
    return [
      { what: `${where}: half are faster than`, value: median, unit: 'ms', limit: { atMost: LIMIT.tap } },
      { what: `${what}: the slowest of ${SAMPLES}`, value: worst, unit: 'ms' },
    ]
  }
  return [
    ...row('the list of families', times.list),
    ...row('a search', times.search),
    ...row('opening a family', times.family),
  ]
}

const bench: Bench = {
  title: `The phone: ${FIRST.toLocaleString('en')} families over 3G, ${MANY.toLocaleString('en')} on a slow phone, the day's route`,
  async run(say) {
    const routes = compareRoutes(DAYS)
    const rows: Measured[] = [
      {
        what: `metres of ${DAYS} days beside nearest neighbour, the grave and the overdue first`,
        value: routes.way,
        unit: '×',
      },
      {
        what: 'cost of waiting and way beside nearest neighbour',
        value: routes.cost,
        unit: '×',
        limit: { atMost: 1 },
      },
      {
        what: 'metres beside nearest neighbour where nobody is more urgent',
        value: routes.wayWithoutUrgency,
        unit: '×',
        limit: { atMost: 1.02 },
      },
    ]
    const dataDir = mkdtempSync(join(tmpdir(), 'field-bench-'))
    chmodSync(dataDir, 0o711)
    const district = await startDistrict(dataDir, say)
    const browser = await chromium.launch(chromiumLaunch)
    try {
      rows.push(...(await firstSync(browser, district, say)))
      rows.push(...(await manyOnPhone(browser, district, say)))
      return rows
    } finally {
      await browser.close()
      await district.close()
      await discardDatabase(dataDir)
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

export default bench
