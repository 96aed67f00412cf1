import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { choose, send } from '../steps/dialog.ts'
import { picture } from '../steps/picture.ts'
import { goTo, signIn } from '../steps/sign-in.ts'

/** Opens the list of tiers that wait, and gives the name of the gravest household. */
async function gravest(page: Page): Promise<string> {
  await goTo(page, '分级')
  const link = page.locator('tr[data-row] a[href*="/assessment"]').first()
  await expect(link).toBeVisible()
  return (await link.textContent()) ?? ''
}

/**
 * Mandate D2: the cadre looks at the gravest proposal, sees why and what is to be asked, and confirms it; a grave tier
 * takes the backbone's word too, after which the household's tier and the next date stand.
 */
test('a proposed tier is confirmed by the cadre and seconded by the backbone', async ({ page }) => {
  await signIn(page, 'cadre.xiayang01')
  const name = await gravest(page)
  await picture(page, 'assessments')
  await page.getByRole('link', { name, exact: true }).first().click()
  await expect(page.getByRole('heading', { name: `${name}家 · 多维评估` })).toBeVisible()
  await expect(page.getByRole('heading', { name: '各方面的困难' })).toBeVisible()
  await picture(page, 'assessment')
  await page.getByRole('region', { name: '为什么是这一级' }).getByRole('button', { name: '为什么' }).click()
  await expect(page.getByText(/没有人在工作：/).last()).toBeVisible()
  await page.getByRole('button', { name: '确认级别' }).click()
  const dialog = page.getByRole('dialog')
  // Another tier than the proposed one, whichever that is by now.
  const proposal = (await dialog.getByText(/^建议是/).textContent()) ?? ''
  const other = proposal.startsWith('建议是一级') ? '二级（很困难）' : '一级（特别困难）'
  await choose(page, '定为', other)
  await dialog.getByRole('button', { name: '确认级别' }).click()
  await expect(dialog.getByText(/请写明原因/)).toBeVisible()
  await dialog.getByRole('textbox').fill('家里连着两个人住院，先按最重的看')
  await send(page, '确认级别')
  await expect(page.getByText('居村已确认，等街镇骨干复核')).toBeVisible()
  const address = page.url()

  await signIn(page, 'backbone.xiayang')
  await page.goto(address)
  await page.getByRole('button', { name: '复核级别' }).click()
  await send(page, '复核级别')
  await expect(page.getByText(/复核为 [12] 级/).first()).toBeVisible()
  await expect(page.getByText('家里连着两个人住院，先按最重的看').first()).toBeVisible()
  // It now meets the choice of the key-service families, and enters by name.
  await goTo(page, '分级')
  await page.getByRole('link', { name: '重点家庭' }).click()
  await page.getByText('够条件、还没列入').click()
  await page.getByRole('checkbox', { name: new RegExp(name) }).check()
  await page.getByRole('button', { name: '列入名单' }).click()
  await expect(page.getByText('列入了 1 户')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^夏阳街道重点服务家庭名单-/)
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK')
})

/** An alarming answer is raised at once, whatever else is missing, and closes with what was done. */
test('a scale is filled in, its alarming answer is raised at once', async ({ page }) => {
  await signIn(page, 'cadre.xiayang01')
  await page.goto('/assessments?box=all')
  await page.locator('tr[data-row] a[href*="/assessment"]').last().click()
  await page.getByRole('link', { name: '量表' }).click()
  await page.getByRole('combobox', { name: '哪一份' }).fill('PHQ-9')
  await page.getByTitle(/PHQ-9/).first().click()
  await page.getByRole('combobox', { name: '给谁做' }).click()
  await page.keyboard.press('Enter')
  await page
    .getByRole('group', { name: /不如死掉/ })
    .getByText('好几天')
    .click()
  await page.getByRole('button', { name: '记下答案' }).click()
  await expect(page.getByRole('alert')).toContainText('12356')
  await picture(page, 'alarm')
  await signIn(page, 'supervisor')
  await expect(page.getByText(/需要心理支持/).first()).toBeVisible()
  await page.goto('/assessments/alerts')
  await page.getByRole('button', { name: '记录处理结果' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await page.getByTitle('有人陪伴').click()
  await dialog.getByRole('textbox').fill('女儿已经赶到，今晚陪着；明天上午社工再上门')
  await dialog.getByRole('button', { name: '记录处理结果' }).click()
  await expect(page.getByText('已记下，这条提醒关闭了')).toBeVisible()
})
