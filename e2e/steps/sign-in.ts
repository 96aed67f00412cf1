import { expect, type Page } from '@playwright/test'

const PASSWORD = 'Lastmile-2026'

/** Signs in as a demo account and waits for the page 今天. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: /^登\s?录$/ }).click()
  await expect(page).toHaveURL(/\/today/)
}
