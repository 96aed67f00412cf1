import { expect, type Page, test } from '@playwright/test'
import { settled, signIn } from '../steps/sign-in.ts'

const shot = (page: Page, name: string) =>
  page.screenshot({ path: `e2e/out/shots/${name}.png`, fullPage: true })

/** Mandate S1, issue "losers get notice before the loss": a line is lowered, and each family that loses has its letter. */
test('whoever loses by a change gets a letter before, printed and handed over by the advisor', async ({
  page,
}) => {
  test.setTimeout(300_000)

  await test.step('the bureau lowers a line, a second person publishes', async () => {
    await signIn(page, 'bureau')
    await page.goto('/policies/dibao-edge')
    const row = page.getByRole('row', { name: /低保边缘收入线 3,380/ })
    await row.getByRole('button', { name: '改数值' }).click()
    await page.getByLabel('新数值（元/人/月）').fill('2000')
    await page.getByLabel('从哪天起').fill('2027-07-01')
    await page.getByLabel('出处（文号、条款、日期）').fill('演示：市民政局通知')
    await page.getByRole('dialog').getByRole('button', { name: /^改$/ }).click()
    await expect(page).toHaveURL(/policy-desk\/changes\//)
    await page.getByRole('button', { name: '估算影响' }).click()
    await expect(page.getByRole('row', { name: /^全区/ })).toBeVisible({ timeout: 120_000 })
    await page.getByRole('button', { name: '提交审核' }).click()
    await expect(page.getByText('要由另一位同事审核发布')).toBeVisible()
    const address = page.url()
    await signIn(page, 'bureau2')
    await page.goto(address)
    await page.getByRole('button', { name: '审核通过，发布' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '审核通过，发布' }).click()
    await expect(page.getByText('已发布', { exact: true })).toBeVisible({ timeout: 60_000 })
  })

  await test.step('the advisor finds the letters on the page of today, prints one and records it', async () => {
    await signIn(page, 'backbone.xiayang')
    await expect(page.getByText(/份待遇变动告知书要送到/)).toBeVisible()
    await page.goto('/doors/notices')
    await settled(page)
    const row = page.locator('.lm-table tbody tr').first()
    await expect(row).toContainText('2027年6月30日')
    await shot(page, 'notices')
    const name = await row.getByRole('link').first().textContent()
    const loading = page.waitForEvent('download')
    await row.getByRole('button', { name: /告知书，Word$/ }).click()
    expect((await loading).suggestedFilename()).toMatch(/^待遇变动告知书-.*\.docx$/)
    await expect(row).toContainText('已打印，待送达')
    await row.getByRole('button', { name: '记为已送达' }).click()
    await page.getByLabel('家里怎么说（意见、疑问）').fill('明白了，想问问还能申请什么')
    await page.getByRole('dialog').getByRole('button', { name: '记为已送达' }).click()
    await expect(page.getByText('已记下，写进这户的时间线')).toBeVisible()
    await page.getByText(/^已送达 \d/).click()
    const given = page.locator('.lm-table tbody tr', { hasText: name ?? '' }).first()
    await expect(given).toContainText('当面送到，交给户主')
    await given.getByRole('link').first().click()
    await expect(page.getByText(/变动的告知书当面送到，交给户主/).first()).toBeVisible()
  })
})

/** Mandate S1, policy effect: figures open into the families behind them, and go out as a workbook. */
test('the effect of a policy opens into families and goes out as a workbook', async ({ page }) => {
  await signIn(page, 'bureau')
  await page.goto('/effect')
  const row = page.getByRole('row', { name: /^最低生活保障/ }).first()
  await expect(row).toBeVisible()
  await expect(page.getByText('受保护的政策（合计）')).toBeVisible()
  const loading = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  expect((await loading).suggestedFilename()).toMatch(/^政策效果-.*\.xlsx$/)
  const entitled = row.getByRole('cell').nth(2).getByRole('link')
  const count = Number(await entitled.textContent())
  await entitled.click()
  await expect(page.getByRole('heading', { name: /^符合条件的家庭：/ })).toBeVisible()
  await expect(page.getByText(new RegExp(`：${count.toLocaleString('en')} 户`))).toBeVisible()
  await shot(page, 'effect-households')
})

/** Mandate D2: what is announced, and a past answer made again. */
test('announcements stand with their reason, and a past answer is made again to the last letter', async ({
  page,
}) => {
  await signIn(page, 'backbone.xiayang')
  await page.goto('/gaps/announcements')
  await settled(page)
  await expect(page.locator('.lm-table tbody tr').first()).toContainText(/周岁|到期|标准或规定|残疾人证/)
  await page.locator('.lm-table a[href*="/households/"]').first().click()
  await settled(page)
  const replay = page.locator('details', { hasText: '按当时的情况再算一次' })
  await replay.locator('summary').click()
  await replay.getByLabel('以前看过的结果').selectOption({ index: 1 })
  await expect(replay.getByText('重算的结果和当时一字不差。')).toBeVisible()
  await shot(page, 'replay')
})
