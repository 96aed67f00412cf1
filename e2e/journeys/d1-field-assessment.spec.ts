import { expect, type Page, test } from '@playwright/test'
import { openFamily, openPhone, setUpPhone, syncNow } from '../steps/phone.ts'
import { picture } from '../steps/picture.ts'
import { expectSound, problemsOf } from '../steps/sound.ts'

/** A family whose tier is not decided: the last of the list, so that other journeys meet others. */
async function undecided(page: Page): Promise<string> {
  const list = await page.request.get('/api/assessments?box=all&undecided=true&limit=200')
  const { items } = (await list.json()) as { items: { householdId: string; ask: unknown; urgent: boolean }[] }
  const found = items.findLast(({ ask, urgent }) => ask !== null && !urgent)
  if (!found) throw new Error('every tier is decided')
  return found.householdId
}

const between = (page: Page) => page.getByText(/^手机上算：/)

/** Mandate D2: without signal the phone says between which tiers a family lies, asks what would decide, and scores a scale with its alarm. */
test('a family is assessed at the door without signal: the question that decides, and a scale that raises an alarm', async ({
  page,
  context,
}) => {
  await setUpPhone(page, 'cadre.xiayang01', '')
  const id = await undecided(page)
  await context.setOffline(true)
  await openPhone(page, '')
  await openFamily(page, id)
  await expect(between(page)).toContainText('之间')
  await expect(page.getByText('受保护的情况不算在内。')).toBeVisible()
  const found = new Map([['family', await problemsOf(page)]])
  await picture(page, 'field-assess')

  // Asks one thing after another until one is a plain question, and answers it.
  const form = page.locator('.lf-question form')
  while ((await form.count()) === 0) await page.getByRole('button', { name: '问不到，换一件' }).click()
  const question = (await form.locator('legend, label span').first().textContent()) ?? ''
  const choice = form.getByRole('radio').first()
  if ((await choice.count()) > 0) await choice.check()
  else await form.locator('input').fill('0')
  await form.getByRole('button', { name: '记下回答' }).click()
  await expect(page.getByRole('banner')).toContainText('1 条待上传')
  await expect(form.getByText(question, { exact: true })).toHaveCount(0)
  await expect(page.getByText('手机上写的，还没上传').first()).toBeAttached()

  await page.getByRole('link', { name: '做一份量表' }).click()
  await page.getByRole('link', { name: /PHQ-9/ }).click()
  await page.locator('.lf-list a.lf-row').first().click()
  await expect(page.getByText('心理量表：答案和得分只有您、社工和督导能看到。')).toBeVisible()
  await picture(page, 'field-scale')
  const items = page.locator('.lf-scale ol > li')
  for (let place = 0; place < 9; place++)
    await items.nth(place).getByRole('radio', { name: '好几天' }).check()
  // The words of the alarm lie on the phone.
  const alarm = items.nth(8).getByRole('alert')
  await expect(alarm).toContainText('现在就这样做')
  await expect(alarm).toContainText('12356')
  await expect(page.getByText('9 分（满 27）')).toBeVisible()
  await picture(page, 'field-scale-alarm')
  found.set('scale', await problemsOf(page))
  // Switched off before it is recorded: every answer is there again.
  await page.waitForTimeout(400)
  const address = page.url()
  await page.goto(address)
  await page.getByLabel('离线口令', { exact: true }).fill('青浦走访2026年')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(page.getByText('9 分（满 27）')).toBeVisible()
  await page.getByRole('button', { name: '记下这份量表' }).click()
  await expect(page.getByRole('heading', { name: '记下了' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('12356')
  await expect(page.getByRole('link', { name: /^做《.*安全/ })).toBeVisible()
  await expect(page.getByRole('banner')).toContainText('2 条待上传')
  await page.getByRole('link', { name: '回到这一家' }).click()
  await expect(between(page)).toBeVisible()

  await context.setOffline(false)
  for (let time = 0; time < 2; time++) {
    await syncNow(page)
    await expect(page.getByRole('banner')).toContainText('已全部上传')
  }
  const results = (await (await page.request.get(`/api/households/${id}/scales`)).json()) as {
    items: { instrument: string; score: number }[]
  }
  expect(results.items.filter(({ instrument }) => instrument === 'phq-9')).toMatchObject([{ score: 9 }])
  const alerts = (await (await page.request.get('/api/urgent-alerts?limit=200')).json()) as {
    items: { householdId: string }[]
  }
  expect(alerts.items.filter(({ householdId }) => householdId === id)).toHaveLength(1)
  expectSound(found)
})
