import { test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { openReasons } from '../steps/reasons.ts'
import { goTo, signIn } from '../steps/sign-in.ts'

/** Mandate D1 and S1: a backbone finds the households that are entitled to something that they do not get, with reasons. */
test('a backbone signs in and opens the reason of a gap', async ({ page }) => {
  await signIn(page, 'backbone.xiayang')
  await goTo(page, '应享未享')
  await page.locator('tr[data-row]').first().getByRole('button', { name: '为什么' }).click()
  await openReasons(page.getByRole('tree'))
  await picture(page, 'gaps')
})
