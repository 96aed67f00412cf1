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

/** Chooses an option of a dialog's list by its label: the first one, or the one that holds `option`. */
export async function choose(page: Page, label: string, option?: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(label, { exact: true }).click()
  if (option) await dialog.getByLabel(label, { exact: true }).fill(option)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
}

/** Sends the dialog that is open and waits until it has closed, which it does only when it worked. */
export async function send(page: Page, name: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name }).click()
  await expect(dialog).toBeHidden()
}
