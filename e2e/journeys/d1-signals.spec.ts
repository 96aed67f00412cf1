import { expect, test } from '@playwright/test'
import { choose } from '../steps/dialog.ts'
import { picture } from '../steps/picture.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

/** Mandate D1: a household is found, somebody goes, what was found is written down, and each rule is held to it. */
test('a cadre reports what a neighbour said, goes, and records what was found', async ({ page }) => {
  await signIn(page, 'cadre.xiayang01')
  await goTo(page, '家庭')
  await page.locator('.lm-table a[href*="/households/"]').first().click()
  await expect(page).toHaveURL(/\/households\/[0-9a-f-]{36}/)
  await settled(page)
  const name = (await page.getByRole('heading', { level: 1 }).first().textContent()) ?? ''
  // On a phone the page of a family is in parts.
  const part = async (which: '经过' | '现在') => {
    if (test.info().project.name === 'phone')
      await page.locator('.lm-segments').getByText(which, { exact: true }).click()
  }
  await part('经过')
  await page.getByRole('button', { name: '报一条线索' }).click()
  await page.getByText('邻居说的', { exact: true }).click()
  await page.getByLabel('看到或听到什么').fill('楼下邻居说，老人三天没有下楼拿报纸')
  await page.getByRole('button', { name: /^记\s?下$/ }).click()
  await expect(page.getByText(/线索已报|已并入原来的线索/).first()).toBeVisible()
  await expect(page.getByText(/报告了线索“邻居反映”|又报告了一次“邻居反映”/).first()).toBeVisible()
  await part('现在')
  const card = page.locator('.lm-card', { has: page.getByRole('heading', { name: '邻居反映' }) })
  await expect(card).toContainText('老人三天没有下楼')
  await picture(page, 'signal-household')
  await card.getByRole('button', { name: '看过了，记结果' }).click()
  await page.getByRole('dialog').getByText('没有要帮的', { exact: true }).click()
  await choose(page, '为什么', '已从别处')
  await page.getByRole('dialog').getByLabel('在门口看到什么、听到什么').fill('女儿这几天在，陪着去看病了')
  await page.getByRole('dialog').getByLabel('花了多少分钟（含路上）').fill('25')
  await picture(page, 'signal-end')
  await page.getByRole('dialog').getByRole('button', { name: '记下结果' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(card).toHaveCount(0)
  await part('经过')
  await expect(page.getByText(/看过线索“邻居反映”：没有需要帮的，已从别处得到帮助/).first()).toBeVisible()
  expect(name).not.toBe('')
})

test('a backbone sees who goes, gives signals to one person, and the bureau tries a threshold', async ({
  page,
}) => {
  await signIn(page, 'backbone.xiayang')
  await goTo(page, '发现线索')
  const rows = page.locator('tr[data-row]')
  await expect(rows.first()).toBeVisible()
  await rows.first().getByRole('button', { name: '为什么' }).click()
  await expect(page.getByText(/^上门看什么：/).first()).toBeVisible()
  await picture(page, 'signals')
  await rows.first().getByRole('checkbox').check()
  await page.getByRole('button', { name: '交给一个人' }).click()
  await choose(page, '谁去')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^交\s?给$/ })
    .click()
  await expect(page.getByText(/^交出 1 条/).first()).toBeVisible()

  await signIn(page, 'bureau')
  await goTo(page, '发现线索')
  await page.getByRole('link', { name: '准不准' }).click()
  await settled(page)
  await expect(page.getByText(/提示 \d+ 条，上门 \d+ 次，纳入帮扶 \d+ 户次/)).toBeVisible()
  await picture(page, 'signal-rules')
  const rule = page.locator('.lm-rule', { has: page.getByRole('heading', { name: '收入很低却没有救助' }) })
  await rule.getByRole('button', { name: '试试别的阈值' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/收入低于低保标准的倍数/).fill('1')
  await dialog.getByRole('button', { name: /^试\s?算$/ }).click()
  await expect(dialog.getByText(/^过去一年看过 \d+ 条/)).toBeVisible()
  await expect(dialog.getByText(/^现在的 \d+ 户里/)).toBeVisible()
  await picture(page, 'signal-trial')
})

/** A threshold goes live from the page: one person proposes what was tried, another publishes it, and it is taken back. */
test('a threshold is tried, proposed, published by a second person and taken back', async ({
  page,
}, testInfo) => {
  test.setTimeout(240_000)
  // One proposal of a rule waits at a time: each size has a rule of its own.
  const [name, value] =
    testInfo.project.name === 'phone' ? (['水电煤欠费', '3'] as const) : (['看病花费压得重', '0.45'] as const)
  const line = page.locator('.lm-rule', { has: page.getByRole('heading', { name }) })
  await signIn(page, 'bureau')
  await page.goto('/signals/rules')
  await settled(page)
  const reason = `上门看下来，花得少的多半过得去（${Date.now()}）`
  await line.getByRole('button', { name: '试试别的阈值' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('spinbutton').first().fill(value)
  await dialog.getByRole('button', { name: /^试\s?算$/ }).click()
  await expect(dialog.getByText(/^过去一年看过 \d+ 条/)).toBeVisible()
  await dialog.getByLabel('理由').fill(reason)
  await dialog.getByRole('button', { name: /^提\s?请$/ }).click()
  await expect(page.getByText('已提请，等另一个人批准')).toBeVisible()
  const change = line.locator('.lm-rule-changes > li').filter({ hasText: reason })
  await expect(change).toContainText('要由另一个人批准')
  await picture(page, 'signal-change')

  await signIn(page, 'bureau2')
  await page.goto('/signals/rules')
  await settled(page)
  await change.getByRole('button', { name: /^批\s?准$/ }).click()
  await expect(change).toContainText('在用')
  await change.getByRole('button', { name: '取消，恢复原样' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('试过了，先恢复')
  await page.getByRole('dialog').getByRole('button', { name: '取消，恢复原样' }).click()
  await expect(change).toContainText('已取消')
})
