import { expect, type Page } from '@playwright/test'
import { chooseIn } from './select.ts'

/** Chooses an option of the open dialog's list: the first one, or the first that holds `option`. */
export async function choose(page: Page, label: string, option?: string): Promise<void> {
  await chooseIn(page.getByRole('dialog').getByLabel(label, { exact: true }), option, { typed: option ?? '' })
}

/** Fills a text or day of the open dialog. */
export async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(value)
}

/**
 * Sends the dialog that is open and waits until it has closed, which it does only when it worked. Where other work on the
 * same demo was faster, the dialog says so and is sent once more, as its user would.
 */
export async function send(page: Page, name: string | RegExp = /^确\s?定$/): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name }).click()
  const outrun = dialog.getByRole('alert').filter({ hasText: '刚刚被别人改过' })
  await expect(async () => {
    if (await outrun.isVisible()) await dialog.getByRole('button', { name }).click()
    await expect(dialog).toBeHidden({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
}
