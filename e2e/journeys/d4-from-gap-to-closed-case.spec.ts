import { expect, test } from '@playwright/test'
import { assignAdvisor, cancelOpenWork, confirmGapIntoCase, inDays, mark } from '../steps/case.ts'
import { choose, fill, send } from '../steps/dialog.ts'
import { picture } from '../steps/picture.ts'
import { openReasons } from '../steps/reasons.ts'
import { goTo, settled, signIn } from '../steps/sign-in.ts'

/** Two streets, so that the two sizes of window do not work on the same family at the same time. */
const BACKBONE: Readonly<Record<string, string>> = {
  desktop: 'backbone.yingpu',
  phone: 'backbone.zhujiajiao',
}

/** Mandate D4 and G2: a household entitled to something that it does not get is served, and its case is closed. */
test('from a gap to a closed case', async ({ page }) => {
  test.setTimeout(240_000)
  const backbone = BACKBONE[test.info().project.name] ?? 'backbone.yingpu'
  const words = `药不敢停，钱又跟不上（${mark(test.info().project.name)}）`
  let address = ''

  await test.step('the backbone sees a gap and why', async () => {
    await signIn(page, backbone)
    await goTo(page, '应享未享')
    await page.locator('tr[data-row]').first().getByRole('button', { name: '为什么' }).click()
    await openReasons(page.getByRole('tree'))
    await picture(page, 'gap-reasons')
  })

  await test.step('the gap is confirmed as a need, and its case gets an advisor', async () => {
    address = await confirmGapIntoCase(page, words, 'first')
    await assignAdvisor(page)
    await expect(page.getByText(words)).toBeVisible()
  })

  await test.step('a plan item is added, a contact recorded, the item done', async () => {
    await page.getByRole('button', { name: '添一项服务' }).click()
    await fill(page, '做什么', '陪同办理申请')
    await fill(page, '什么时候前办好', inDays(14))
    await send(page)
    const item = page.locator('.lm-card').filter({ hasText: '陪同办理申请' })
    await expect(item).toContainText('还有14天')

    await page.getByRole('button', { name: '记一次服务' }).click()
    await fill(page, '做了什么、看到什么', '上门一起备齐了材料')
    await send(page)
    await expect(page.getByText('上门一起备齐了材料')).toBeVisible()
    await picture(page, 'case')

    await item.getByRole('button', { name: '办好了' }).click()
    await fill(page, '结果怎样', '已受理，等待发放')
    await send(page)
    await expect(item).toContainText('已办好')
  })

  await test.step('the closure is proposed', async () => {
    await cancelOpenWork(page)
    await page.getByRole('button', { name: '提出结案' }).click()
    await choose(page, '结果')
    await fill(page, '这家人现在怎么样', '申请已受理')
    await send(page)
    await expect(page.getByText('待结案审核').first()).toBeVisible()
  })

  await test.step('the supervisor returns it once', async () => {
    await signIn(page, 'supervisor')
    await page.goto(address)
    await page.getByRole('button', { name: '退回补充' }).click()
    await fill(page, '意见', '请写明待遇到账的日子')
    await send(page)
    await expect(page.getByText('请写明待遇到账的日子')).toBeVisible()
  })

  await test.step('the backbone finds the answer and proposes again', async () => {
    await signIn(page, backbone)
    await page.goto(address)
    await expect(page.getByText('已退回').first()).toBeVisible()
    await page.getByRole('button', { name: '提出结案' }).click()
    await choose(page, '结果')
    await fill(page, '这家人现在怎么样', '待遇本月到账，情绪稳定')
    await send(page)
    await expect(page.getByText('待结案审核').first()).toBeVisible()
  })

  await test.step('the supervisor approves', async () => {
    await signIn(page, 'supervisor')
    await page.goto(address)
    await page.getByRole('button', { name: '同意结案' }).click()
    await send(page)
    await expect(page.getByText('已结案').first()).toBeVisible()
    await picture(page, 'case-closed')
  })

  await test.step('the thread says who did what', async () => {
    await page.getByRole('link', { name: '打开家庭页面' }).click()
    await expect(page).toHaveURL(/\/households\/[0-9a-f-]{36}/)
    await settled(page)
    if (test.info().project.name === 'phone')
      await page.locator('.lm-segments').getByText('经过', { exact: true }).click()
    const thread = page.locator('.lm-events')
    for (const line of [
      /确认.*需求/,
      /请.*陪伴这家人/,
      /陪同办理申请/,
      /申请结案|提出结案/,
      /退回/,
      /同意结案|结案/,
    ])
      await expect(thread.getByText(line).first()).toBeVisible()
    await picture(page, 'thread')
  })
})
