import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { goTo, signIn } from '../steps/sign-in.ts'

/**
 * Mandate D1: the bureau sees the district on a page, opens a street, opens a figure into its households, goes from a
 * cause to the needs behind it, and takes the list of needs (服务需求清单) as a workbook.
 */
test('the district on a page opens down to households, and the list of needs is taken', async ({ page }) => {
  await signIn(page, 'bureau')
  await goTo(page, '一页看辖区')
  await expect(page.getByRole('heading', { name: '青浦区一页看' })).toBeVisible()
  await picture(page, 'area')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '夏阳街道' }) })
  const receiving = Number(await row.getByRole('cell').nth(2).textContent())
  await row.getByRole('link', { name: '夏阳街道' }).click()
  await expect(page.getByRole('heading', { name: '夏阳街道一页看' })).toBeVisible()
  const figure = page.getByRole('link', { name: /在享救助/ }).first()
  await expect(figure).toContainText(String(receiving))
  await figure.click()
  await expect(page.getByText(`共 ${receiving} 户`)).toBeVisible()
  await page.goBack()
  await page
    .getByRole('button', { name: /失业|缺少技能|年老体弱/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: '服务需求清单' })).toBeVisible()
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
  await picture(page, 'needs')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^夏阳街道服务需求清单-\d{4}-\d{2}-\d{2}\.xlsx$/)
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK')
})

test('a committee shows where its families live, and a home opens', async ({ page }) => {
  await signIn(page, 'cadre.xiayang01')
  await goTo(page, '一页看辖区')
  const homes = page.getByRole('region', { name: '住在哪里' }).first()
  await expect(homes.locator('.lm-map-pin').first()).toBeVisible()
  const all = await homes.locator('.lm-map-pin').count()
  await expect(homes.getByText(`图上 ${all} 户`)).toBeVisible()
  await homes.getByText('在享救助', { exact: true }).click()
  await expect.poll(() => homes.locator('.lm-map-pin').count()).toBeLessThan(all)
  await picture(page, 'area-homes')
  await homes.locator('.lm-map-pin').first().click()
  await expect(page).toHaveURL(/\/households\/[0-9a-f-]+/)
})
