import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { settled, signIn } from '../steps/sign-in.ts'

/**
 * Mandate S3: a social worker hands over a phone with a link; the person answers alone, reads kind words and no score, and the link is over.
 * The answers stand among the results of the household.
 */
test('a scale is filled in by the person itself, on a phone that is handed over', async ({ page }) => {
  await signIn(page, 'cadre.xiayang01')
  await page.goto('/assessments?box=all')
  await page.locator('tr[data-row] a[href*="/assessment"]').nth(2).click()
  await page.getByRole('link', { name: '量表' }).click()
  await expect(page).toHaveURL(/\/scales/)
  await settled(page)
  const scales = page.url().replace(/\?.*/, '')
  await page.getByRole('combobox', { name: '哪一份' }).fill('WHO-5')
  await page.getByTitle(/WHO-5/).first().click()
  await page.getByRole('combobox', { name: '给谁做' }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '把手机交给本人' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('只能填一次')).toBeVisible()
  await picture(page, 'scale-link')
  const address = await dialog.getByRole('link', { name: '在这台手机上打开' }).getAttribute('href')
  // The phone is handed over: nobody is signed in on the page that opens.
  await page.context().clearCookies()
  await page.goto(address ?? '')
  await expect(page.getByRole('heading', { level: 1, name: '请您回答几个问题' })).toBeVisible()
  for (const question of await page.getByRole('group').all()) await question.getByRole('radio').nth(1).check()
  await picture(page, 'own-scale')
  await page.getByRole('button', { name: '答好了' }).click()
  await expect(page.getByRole('heading', { name: '谢谢您告诉我们' })).toBeVisible()
  await expect(page.getByRole('link', { name: /12356/ })).toBeVisible()
  await expect(page.getByText('请把手机还给工作人员')).toBeVisible()
  await expect(page.getByText(/分（满|抑郁|幸福感/)).toHaveCount(0)
  await picture(page, 'own-scale-thanks')
  await page.reload()
  await expect(page.getByText('这份问题已经填过')).toBeVisible()

  await signIn(page, 'cadre.xiayang01')
  await page.goto(scales)
  await settled(page)
  await expect(page.getByRole('region', { name: '做过的量表' }).getByText(/WHO-5/).first()).toBeVisible()
})
