import { expect, test } from '@playwright/test'
import { assignAdvisor, confirmGapIntoCase, inDays, mark } from '../steps/case.ts'
import { choose, fill, send } from '../steps/dialog.ts'
import { picture } from '../steps/picture.ts'
import { settled, signIn } from '../steps/sign-in.ts'

/** Mandate T1, T3 and D4: an organisation takes a part of a plan, a volunteer another; each sees only what the part needs. */
test('a plan item goes to an organisation, an order to a volunteer', async ({ page }) => {
  test.setTimeout(240_000)
  const size = test.info().project.name
  const run = mark(size)
  const title = `教家属翻身和擦洗（${run}）`
  const errand = `陪着去配药（${run}）`
  let address = ''

  await test.step('the backbone hands an item to an organisation', async () => {
    await signIn(page, 'backbone.xiayang')
    address = await confirmGapIntoCase(page, '一个人忙不过来', size === 'phone' ? 'last' : 'first')
    await assignAdvisor(page)
    await page.getByRole('button', { name: '添一项服务' }).click()
    await fill(page, '做什么', title)
    await fill(page, '什么时候前办好', inDays(20))
    await send(page)
    await page
      .locator('.lm-card')
      .filter({ hasText: title })
      .getByRole('button', { name: '转给社会组织' })
      .click()
    await choose(page, '社会组织', '青暖')
    await fill(page, '要交代的话', '家属白天上班，请约晚上')
    await send(page)
    await expect(page.locator('.lm-card').filter({ hasText: title })).toContainText('已转出')
  })

  await test.step('and asks a volunteer', async () => {
    await page.getByRole('button', { name: '请志愿者帮忙' }).click()
    await choose(page, '志愿者', '黄丽萍')
    await fill(page, '帮什么忙', errand)
    await fill(page, '怎么称呼', '孙阿姨')
    await fill(page, '去哪里', '青松路 1 号门口')
    await fill(page, '什么时候前办好', inDays(5))
    await send(page)
  })

  await test.step('the manager names a social worker', async () => {
    await signIn(page, 'manager.qingnuan')
    await picture(page, 'manager-today')
    await page.goto(address)
    await settled(page)
    await page
      .locator('.lm-card')
      .filter({ hasText: title })
      .getByRole('button', { name: '指定社工' })
      .click()
    await choose(page, '社工', '金志强')
    await send(page)
    await expect(page.locator('.lm-card').filter({ hasText: title })).toContainText('已安排社工')
  })

  await test.step('the social worker writes an opinion and does the work', async () => {
    await signIn(page, 'social.qingnuan1')
    await page.goto(address)
    await settled(page)
    await page.getByRole('button', { name: '写专业意见' }).click()
    await fill(page, '意见', '照料压力大，建议每周两次喘息服务')
    await send(page)
    await expect(page.getByText('照料压力大，建议每周两次喘息服务')).toBeVisible()
    const item = page.locator('.lm-card').filter({ hasText: title })
    await item.getByRole('button', { name: '办好了' }).click()
    await fill(page, '结果怎样', '家属已经会做，留了图示')
    await send(page)
    await expect(item).toContainText('已办好')
    await picture(page, 'worker-case')
  })

  await test.step('the volunteer sees the place only after accepting', async () => {
    await signIn(page, 'volunteer1')
    await page.goto('/orders')
    await settled(page)
    const order = page.locator('.lm-card').filter({ hasText: errand })
    await expect(order).not.toContainText('青松路')
    await order.getByRole('button', { name: '我来' }).click()
    await expect(order).toContainText('青松路 1 号门口')
    await picture(page, 'volunteer-order')
    await order.getByRole('button', { name: '办好了' }).click()
    await fill(page, '情况怎样', '药配好了')
    await send(page, '办好了')
    await expect(order).not.toContainText('青松路')
  })
})
