import { expect, type Page, test } from '@playwright/test'
import { beginCampaign, newForm, publishQuestion } from '../steps/campaign.ts'
import { openPhone, setUpPhone, syncNow, tab } from '../steps/phone.ts'
import { picture } from '../steps/picture.ts'
import { settled, signIn } from '../steps/sign-in.ts'
import { expectSound, problemsOf } from '../steps/sound.ts'

/** The card of a campaign on the page of today, opened. */
async function campaignOn(page: Page, name: string) {
  await tab(page, '今天')
  const card = page.locator('details').filter({ hasText: name })
  await expect(card).toBeVisible()
  if (!(await card.evaluate((element: HTMLDetailsElement) => element.open)))
    await card.locator('summary').click()
  return card
}

/** How many households the card says are left. */
async function left(page: Page, name: string): Promise<number> {
  const card = await campaignOn(page, name)
  return Number(/还有 (\d+) 户/.exec((await card.textContent()) ?? '')?.[1])
}

async function formOf(
  page: Page,
  household: string,
): Promise<{ form: { zh: string }; formVersion: number }[]> {
  return (await page.request.get(`/api/households/${household}/visits`)).json()
}

/**
 * Mandate D1, P2: a campaign is begun at the desk; its form is filled in on a phone without signal, arrives once and counts; a
 * form that is published anew meanwhile leaves the work begun with the old one as it is.
 */
test('a campaign’s form goes with the phone, is filled in without signal and counts at the desk', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const id = `phone-${Date.now() % 1_000_000}`
  const name = `手机走访 ${id}`
  const desk = await (
    await browser.newContext({ baseURL: baseURL ?? '', viewport: { width: 1440, height: 900 } })
  ).newPage()
  await newForm(desk, id, name)
  await publishQuestion(desk, { place: 1, title: '家里有取暖吗？', choices: '有\n没有' }, 1)
  await beginCampaign(desk, 'backbone.xiayang', name, name)
  const campaign = desk.url()

  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 31.15, longitude: 121.11, accuracy: 12 })
  await setUpPhone(page, 'cadre.xiayang01', '')
  const asked = await left(page, name)
  expect(asked).toBeGreaterThan(2)
  const found = new Map([['today', await problemsOf(page)]])
  await picture(page, 'field-campaign-today')

  await context.setOffline(true)
  await openPhone(page, '')
  const card = await campaignOn(page, name)
  await card
    .getByRole('link', { name: `填《${name}》` })
    .first()
    .click()
  await expect(page.getByText('家里有取暖吗？')).toBeVisible()
  const first = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.locator('.sd-selectbase label').filter({ hasText: '没有' }).click()
  await page.getByRole('button', { name: '记下这里的位置' }).click()
  await expect(page.getByText('位置记下了（误差约 12 米）')).toBeVisible()
  await picture(page, 'field-campaign-form')
  await page.locator('.sd-navigation__complete-btn').first().click()
  await expect(page).toHaveURL(/\/field\/work$/)
  expect(await left(page, name)).toBe(asked - 1)
  // A second one is begun and left lying.
  await (await campaignOn(page, name))
    .getByRole('link', { name: `填《${name}》` })
    .first()
    .click()
  await expect(page.getByText('家里有取暖吗？')).toBeVisible()
  const second = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(second).not.toBe(first)
  await page.locator('.sd-selectbase label').filter({ hasText: '没有' }).click()
  await page.waitForTimeout(600)

  // At a third nobody is at home: it stays asked for, with the day of the try.
  const third = (await campaignOn(page, name)).getByRole('listitem').nth(1)
  await third.getByRole('link').click()
  await expect(page.getByText('家里有取暖吗？')).toBeVisible()
  const shut = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect([first, second]).not.toContain(shut)
  await page.getByRole('button', { name: '没见到人' }).click()
  await picture(page, 'field-campaign-nobody-met')
  await page.getByRole('button', { name: '没人在家' }).click()
  await expect(page).toHaveURL(/\/field\/work$/)
  expect(await left(page, name)).toBe(asked - 1)
  await expect((await campaignOn(page, name)).getByText(/没见到人/)).toHaveCount(1)

  // Meanwhile the bureau asks one question more.
  await askMore(desk, id, name)
  await context.setOffline(false)
  await tab(page, '今天')
  await syncNow(page)
  await expect(page.getByRole('banner')).toContainText('已全部上传')
  await tab(page, '走访')
  await page
    .getByRole('link', { name: /接着填/ })
    .filter({ hasText: name })
    .click()
  await expect(page.getByText('家里有取暖吗？')).toBeVisible()
  await expect(page.getByText('有热饭吃吗？')).toHaveCount(0)
  await page.locator('.sd-navigation__complete-btn').first().click()
  await expect(page).toHaveURL(/\/field\/work$/)
  await syncNow(page)
  await expect(page.getByRole('banner')).toContainText('已全部上传')
  for (const household of [first, second]) {
    const own = (await formOf(page, household)).filter(({ form }) => form.zh === name)
    expect(own).toMatchObject([{ formVersion: 1 }])
  }
  expect(await formOf(page, shut)).toContainEqual(expect.objectContaining({ reached: false }))
  expect(await left(page, name)).toBe(asked - 2)
  found.set('after', await problemsOf(page))

  await desk.goto(campaign)
  await settled(desk)
  await expect(desk.getByText('已访 3 户 · 见到 2 户')).toBeVisible()
  await desk.getByText('问到什么', { exact: true }).click()
  await expect(desk.getByText('收到 2 份')).toBeVisible()
  await desk.context().close()
  expectSound(found)
})

/** Publishes the form with a second question. */
async function askMore(desk: Page, id: string, name: string): Promise<void> {
  await signIn(desk, 'bureau')
  await desk.goto(`/survey-forms/${id}`)
  await settled(desk)
  await expect(desk.getByRole('heading', { name })).toBeVisible()
  await publishQuestion(desk, { place: 2, title: '有热饭吃吗？', choices: '有\n没有' }, 2)
}
