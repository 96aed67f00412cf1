import { expect, type Page } from '@playwright/test'
import { choose, fill, send } from './dialog.ts'
import { goTo, settled } from './sign-in.ts'

/**
 * Confirms a gap of the list as a need, and opens the case that it is in. `from` says from which end of the list: two
 * sizes of window that run at once take different families.
 */
export async function confirmGapIntoCase(page: Page, words: string, from: 'first' | 'last'): Promise<string> {
  await goTo(page, '应享未享')
  const rows = page.locator('tr[data-row]')
  await (from === 'first' ? rows.first() : rows.last())
    .getByRole('button', { name: '核实，转为需求' })
    .click()
  await choose(page, '困难的根源')
  await fill(page, '本人怎么说', words)
  await send(page, '核实，转为需求')
  await expect(page.getByText('已转为需求，放进这家的个案').first()).toBeVisible()
  await page.getByRole('button', { name: '打开个案' }).last().click()
  await expect(page).toHaveURL(/\/cases\//)
  await settled(page)
  return page.url()
}

/** Gives the open case an advisor: the first of the list, or the one whose name holds `name`. */
export async function assignAdvisor(page: Page, name?: string): Promise<void> {
  await page.getByRole('button', { name: /指派顾问|更换顾问/ }).click()
  await choose(page, '顾问', name)
  await send(page)
  await expect(page.getByText('服务中').first()).toBeVisible()
}

/** Calls off what an earlier plan of this case still holds: open work keeps a case open. */
export async function cancelOpenWork(page: Page): Promise<void> {
  const cancel = page.getByRole('button', { name: '不办了', exact: true })
  for (let open = await cancel.count(); open > 0; open -= 1) {
    await cancel.first().click()
    await fill(page, '原因', '这家已经用不着了')
    await send(page)
    await expect(cancel).toHaveCount(open - 1)
  }
}

/** A word that no other run and no other size of window writes: what was written is found again by it. */
export function mark(size: string): string {
  return `${size === 'phone' ? '手机' : '桌面'}${Date.now() % 1_000_000}`
}

/** A day from today on, as a field for days takes it. */
export function inDays(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}
