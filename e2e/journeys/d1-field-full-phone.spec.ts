import { type CDPSession, expect, type Page, test } from '@playwright/test'
import {
  handIn,
  next,
  openFamily,
  setUpPhone,
  shortVisit,
  syncNow,
  unlock,
  visitsOnServer,
} from '../steps/phone.ts'
import { picture } from '../steps/picture.ts'

/** Tries to write a little beside the app's own data; how it ended. */
async function probe(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const opened = indexedDB.open('probe')
    opened.onupgradeneeded = () => opened.result.createObjectStore('bytes')
    const db = await new Promise<IDBDatabase | null>((done) => {
      opened.onsuccess = () => done(opened.result)
      opened.onerror = () => done(null)
    })
    if (!db) return opened.error?.name ?? 'failed'
    const writing = db.transaction('bytes', 'readwrite')
    writing.objectStore('bytes').put(new Uint8Array(2000), 'one')
    const end = await new Promise<string>((done) => {
      writing.oncomplete = () => done('written')
      writing.onabort = () => done(writing.error?.name ?? 'failed')
    })
    db.close()
    return end
  })
}

/**
 * Takes the room away, for real: the browser's own quota falls below what is used. It goes by what it reckoned before for a while;
 * the phone is full when it refuses a write.
 */
async function fill(page: Page, devtools: CDPSession, origin: string): Promise<void> {
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1024 })
  await expect.poll(() => probe(page), { timeout: 120_000 }).toBe('QuotaExceededError')
}

/** Mandate D1: a phone without room keeps every word, hands in what waits, and frees itself by it. */
test('a full phone says so, loses no word and still hands in what waits', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const origin = baseURL ?? ''
  await setUpPhone(page, 'cadre.xiayang01', '')
  const { id } = await openFamily(page, 1)
  const words = `存储满了 ${Date.now()}`
  const earlier = `满以前 ${Date.now()}`
  const sent = async (text: string) => (await visitsOnServer(page, '', id)).filter((one) => one === text)
  const devtools = await context.newCDPSession(page)
  await context.setOffline(true)
  await shortVisit(page, id, earlier)
  await openFamily(page, id)
  await page.getByRole('link', { name: /开始走访|接着填/ }).click()
  await page.locator('.sd-selectbase label').filter({ hasText: '没人在家' }).click()
  await next(page)
  await fill(page, devtools, origin)
  await page.getByLabel('这次走访，一两句话').fill(words)
  await expect(page.getByRole('alert').filter({ hasText: '手机存储满了' })).toBeVisible()
  await page.locator('.sd-navigation__complete-btn').first().click()
  await expect(page.getByLabel('这次走访，一两句话')).toHaveValue(words)
  await picture(page, 'field-full')

  // What waits is handed in all the same; what is new cannot be fetched, and the phone says why.
  await context.setOffline(false)
  await syncNow(page)
  await expect(page.getByRole('banner')).toContainText('已全部上传')
  await expect(page.getByRole('banner')).toContainText('手机存储满了，没有存下新资料。')
  expect(await sent(earlier)).toHaveLength(1)
  await expect(page.getByLabel('这次走访，一两句话')).toHaveValue(words)

  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  await expect.poll(() => probe(page)).toBe('written')
  await page.getByRole('button', { name: '再存一次' }).click()
  await handIn(page)
  await syncNow(page)
  await expect(page.getByRole('banner')).toContainText('已全部上传')
  expect(await sent(words)).toHaveLength(1)

  // A try that cannot be counted is none: a full phone stays shut, says so, and opens when there is room.
  await fill(page, devtools, origin)
  await page.goto('/field')
  await page.getByLabel('离线口令', { exact: true }).fill('青浦走访2026年')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('手机存储满了，打不开。')
  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  await unlock(page)
})
