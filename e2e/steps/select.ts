import { expect, type Locator } from '@playwright/test'

/**
 * Opens a select, chooses its first entry that matches and waits until the list has closed: one that is still closing
 * would be taken for the next. `typed` is written where the select takes letters. A choice that a slow machine lost is
 * made again, as its user would; `shows: false` for a select that never shows what was chosen.
 */
export async function chooseIn(
  field: Locator,
  entry: string | RegExp = '',
  { typed, shows = true }: { readonly typed?: string; readonly shows?: boolean } = {},
): Promise<void> {
  const page = field.page()
  const lists = page.locator('.ant-select-dropdown:visible')
  const select = field.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]')
  await expect(async () => {
    await field.click()
    const takesLetters = (await field.getAttribute('readonly')) === null
    if (typed !== undefined && takesLetters) await field.fill(typed)
    const option = lists.locator('.ant-select-item-option').filter({ hasText: entry }).first()
    const name = ((await option.textContent()) ?? '').trim()
    await option.click({ timeout: 5_000 })
    await expect(lists).toHaveCount(0, { timeout: 5_000 })
    if (shows) await expect(select).toContainText(name, { timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
}
