import { expect, type Page, test } from '@playwright/test'
import { BreakingLine } from '../steps/breaking-line.ts'
import {
  handIn,
  next,
  openFamily,
  openPhone,
  setUpPhone,
  shortVisit,
  syncNow,
  tab,
  unlock,
  visitsOnServer,
} from '../steps/phone.ts'
import { picture } from '../steps/picture.ts'
import { expectSound, problemsOf, watch } from '../steps/sound.ts'

/** Everything that lies in the phone's database, counted. */
async function rowsOnPhone(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opened = indexedDB.open('lastmile-field')
    const db = await new Promise<IDBDatabase>((done, failed) => {
      opened.onsuccess = () => done(opened.result)
      opened.onerror = () => failed(opened.error)
    })
    let rows = 0
    for (const name of db.objectStoreNames) {
      const count = db.transaction(name).objectStore(name).count()
      rows += await new Promise<number>((done) => {
        count.onsuccess = () => done(count.result)
      })
    }
    db.close()
    return rows
  })
}

/** Mandate D1: visits without signal; nothing lost, nothing doubled. */
test.describe('the field app', () => {
  let line: BreakingLine
  let origin: string
  test.beforeEach(async ({ baseURL }) => {
    line = new BreakingLine(baseURL ?? '')
    origin = await line.open()
  })
  test.afterEach(() => line.close())

  test('a visit is made with no signal, survives the phone being switched off, and arrives once', async ({
    page,
    context,
  }) => {
    const words = `离线走访 ${Date.now()}`
    const debt = String(1000 + (Date.now() % 9000))
    await setUpPhone(page, 'cadre.xiayang01', origin)
    await context.setOffline(true)
    await openPhone(page, origin)
    const found = new Map<string, string[]>()
    const { errors } = await watch(page)
    const { id } = await openFamily(page, 1)
    await picture(page, 'field-family')
    await page.getByRole('button', { name: '算一算能享受什么' }).click()
    await expect(page.getByText('在手机上按现有情况推算，不是审批结论。')).toBeVisible()
    await page.getByRole('link', { name: '开始走访' }).click()
    await expect(page.getByText('今天见到这家人了吗？')).toBeVisible()
    await picture(page, 'field-form')
    await page.locator('.sd-selectbase label').filter({ hasText: '见到了' }).click()
    await page.locator('label').filter({ hasText: '漏水、墙裂' }).click()
    await next(page)
    await page.getByLabel('欠债多少元？').fill(debt)
    await page.waitForTimeout(600)
    // Switched off in the middle of the form.
    await page.close()

    const again = await context.newPage()
    await openPhone(again, origin)
    await tab(again, '走访')
    await again.getByRole('link', { name: /接着填/ }).click()
    await expect(again.getByLabel('欠债多少元？')).toHaveValue(debt)
    await next(again)
    await next(again)
    await again.getByLabel('这次走访，一两句话').fill(words)
    const chooser = again.waitForEvent('filechooser')
    await again.locator('.sd-file__choose-btn').click()
    await (await chooser).setFiles('packages/console/public/field-512.png')
    await expect(again.locator('.sd-file__preview-item, .sd-file__image-wrapper').first()).toBeVisible()
    const pad = again.locator('.sd-signaturepad canvas, canvas').first()
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (!box) throw new Error('there is nowhere to sign')
    await again.mouse.move(box.x + 30, box.y + 40)
    await again.mouse.down()
    await again.mouse.move(box.x + 120, box.y + 70, { steps: 5 })
    await again.mouse.up()
    await handIn(again)
    await expect(again.getByRole('banner')).toContainText('3 条待上传，联网后自动发送')
    await picture(again, 'field-waiting')
    found.set('waiting', [...(await problemsOf(again)), ...errors.splice(0)])
    await openFamily(again, id)
    await expect(again.getByText('手机上写的，还没上传').first()).toBeVisible()

    await context.setOffline(false)
    await syncNow(again)
    await expect(again.getByRole('banner')).toContainText('已全部上传')
    expect((await visitsOnServer(again, origin, id)).filter((one) => one === words)).toHaveLength(1)
    await tab(again, '今天')
    await expect(again.getByRole('heading', { name: '今天', level: 1 })).toBeVisible()
    found.set('today', await problemsOf(again))
    await picture(again, 'field-today')
    expectSound(found)
  })

  test('the line is cut at each request of a sync in turn, before it and after it: nothing lost, nothing doubled', async ({
    page,
  }) => {
    test.setTimeout(400_000)
    await setUpPhone(page, 'cadre.xiayang01', origin)
    const { id } = await openFamily(page, 0)
    const mark = `断线 ${Date.now()}`
    line.asked = []
    await shortVisit(page, id, `${mark} 0`)
    await expect(page.getByRole('banner')).toContainText('已全部上传')
    await expect(page.getByRole('banner').getByText('正在同步…')).toHaveCount(0)
    const whole = [...new Set(line.asked)].filter((asked) => !asked.endsWith('/presence'))
    expect(whole.length).toBeGreaterThan(5)
    let written = 1
    for (const cut of ['cut-request', 'cut-answer'] as const)
      for (const victim of whole) {
        line.fate = (asked) => (asked === victim ? cut : 'pass')
        await shortVisit(page, id, `${mark} ${written}`)
        written += 1
        await expect(page.getByRole('banner').getByText('正在同步…')).toHaveCount(0, { timeout: 30_000 })
        line.fate = () => 'pass'
        await syncNow(page)
        await expect(page.getByRole('banner')).toContainText('已全部上传')
      }
    const arrived = (await visitsOnServer(page, origin, id)).filter((one) => one.startsWith(mark))
    expect(arrived).toEqual(Array.from({ length: written }, (_, index) => `${mark} ${written - 1 - index}`))
  })

  test('two people change the same fact: both values stand side by side, one is picked with a reason and taken back', async ({
    browser,
    baseURL,
  }) => {
    const phones = await Promise.all(
      ['cadre.xiayang01', 'backbone.xiayang'].map(async (login) => {
        const context = await browser.newContext({
          baseURL: baseURL ?? '',
          viewport: { width: 360, height: 780 },
        })
        const page = await context.newPage()
        await setUpPhone(page, login, origin)
        return { context, page }
      }),
    )
    const [cadre, backbone] = phones
    if (!cadre || !backbone) throw new Error('two phones are needed')
    const { id } = await openFamily(cadre.page, 2)
    for (const [{ context, page }, debt] of [
      [cadre, 11_111],
      [backbone, 22_222],
    ] as const) {
      await context.setOffline(true)
      await openFamily(page, id)
      await page.getByRole('link', { name: '开始走访' }).click()
      await page.locator('.sd-selectbase label').filter({ hasText: '见到了' }).click()
      await next(page)
      await page.getByLabel('欠债多少元？').fill(String(debt))
      await next(page)
      await next(page)
      await page.getByLabel('这次走访，一两句话').fill('问了欠债')
      await handIn(page)
      await context.setOffline(false)
      await syncNow(page)
    }
    const card = backbone.page.locator('form.lf-card').filter({ hasText: '11,111' })
    await expect(card).toContainText('22,222')
    await expect(card).toContainText('入户走访')
    await expect(backbone.page.getByRole('banner')).toContainText('条需要您决定')
    await picture(backbone.page, 'field-question')
    await card.getByRole('radio').first().check()
    await card.getByLabel('为什么选这个').fill('看过借条')
    await card.getByRole('button', { name: '就按这个' }).click()
    await expect(backbone.page.getByText('看过借条')).toBeVisible()

    await syncNow(cadre.page)
    await tab(cadre.page, '走访')
    const settled = cadre.page.locator('form.lf-card').filter({ hasText: '看过借条' })
    await settled.getByRole('button', { name: '收回这个选择' }).click()
    await settled.getByLabel('为什么收回').fill('借条是旧的')
    await settled.getByRole('button', { name: '收回这个选择' }).click()
    await expect(cadre.page.getByRole('heading', { name: '两种说法，请您定' })).toBeVisible()
    await syncNow(backbone.page)
    await expect(backbone.page.getByRole('heading', { name: '两种说法，请您定' })).toBeVisible()
    for (const { context } of phones) await context.close()
  })

  test('a clock that is a day off changes nothing; eight days without contact shut the phone until there is some', async ({
    page,
    context,
  }) => {
    await setUpPhone(page, 'cadre.xiayang01', origin)
    const { id } = await openFamily(page, 3)
    const now = Date.now()
    const words = `钟快一天 ${now}`
    await context.setOffline(true)
    await page.clock.setSystemTime(now + 86_400_000)
    await shortVisit(page, id, words)
    await context.setOffline(false)
    await syncNow(page)
    await expect(page.getByRole('banner')).toContainText('已全部上传')
    expect((await visitsOnServer(page, origin, id)).filter((one) => one === words)).toHaveLength(1)

    await context.setOffline(true)
    await page.clock.setSystemTime(now + 2 * 86_400_000)
    const kept = `锁上以前 ${now}`
    await shortVisit(page, id, kept)
    await page.clock.setSystemTime(now + 12 * 86_400_000)
    await page.goto(`${origin}/field`)
    await expect(page.getByText('太久没有联网，手机先锁上了。')).toBeVisible()
    // The clock set back opens nothing.
    await page.clock.setSystemTime(now)
    await page.goto(`${origin}/field`)
    await expect(page.getByText('太久没有联网，手机先锁上了。')).toBeVisible()
    await context.setOffline(false)
    await page.getByRole('button', { name: '联网解锁' }).click()
    await unlock(page)
    await syncNow(page)
    await expect(page.getByRole('banner')).toContainText('已全部上传')
    expect((await visitsOnServer(page, origin, id)).filter((one) => one === kept)).toHaveLength(1)
  })

  test('ten wrong passphrases destroy everything, and so does contact after the phone was shut out', async ({
    page,
    browser,
  }) => {
    await setUpPhone(page, 'cadre.xiayang01', origin)
    await page.goto(`${origin}/field`)
    for (let left = 9; left >= 1; left--) {
      await unlock(page, '不对的口令呀')
      await expect(page.getByText(`还可以试 ${left} 次`)).toBeVisible({ timeout: 20_000 })
    }
    await unlock(page, '不对的口令呀')
    await expect(page.getByRole('heading', { name: '让这部手机能离线走访' })).toBeVisible({ timeout: 20_000 })
    expect(await rowsOnPhone(page)).toBe(0)

    await setUpPhone(page, 'cadre.xiayang01', origin)
    const other = await (await browser.newContext()).newPage()
    await setUpPhone(other, 'cadre.xiayang01', origin)
    await tab(other, '我')
    const mine = other.locator('li').filter({ hasText: '这部' })
    const lost = other
      .locator('li')
      .filter({ hasText: '上次联网' })
      .filter({ hasNot: other.getByText('这部') })
      .first()
    await expect(mine).toBeVisible()
    await lost.getByRole('button', { name: '停用' }).click()
    await lost.getByLabel('为什么停用').fill('手机丢了')
    await lost.getByRole('button', { name: '停用' }).click()
    await expect(other.getByText('已停用').first()).toBeVisible()
    await page.getByRole('banner').getByRole('button', { name: '现在同步' }).click()
    await expect(page.getByText('这部手机已被停用，上面的资料已清除。')).toBeVisible()
    expect(await rowsOnPhone(page)).toBe(0)
    await other.context().close()
  })
})
