import { expect, type Page, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

/** Mandate S1: what another figure would do is seen while the thumb moves, kept, compared and handed on. */
test('the bureau moves a figure and sees who gains, where, and what it costs', async ({ page }) => {
  test.setTimeout(240_000)
  const name = `低保提高-${test.info().project.name}-${Date.now() % 100_000}`
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/what-if/')) requests.push(new URL(request.url()).pathname)
  })

  await test.step('a policy is chosen, and how things stand is reckoned in this browser', async () => {
    await signIn(page, 'bureau')
    await goTo(page, '政策测算')
    await picture(page, 'what-if-empty')
    await page.getByRole('button', { name: '从低保开始' }).click()
    await expect(page.getByText(/在这台电脑上算/)).toBeVisible()
    await expect(better(page)).toHaveText('0 户')
    await expect(page.getByText('没有核实的数字')).toBeVisible()
    expect(requests).toContain('/api/what-if/columns')
    expect(requests).not.toContain('/api/what-if/ask')
  })

  await test.step('the thumb is moved by keyboard, and everything moves with it', async () => {
    const thumb = page.getByRole('slider', { name: '低保标准，拖动' })
    await thumb.focus()
    for (let n = 0; n < 6; n++) await thumb.press('ArrowRight')
    await expect(better(page)).not.toHaveText('0 户')
    const few = await number(better(page))
    for (let n = 0; n < 10; n++) await thumb.press('ArrowRight')
    await expect(async () => expect(await number(better(page))).toBeGreaterThan(few)).toPass()
    await page.getByRole('button', { name: '撤销一步' }).click()
    await page.getByRole('button', { name: '全部恢复' }).click()
    await expect(better(page)).toHaveText('0 户')
    const exact = page.getByLabel('低保标准，直接填数')
    await exact.fill('1900')
    await exact.press('Enter')
    await expect(better(page)).not.toHaveText('0 户')
    await expect(page.getByRole('row', { name: /合计/ })).toBeVisible()
    await expect(
      page
        .getByRole('img', { name: /变好和变差的户数，按街镇/ })
        .locator('svg path[fill="#0f5f5c"]')
        .first(),
    ).toBeVisible()
    await picture(page, 'what-if-street')
    await page.getByText('按家庭类型', { exact: true }).click()
    await page.getByText('钱', { exact: true }).click()
    await expect(page.getByRole('cell', { name: '独居老人' })).toBeVisible()
    await picture(page, 'what-if-kind')
    await page.getByText('按政策', { exact: true }).click()
    await expect(page.getByRole('cell', { name: '最低生活保障', exact: true })).toBeVisible()
  })

  await test.step('the same question by the server has the same answer', async () => {
    const shown = await number(better(page))
    const byServer = await page.evaluate(async () => {
      const me = await (await fetch('/api/auth/me')).json()
      const response = await fetch('/api/what-if/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrfToken },
        body: JSON.stringify({
          policies: ['dibao'],
          changes: [{ policy: 'dibao', parameter: 'dibao_standard', value: 1900 }],
        }),
      })
      return (await response.json()).result.total.better
    })
    expect(byServer).toBe(shown)
    expect(shown).toBeGreaterThan(0)
  })

  await test.step('it is saved, and a second one beside it', async () => {
    await save(page, `${name}-一`)
    const exact = page.getByLabel('低保标准，直接填数')
    await exact.fill('1500')
    await exact.press('Enter')
    await expect(worse(page)).not.toHaveText('0 户')
    await save(page, `${name}-二`)
    await picture(page, 'what-if-scenarios')
  })

  await test.step('both are compared and exported', async () => {
    for (const part of ['一', '二']) await page.getByLabel(`选“${name}-${part}”来对比`).check()
    await page.getByRole('button', { name: '对比所选（2）' }).click()
    await expect(page.getByRole('heading', { name: '对比测算方案' })).toBeVisible()
    await settled(page)
    await expect(page.getByText('1900').first()).toBeVisible()
    await picture(page, 'what-if-compare')
    for (const [button, ending] of [
      ['导出 Excel', '.xlsx'],
      ['导出 Word', '.docx'],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ])
      expect(file.suggestedFilename()).toBe(`政策测算对比${ending}`)
    }
  })

  await test.step('one is deleted, and taken back', async () => {
    await page.getByRole('link', { name: '回到测算' }).click()
    await settled(page)
    const row = page.getByRole('row').filter({ hasText: `${name}-二` })
    await row.getByRole('button', { name: /^删\s?除$/ }).click()
    await expect(row).toHaveCount(0)
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await expect(row).toHaveCount(1)
  })

  await test.step('a scenario is opened again, asked of two policies at once, and saved into itself', async () => {
    const row = page.getByRole('row').filter({ hasText: `${name}-二` })
    await row.getByRole('button', { name: /^打\s?开$/ }).click()
    await expect(page.getByLabel('低保标准，直接填数')).toHaveValue('1500')
    await page.getByLabel('选政策（最多 12 项）').fill('最低生活保障边缘')
    await page.getByTitle('最低生活保障边缘家庭认定', { exact: true }).last().click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: '最低生活保障边缘家庭认定', exact: true })).toBeVisible()
    await page.getByText('按政策', { exact: true }).click()
    await expect(page.getByRole('cell', { name: '最低生活保障边缘家庭认定', exact: true })).toBeVisible()
    await page.getByRole('button', { name: `存到“${name}-二”` }).click()
    await expect(page.getByText(`“${name}-二”存好了`)).toBeVisible()
    await picture(page, 'what-if-two-policies')
  })
})

test('the backbone reckons on the own street, and protected facts stay with the server', async ({ page }) => {
  await signIn(page, 'backbone.xiayang')
  await page.goto('/what-if?policies=dibao')
  await expect(page.getByText(/范围：夏阳街道/)).toBeVisible()
  await expect(page.getByRole('cell', { name: '夏阳街道' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '盈浦街道' })).toHaveCount(0)
  await picture(page, 'what-if-backbone')
  await page.goto('/what-if?policies=dibao-single-person-rule')
  await expect(page.getByText(/这些情况不发到浏览器/)).toBeVisible()
  await expect(better(page)).toHaveText('0 户')
  const refused = await page.evaluate(
    async () => (await fetch('/api/what-if/columns?policies=dibao-single-person-rule')).status,
  )
  expect(refused).toBe(403)
})

const figure = (page: Page, name: string) =>
  page.locator('.lm-whatif-headline > div').filter({ hasText: name }).locator('dd')
const better = (page: Page) => figure(page, '变好')
const worse = (page: Page) => figure(page, '变差')

async function number(where: ReturnType<typeof better>): Promise<number> {
  return Number((await where.textContent())?.replace(/\D/g, ''))
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '存为方案' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByRole('button', { name: '存为方案' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible()
}
