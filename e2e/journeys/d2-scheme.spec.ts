import { expect, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { goTo, signIn } from '../steps/sign-in.ts'

/**
 * Mandate D2, calibration: the bureau reads the measure of the district, moves a weight and a line, sees at once how many
 * households would move and what hours that takes, drafts it, and a second person publishes it.
 */
test('a weight is moved with its effect at once, drafted, and published by a second person', async ({
  page,
}) => {
  await signIn(page, 'bureau')
  await goTo(page, '困难程度')
  await expect(page.getByRole('heading', { name: '困难来自哪里' })).toBeVisible()
  await picture(page, 'measure')
  await page.goto('/assessments/scheme')
  const moved = page.getByTestId('scheme-moved')
  await expect(moved).toHaveText('和现行一样')
  const slider = page.getByRole('slider', { name: '住房' })
  await slider.focus()
  // Upwards, or down again where an earlier run has published it.
  const way = Number(await slider.getAttribute('aria-valuenow')) > 20 ? 'ArrowLeft' : 'ArrowRight'
  for (let n = 0; n < 25; n++) await slider.press(way)
  await expect(moved).toHaveText(/\d+ 户会变级/)
  await picture(page, 'scheme')
  const line = page.getByRole('textbox', { name: '二级（很困难）' })
  await line.fill('0.9')
  await expect(page.getByText(/2 级的线读不懂/)).toBeVisible()
  await expect(page.getByRole('button', { name: '存成草稿' })).toBeDisabled()
  await line.fill('0.22')
  await page.getByRole('button', { name: '存成草稿' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('住房困难今年突出，权重提高')
  await page.getByRole('dialog').getByRole('button', { name: '存成草稿' }).click()
  await expect(page.getByText('自己起草的，要由另一位同事发布')).toBeVisible()

  await signIn(page, 'bureau2')
  await page.goto('/assessments/scheme')
  await expect(page.getByText(/住房：\d+ → \d+/)).toBeVisible()
  await page.getByRole('button', { name: '发布', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await expect(page.getByText('已发布，正在重新评估全部家庭')).toBeVisible()
  await expect(page.getByText(/现行：.*2026-1\.\d/)).toBeVisible()
})

/** The cut-off of an indicator is moved on screen, read on every household at once, and those who would change are named. */
test('a cut-off is moved, checked as it is typed, and the households that would change are named', async ({
  page,
}) => {
  await signIn(page, 'bureau')
  const who = page.getByRole('region', { name: '哪些家庭会变级' })
  // Another journey may publish a scheme meanwhile: then it is opened again, as a person would.
  await expect(async () => {
    await page.goto('/assessments/scheme')
    await expect(page.getByTestId('scheme-moved')).toHaveText('和现行一样')
    const money = page.locator('.lm-scheme-weights > li', {
      has: page.getByRole('slider', { name: '收入与债务' }),
    })
    await money.getByText('有哪些具体困难').click()
    const low = money.locator('.lm-scheme-indicators > li').filter({ hasText: '收入低' }).first()
    await low.getByRole('button', { name: '改标准' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('公式没有问题')).toBeVisible()
    await dialog.getByLabel(/公式/).fill('household.monthly_incom_per_capita < 2')
    await expect(dialog.getByText(/^第 1 行第 \d+ 个字/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: '用这个试算' })).toBeDisabled()
    await dialog.getByLabel(/公式/).fill('household.monthly_income_per_capita < 2 * dibao_standard')
    await dialog.getByRole('spinbutton').fill('6')
    await expect(dialog.getByLabel(/公式/)).toHaveValue(
      'household.monthly_income_per_capita < 6 * dibao_standard',
    )
    await expect(dialog.getByText('公式没有问题')).toBeVisible()
    await expect(dialog.getByText(/说明还是老的/)).toBeVisible()
    await dialog.getByLabel('标准的说明（中文）').fill('人均月收入低于低保标准的六倍')
    await dialog.getByLabel('标准的说明（英文）').fill('Income per head below six times the Dibao standard')
    await picture(page, 'scheme-cutoff')
    await dialog.getByRole('button', { name: '用这个试算' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByTestId('scheme-moved')).toHaveText(/\d+ 户会变级/)
    await page.getByRole('button', { name: '看是哪些家庭' }).click()
    await expect(who.locator('tr[data-row]').first()).toBeVisible()
    await picture(page, 'scheme-movers')
  }).toPass({ timeout: 120_000 })
  const download = page.waitForEvent('download')
  await who.getByRole('button', { name: '导出 Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(/变级家庭/)
  await who.locator('tr[data-row] a').first().click()
  await expect(page.getByRole('heading', { name: /家 · 多维评估$/ })).toBeVisible()
})
