import { expect, test } from '@playwright/test'
import { choose, send, signIn } from '../steps/sign-in.ts'

/** Mandate D4 and G2: a household entitled to something that it does not get is served, and its case is closed. */
test('a gap becomes a need, a plan, a contact, and a closed case', async ({ page }) => {
  test.setTimeout(180_000)

  // Given a backbone who sees the gaps of the street
  await signIn(page, 'backbone.xiayang')
  await page.goto('/gaps')
  const first = page.locator('.lm-table tbody tr').first()
  await expect(first).toBeVisible()
  await first.getByRole('button', { name: '为什么' }).click()
  await page.screenshot({ path: `e2e/out/shots/gaps-${test.info().project.name}.png`, fullPage: true })

  // When the gap is confirmed
  const family = ((await first.getByRole('link').first().textContent()) ?? '').trim()
  await first.getByRole('button', { name: '核实，转为需求' }).click()
  await page.getByRole('dialog').getByLabel('本人怎么说').fill('药不敢停，钱又跟不上')
  await send(page, '核实，转为需求')

  // Then a case is open, and gets an advisor
  await page.goto('/cases?state=open')
  await page.getByRole('link', { name: family, exact: true }).first().click()
  await page.getByRole('button', { name: '指派顾问' }).click()
  await choose(page, '顾问')
  await send(page, /^确\s?定$/)
  await expect(page.getByText('服务中').first()).toBeVisible()

  // And a plan, a contact, a result
  await page.getByRole('button', { name: '添一项服务' }).click()
  await page.getByRole('dialog').getByLabel('做什么').fill('陪同办理申请')
  await send(page, /^确\s?定$/)
  await expect(page.getByText('陪同办理申请')).toBeVisible()
  await page.getByRole('button', { name: '记一次服务' }).click()
  await page.getByRole('dialog').getByLabel('做了什么、看到什么').fill('上门一起备齐了材料')
  await send(page, /^确\s?定$/)
  await expect(page.getByText('上门一起备齐了材料')).toBeVisible()
  await page.screenshot({ path: `e2e/out/shots/case-${test.info().project.name}.png`, fullPage: true })
  await page.getByRole('button', { name: '办好了' }).click()
  await page.getByRole('dialog').getByLabel('结果怎样').fill('已受理，等待发放')
  await send(page, /^确\s?定$/)

  // And the closure is proposed, and approved by somebody else
  await page.getByRole('button', { name: '提出结案' }).click()
  await choose(page, '结果')
  await page.getByRole('dialog').getByLabel('这家人现在怎么样').fill('生活有着落，情绪稳定')
  await send(page, /^确\s?定$/)
  await expect(page.getByText('待结案审核').first()).toBeVisible()
  const address = page.url()
  await signIn(page, 'supervisor')
  await page.goto(address)
  await page.getByRole('button', { name: '同意结案' }).click()
  await send(page, /^确\s?定$/)
  await expect(page.getByText('已结案').first()).toBeVisible()
})

test('every role finds its own page', async ({ page }) => {
  test.setTimeout(180_000)
  for (const login of [
    'bureau',
    'backbone.xiayang',
    'cadre.xiayang01',
    'social.qingnuan1',
    'manager.qingnuan',
    'volunteer1',
  ]) {
    await signIn(page, login)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.screenshot({
      path: `e2e/out/shots/today-${login}-${test.info().project.name}.png`,
      fullPage: true,
    })
  }
  await signIn(page, 'resident1')
  await page.goto('/own')
  await expect(page.getByRole('heading', { name: '我家的帮扶' })).toBeVisible()
  await signIn(page, 'auditor')
  await page.goto('/ledger')
  await page.getByRole('button', { name: '核验完整性' }).click()
  await expect(page.getByText('条记录完整无损')).toBeVisible({ timeout: 60_000 })
})
