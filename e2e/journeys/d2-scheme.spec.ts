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
