import { expect, test } from '@playwright/test'
import { inDays, mark } from '../steps/case.ts'
import { choose, fill, send } from '../steps/dialog.ts'
import { picture } from '../steps/picture.ts'
import { settled, signIn } from '../steps/sign-in.ts'

/** Mandate G1: the bureau orders, the street answers, the bureau reads the answer. */
test('the bureau gives a street a dated task and takes its reply', async ({ page }) => {
  const title = `摸清独居老人底数（${mark(test.info().project.name)}）`
  await signIn(page, 'bureau')
  await page.goto('/tasks')
  await settled(page)
  await page.getByRole('button', { name: '交办一件事' }).click()
  await choose(page, '交给哪个街镇', '夏阳')
  await fill(page, '什么事', title)
  await fill(page, '具体要求', '逐户上门，月底前报数')
  await fill(page, '哪天前回复', inDays(10))
  await send(page)
  const task = page.locator('.lm-card').filter({ hasText: title })
  await expect(task).toContainText('等回复')

  await signIn(page, 'backbone.xiayang')
  const now = page.getByRole('region', { name: /^现在要做/ })
  await expect(now.getByRole('listitem').first()).toBeVisible()
  // What is more urgent stands first, and the list shows eight until it is asked for all.
  const more = now.getByRole('button', { name: /^还有 \d+ 件$/ })
  if ((await more.count()) > 0) await more.click()
  await expect(now.getByText(title)).toBeVisible()
  await picture(page, 'backbone-today')
  await page.goto('/tasks')
  await settled(page)
  await task.getByRole('button', { name: '回复' }).click()
  await fill(page, '办得怎样', '已走访 212 户，名单已建档')
  await send(page, '回复')
  await expect(task).toContainText('已回复')

  await signIn(page, 'bureau')
  await page.goto('/tasks')
  await settled(page)
  await expect(task).toContainText('已走访 212 户')
  await task.getByRole('button', { name: '收下' }).click()
  await expect(task).toContainText('已收下')
  await picture(page, 'task-accepted')
})

test('the auditor asks the ledger who opened a household, and checks that it is whole', async ({ page }) => {
  await signIn(page, 'auditor')
  await page.goto('/ledger')
  await settled(page)
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
  await page.getByRole('button', { name: '核验完整性' }).click()
  await expect(page.getByText(/条记录完整无损/)).toBeVisible({ timeout: 60_000 })
  await picture(page, 'ledger-verified')
})

test('a resident sees the own plan and who read the own file', async ({ page }) => {
  await signIn(page, 'cadre.xiayang01')
  await signIn(page, 'resident1')
  await page.goto('/own')
  await settled(page)
  await expect(page.getByRole('heading', { name: '我家的帮扶' })).toBeVisible()
  await expect(page.getByText('谁看过我家的资料')).toBeVisible()
  await expect(page.getByText('陪伴我们的人')).toBeVisible()
  await expect(page.locator('.lm-content')).not.toContainText('household.read')
  await picture(page, 'own')
})
