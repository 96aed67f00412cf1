import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { settled, signIn } from '../steps/sign-in.ts'

/** Mandate S1: a family that does not get something hears why, on one page, and what would turn it. */
test('an advisor prints why a policy does not fit, and asks what rarely holds in one list', async ({
  page,
}) => {
  await signIn(page, 'cadre.xiayang01')
  await page.goto('/households')
  await settled(page)
  await page.locator('.lm-table tbody tr a').first().click()
  await settled(page)
  const folded = page.locator('details', { hasText: '不符合' }).last()
  await folded.locator('summary').first().click()
  const take = folded.getByRole('button', { name: /为什么不符合，PDF$/ }).first()
  await take.scrollIntoViewIfNeeded()
  await picture(page, 'why-not')
  const [file] = await Promise.all([page.waitForEvent('download'), take.click()])
  expect(file.suggestedFilename()).toMatch(/为什么不符合.*\.pdf$/)
  const bytes = await readFile(await file.path())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.length).toBeGreaterThan(5000)
})
