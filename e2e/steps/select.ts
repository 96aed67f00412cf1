import { expect, type Locator, type Page } from '@playwright/test'

/**
 * Opens a select, chooses its first entry that matches and waits until the list has closed: one that is still closing
 * would be taken for the next. `typed` is written where the select takes letters.
 */
export async function chooseIn(field: Locator, entry: string | RegExp = '', typed?: string): Promise<void> {
  const page: Page = field.page()
  const lists = page.locator('.ant-select-dropdown:visible')
  await field.click()
  const takesLetters = (await field.getAttribute('readonly')) === null
  if (typed !== undefined && takesLetters) await field.fill(typed)
  await lists.locator('.ant-select-item-option').filter({ hasText: entry }).first().click()
  await expect(lists).toHaveCount(0)
}
