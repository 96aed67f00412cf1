import { expect, test } from '@playwright/test'
import { newForm, publishQuestion } from '../steps/campaign.ts'
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
  await newForm(page, id, name)
  await publishQuestion(page, { place: 1, title: '家里有取暖吗？', choices: '有\n没有' }, 1)
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
