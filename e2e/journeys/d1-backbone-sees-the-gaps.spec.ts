import { expect, test } from '@playwright/test'
import { signIn } from '../steps/sign-in.ts'

/** Mandate D1 and S1: a backbone finds the households that are entitled to something that they do not get, with reasons. */
test('a backbone signs in and opens the reason of a gap', async ({ page }) => {
  await signIn(page, 'backbone.xiayang')
  await page.goto('/gaps')
  const first = page.locator('.lm-table tbody tr').first()
  await expect(first).toBeVisible({ timeout: 60_000 })
  await first.getByRole('button', { name: '为什么' }).click()
  await expect(first.getByText('的条件').first()).toBeVisible()
  await page.screenshot({ path: 'e2e/out/shots/gaps-desktop.png', fullPage: true })
})
