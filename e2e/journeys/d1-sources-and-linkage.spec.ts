import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { chooseIn } from '../steps/select.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

const LIST = fileURLToPath(new URL('../../samples/临时救助发放明细-2025-06.csv', import.meta.url))

/** Mandate D1: what sources say and how good they are, a list that is taken back, a key, two records of one person. */
test('sources, a withdrawal, and records of one person', async ({ page }) => {
  test.setTimeout(300_000)

  await test.step('a list goes in and is taken back', async () => {
    await signIn(page, 'admin')
    await goTo(page, '导入部门名单')
    await chooseIn(page.getByLabel('哪一种名单'), '临时救助发放明细', { typed: '临时救助发放' })
    await page.locator('#import-file').setInputFiles(LIST)
    await page.getByRole('button', { name: '先看看' }).click()
    await expect(page).toHaveURL(/\/imports\/[0-9a-f-]+/)
    await settled(page)
    await page.getByRole('button', { name: '开始导入' }).click()
    await expect(page.getByText('已完成').first()).toBeVisible({ timeout: 90_000 })
    await page.getByRole('button', { name: '撤回这一批' }).click()
    await page.getByLabel('为什么撤回').fill('部门说发错了')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^撤\s?回$/ })
      .click()
    await expect(page.getByText('已撤回').first()).toBeVisible({ timeout: 90_000 })
    await expect(page.locator('.lm-content')).toContainText('部门说发错了')
    await picture(page, 'import-withdrawn')
  })

  await test.step('the sources page shows it, and makes a key whose secret is shown once', async () => {
    await goTo(page, '数据来源')
    await expect(page.getByRole('heading', { name: '临时救助发放明细' })).toBeVisible()
    await page.getByRole('button', { name: '发一把钥匙' }).click()
    await chooseIn(page.getByLabel('给哪一种名单'))
    await page.getByLabel('给谁用').fill('区残联接口')
    await page.getByRole('dialog').getByRole('button', { name: '发一把钥匙' }).click()
    await expect(page.getByText('密钥只显示这一次')).toBeVisible()
    await page.getByRole('button', { name: '我已抄好' }).click()
    await picture(page, 'sources')
  })

  await test.step('records of one person are found, merged and parted again', async () => {
    await signIn(page, 'bureau')
    await goTo(page, '是不是同一个人')
    await page.getByRole('button', { name: '现在找一遍' }).click()
    await expect(async () => {
      await page.reload()
      await settled(page)
      await expect(page.locator('.lm-pairs > li').first()).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 120_000 })
    await picture(page, 'linkage')
    const names = await page.locator('.lm-pairs > li h2').first().textContent()
    await page
      .locator('.lm-pairs > li')
      .first()
      .getByRole('button', { name: /^合\s?并$/ })
      .click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^合\s?并$/ })
      .click()
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(names).toBeTruthy()
    await page.getByRole('link', { name: '合并过的' }).click()
    await settled(page)
    await page.getByRole('button', { name: '恢复成两个人' }).first().click()
    await page.getByLabel('为什么恢复').fill('问过，是两个人')
    await page.getByRole('dialog').getByRole('button', { name: '恢复成两个人' }).click()
    await expect(page.locator('.lm-content')).toContainText('已恢复：问过，是两个人')
    await picture(page, 'merges')
  })
})
