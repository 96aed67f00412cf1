import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

/**
 * Mandate D1, P2: the bureau writes a form and publishes it, counts whom a campaign would ask and begins it; a cadre
 * finds its own households there.
 */
test('a form is written, a campaign begun, and its households stand with who visits them', async ({
  page,
}, info) => {
  const id = `winter-${info.project.name}-${Date.now() % 100_000}`
  const name = `过冬走访 ${id}`
  await signIn(page, 'bureau')
  await page.goto('/survey-forms')
  await settled(page)
  await page.getByRole('button', { name: '新写一张' }).click()
  await page.getByRole('dialog').getByLabel('表的名字').fill(name)
  await page.getByRole('dialog').getByLabel('代号（英文小写）').fill(id)
  await page.getByRole('dialog').getByRole('button', { name: '新写一张' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await page.getByRole('button', { name: '加一个问题' }).click()
  const first = page.getByRole('region', { name: '第 1 题' })
  await first.getByLabel('问什么').fill('家里有取暖吗？')
  await first.getByLabel('选项（一行一个）').fill('有\n没有')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存')).toBeVisible()
  await page.getByRole('button', { name: /^发\s?布$/ }).click()
  await expect(page.getByText('已发布第 1 版').first()).toBeVisible()
  await picture(page, 'survey-form')

  await page.goto('/campaigns')
  await settled(page)
  await page.getByRole('button', { name: '发起走访' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('这次走访叫什么').fill(name)
  await dialog.getByLabel('用哪张表').click()
  await page.getByTitle(name).last().click()
  await dialog.getByRole('button', { name: '先算一下' }).click()
  await expect(dialog.getByRole('status')).toContainText('户')
  await dialog.getByRole('button', { name: '发起走访' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await picture(page, 'campaign')

  await signIn(page, 'cadre.xiayang01')
  await goTo(page, '走访调研')
  await page.getByRole('link', { name }).click()
  await page.getByText('逐户', { exact: true }).click()
  await expect(page.locator('tr[data-row]').first()).toContainText('还没走访')
  await picture(page, 'campaign-households')
})
