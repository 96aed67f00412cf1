import { expect, test } from '@playwright/test'
import { signIn } from '../steps/sign-in.ts'

const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 360, height: 780 }

/** Mandate S1, upwards and back: a resident's words reach the bureau, and the answer the advisor and the resident. */
test('feedback in a resident’s words is answered, and asked for by its code', async ({ page }) => {
  // Words that no other run writes.
  const what = `报销要原件，原件交了医保就没有了（${Date.now()}）`
  const answer = `复印件盖章即可（${Date.now()}）`
  await page.setViewportSize(PHONE)
  await signIn(page, 'cadre.xiayang01')
  await page.goto('/feedback/new?policy=dibao')
  await page.getByText('替居民反映').click()
  await page.getByLabel('居民的原话').fill('跑了三趟还差一张纸')
  await page.getByLabel('哪里行不通').fill(what)
  await page.getByRole('button', { name: '交给区里' }).click()
  const code = (await page.locator('.lm-code').textContent()) ?? ''
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)

  await page.setViewportSize(DESKTOP)
  await signIn(page, 'bureau')
  await page.goto('/feedback')
  await page.locator('article', { hasText: what }).getByRole('checkbox').check()
  await page.getByRole('button', { name: /把选中的 1 条/ }).click()
  await page.getByLabel('问题怎么叫').fill(what)
  await page.getByRole('dialog').getByRole('button', { name: '归为一个问题' }).click()
  const topic = page.locator('article', { hasText: what })
  await topic.getByRole('button', { name: /^回\s?应$/ }).click()
  await page.getByLabel(/^答复/).fill(answer)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^回\s?应$/ })
    .click()
  await expect(topic.getByText(answer)).toBeVisible()

  await page.context().clearCookies()
  await page.setViewportSize(PHONE)
  await page.goto('/answers')
  await page.getByLabel('查询码').fill(code.toLowerCase())
  await page.getByRole('button', { name: '查一查' }).click()
  await expect(page.getByText(answer)).toBeVisible()
  await expect(page.getByText('跑了三趟')).toHaveCount(0)

  await signIn(page, 'cadre.xiayang01')
  await page.goto('/feedback')
  const own = page.locator('article', { hasText: what })
  await expect(own.getByText(answer)).toBeVisible()
  await own.getByRole('button', { name: '知道了' }).click()
  await expect(own.getByRole('button', { name: '知道了' })).toHaveCount(0)
})
