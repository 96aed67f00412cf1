import { expect, type Page } from '@playwright/test'
import { settled, signIn } from './sign-in.ts'

/** Adds a question with choices to the form that is open, as the `place`-th, and publishes it as `version`. */
export async function publishQuestion(
  page: Page,
  question: { readonly place: number; readonly title: string; readonly choices: string },
  version: number,
): Promise<void> {
  await page.getByRole('button', { name: '加一个问题' }).click()
  const card = page.getByRole('region', { name: `第 ${question.place} 题` })
  await card.getByLabel('问什么').fill(question.title)
  await card.getByLabel('选项（一行一个）').fill(question.choices)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存').first()).toBeVisible()
  await page.getByRole('button', { name: /^发\s?布$/ }).click()
  await expect(page.getByText(`已发布第 ${version} 版`).first()).toBeVisible()
}

/** The bureau begins a form of that name. */
export async function newForm(page: Page, id: string, name: string): Promise<void> {
  await signIn(page, 'bureau')
  await page.goto('/survey-forms')
  await settled(page)
  await page.getByRole('button', { name: '新写一张' }).click()
  await page.getByRole('dialog').getByLabel('表的名字').fill(name)
  await page.getByRole('dialog').getByLabel('代号（英文小写）').fill(id)
  await page.getByRole('dialog').getByRole('button', { name: '新写一张' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

/** A backbone begins a campaign with the form over every household of its street; the page of the campaign is open then. */
export async function beginCampaign(
  page: Page,
  backbone: string,
  title: string,
  form: string,
): Promise<void> {
  await signIn(page, backbone)
  await page.goto('/campaigns')
  await settled(page)
  await page.getByRole('button', { name: '发起走访' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('这次走访叫什么').fill(title)
  await dialog.getByLabel('用哪张表').click()
  await page.getByTitle(form).last().click()
  await dialog.getByLabel('走访哪些家庭').click()
  await page.getByTitle('全部', { exact: true }).last().click()
  await dialog.getByRole('button', { name: '发起走访' }).click()
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}
