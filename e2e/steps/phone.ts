import { expect, type Page } from '@playwright/test'
import { signIn } from './sign-in.ts'

/** The offline passphrase of every phone in the journeys. */
export const PASSPHRASE = '青浦走访2026年'

/** Signs in, sets this browser up as a phone and takes the families of the area along. */
export async function setUpPhone(page: Page, login: string, origin: string): Promise<void> {
  await signIn(page, login, origin)
  await page.goto(`${origin}/field`)
  await page.getByLabel('离线口令（至少 8 个字）').fill(PASSPHRASE)
  await page.getByLabel('再写一遍').fill(PASSPHRASE)
  await page.getByRole('button', { name: '设好了' }).click()
  await expect(page.getByRole('heading', { name: '今天', level: 1 })).toBeVisible()
  await takeAlong(page)
  // The worker holds the app's files before anybody leaves the signal.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** Takes every family of the area along. */
export async function takeAlong(page: Page): Promise<void> {
  await tab(page, '我')
  await page.getByRole('button', { name: '选哪些家庭带走' }).click()
  await page.getByRole('button', { name: /范围内全部/ }).click()
  await expect(page.getByText(/手机上现在 [1-9]\d* 户/)).toBeVisible({ timeout: 60_000 })
}

/** Opens the app anew, as after the phone was switched off. */
export async function openPhone(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/field`)
  await unlock(page)
}

export async function unlock(page: Page, passphrase: string = PASSPHRASE): Promise<void> {
  await page.getByLabel('离线口令', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  if (passphrase === PASSPHRASE) await expect(page.getByRole('navigation', { name: '栏目' })).toBeVisible()
}

export async function tab(page: Page, name: '今天' | '家庭' | '走访' | '我'): Promise<void> {
  await page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name, exact: true }).click()
}

/** Opens a family of the list by its place; returns its name and id. */
export async function openFamily(page: Page, at: number | string): Promise<{ name: string; id: string }> {
  await tab(page, '家庭')
  const links = page.locator('.lf-list a.lf-row')
  const link = typeof at === 'number' ? links.nth(at) : page.locator(`.lf-list a[href$="${at}"]`)
  await link.click()
  await expect(page.getByRole('link', { name: /开始走访|接着填/ })).toBeVisible()
  const id = page.url().split('/').at(-1) ?? ''
  return { name: (await page.getByRole('heading', { level: 1 }).textContent()) ?? '', id }
}

/** Answers that nobody was at home, and hands the form in: the shortest visit. */
export async function shortVisit(page: Page, family: string, words: string): Promise<void> {
  await openFamily(page, family)
  await page.getByRole('link', { name: /开始走访|接着填/ }).click()
  await page.locator('.sd-selectbase label').filter({ hasText: '没人在家' }).click()
  await next(page)
  await page.getByLabel('这次走访，一两句话').fill(words)
  await handIn(page)
}

export async function next(page: Page): Promise<void> {
  await page.locator('.sd-navigation__next-btn').first().click()
}

export async function handIn(page: Page): Promise<void> {
  await page.locator('.sd-navigation__complete-btn').first().click()
  await expect(page).toHaveURL(/\/field\/work$/)
}

export async function syncNow(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: '现在同步' }).click()
  await expect(page.getByRole('banner').getByText('正在同步…')).toHaveCount(0, { timeout: 60_000 })
}

/** The summaries of the visits of a family as the server has them, the latest first. */
export async function visitsOnServer(page: Page, origin: string, family: string): Promise<string[]> {
  const list = await page.request.get(`${origin}/api/households/${family}/visits`)
  const visits = (await list.json()) as { id: string }[]
  const summaries: string[] = []
  for (const { id } of visits) {
    const visit = (await (await page.request.get(`${origin}/api/visits/${id}`)).json()) as {
      answers: { summary?: string }
    }
    summaries.push(visit.answers.summary ?? '')
  }
  return summaries
}
