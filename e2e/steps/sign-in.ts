import { expect, type Page } from '@playwright/test'

const PASSWORD = 'Lastmile-2026'

/** Signs in as a demo account and waits for the page that its day begins with. `origin`: another way to the server. */
export async function signIn(page: Page, login: string, origin = ''): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: /^登\s?录$/ }).click()
  await expect(page).toHaveURL(/\/(today|own)/)
  await settled(page)
}

/** Waits until the page has a heading and nothing on it is still being fetched. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('.lm-skeleton')).toHaveCount(0)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

/** Opens a section by the rail, or on a phone by the bottom bar and what is behind 更多. */
export async function goTo(page: Page, name: string): Promise<void> {
  const rail = page.locator('.lm-shell > .lm-rail')
  const more = page.getByRole('button', { name: '更多' })
  await expect.poll(async () => (await rail.isVisible()) || (await more.isVisible())).toBe(true)
  if (await rail.isVisible()) {
    await rail.getByRole('link', { name, exact: true }).first().click()
  } else {
    await more.click()
    await page.getByRole('dialog').getByRole('link', { name, exact: true }).first().click()
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await settled(page)
}
