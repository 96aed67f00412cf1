import { expect, type Page, test } from '@playwright/test'
import { send } from '../steps/dialog.ts'
import { picture } from '../steps/picture.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

const BUREAU = 'bureau'
const READER = 'social.qingnuan1'
const UNIT = '青暖社会工作服务中心（示例）'
const RIGHT = '盖章的复印件也可以'

/** The card of one bulletin among those of other journeys, as the page opens it anew. */
async function cardOf(page: Page, title: string) {
  await page.goto('/bulletins')
  await settled(page)
  await page.getByLabel('按标题找').fill(title)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  return page.getByRole('main').getByRole('listitem').filter({ hasText: title })
}

/** Reads to the end and stays there, until the page notes that it was read. */
async function readToEnd(page: Page): Promise<void> {
  const end = page.locator('.lm-bulletin-end')
  await end.scrollIntoViewIfNeeded()
  await expect(end).toContainText('读完')
}

/**
 * Mandate S1, downwards: the bureau tells advisors what is new and sees who has read it and what was not understood; a
 * correction is read anew, and who acted on a bulletin learns that it was withdrawn.
 */
test('a bulletin is written, read, answered, corrected and withdrawn', async ({ page, browser }, info) => {
  test.setTimeout(240_000)
  const title = `报销凭证 ${info.project.name}-${Date.now()}`

  await signIn(page, BUREAU)
  await goTo(page, '政策速递')
  await page.getByRole('link', { name: '写一篇速递' }).click()
  await expect(page.getByRole('heading', { name: '写一篇政策速递' })).toBeVisible()
  await page.getByRole('button', { name: /^发\s?布$/ }).click()
  await expect(page.getByText('这里要填').first()).toBeVisible()
  await page.getByLabel('标题', { exact: true }).fill(title)
  await page
    .getByLabel('正文', { exact: true })
    .fill('# 凭证丢了怎么办\n\n- **原件丢了**，请医院盖章\n- 先收下，不要让居民再跑')
  const preview = page.getByRole('region', { name: '发出去的样子' })
  await expect(preview.getByRole('listitem')).toHaveCount(2)
  for (const role of ['救助骨干', '社区干部', '社会组织负责人'])
    await page.getByRole('checkbox', { name: role }).uncheck()
  await page.getByLabel('发给哪些街镇和社会组织').fill(UNIT)
  await page.getByTitle(UNIT).last().click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '加一道题（最多三道）' }).click()
  const question = page.getByRole('group', { name: '第 1 题' })
  await question.getByLabel(/题目$/).fill('原件丢了，还能报销吗？')
  await question.getByLabel('选项 1', { exact: true }).fill('不能，只认原件')
  await question.getByLabel('选项 2', { exact: true }).fill(RIGHT)
  // The form says a moment later that the dot has moved.
  await question.getByLabel('选项 2 是正确答案').click()
  await expect(question.getByLabel('选项 2 是正确答案')).toBeChecked()
  await question.getByLabel('为什么（交了以后看到）').fill('盖了章的复印件和原件一样有效。')
  await picture(page, 'bulletin-written')
  await page.getByRole('button', { name: /^发\s?布$/ }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  const unit = page.getByRole('row', { name: new RegExp(UNIT) })
  await expect(unit).toContainText(/0 \/ [1-9]/)
  const address = page.url()

  // Not read yet; questions are asked once, and what is right is told afterwards.
  const reader = await (await browser.newContext()).newPage()
  await signIn(reader, READER)
  const card = await cardOf(reader, title)
  await expect(card).toContainText('未读')
  await card.getByRole('link', { name: title }).click()
  await expect(reader.getByText('盖了章的复印件和原件一样有效。')).toHaveCount(0)
  await readToEnd(reader)
  await reader.getByRole('button', { name: '交，看解释' }).click()
  await expect(reader.getByText('还有题没选')).toBeVisible()
  await reader.getByLabel('不能，只认原件').check()
  await reader.getByRole('button', { name: '交，看解释' }).click()
  await expect(reader.getByText('盖了章的复印件和原件一样有效。')).toBeVisible()
  await picture(reader, 'bulletin-answered')
  await expect(await cardOf(reader, title)).toContainText('答对 0 / 1')

  // The bureau sees who read it and what was missed, and says it better.
  await page.reload()
  await settled(page)
  await expect(unit).toContainText(/1 \/ [1-9]/)
  await expect(page.getByText('1 人答，1 人答错')).toBeVisible()
  await expect(page.getByText('错得最多，值得再讲一讲')).toBeVisible()
  await picture(page, 'bulletin-reach')
  await page.getByRole('link', { name: /^更\s?正$/ }).click()
  await page.getByLabel('改了什么（收到的人会看到）').fill('写明到哪里盖章')
  await page.getByLabel('正文', { exact: true }).fill('原件丢了，到医院门诊办公室盖章。')
  await page.getByRole('button', { name: '发布新一版' }).click()
  await expect(page.getByText('第 2 版').first()).toBeVisible()
  await expect(unit).toContainText(/0 \/ [1-9]/)

  const anew = await cardOf(reader, title)
  await expect(anew).toContainText('未读')
  await expect(anew).toContainText('这一版改了什么：写明到哪里盖章')
  await anew.getByRole('link', { name: title }).click()
  await expect(reader.getByText('原件丢了，到医院门诊办公室盖章。')).toBeVisible()
  await readToEnd(reader)

  await page.getByRole('button', { name: /^撤\s?回$/ }).click()
  await page.getByRole('dialog').getByLabel('为什么撤回').fill('医院改了地方，另发通知')
  await send(page, /^撤\s?回$/)
  await expect(page.getByText('已撤回').first()).toBeVisible()

  await reader.goto(address)
  await expect(reader.getByText('已撤回，请不要再照此办理。原因：医院改了地方，另发通知')).toBeVisible()
})
