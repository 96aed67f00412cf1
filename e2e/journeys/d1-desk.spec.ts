import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { picture } from '../steps/picture.ts'
import { settled, signIn } from '../steps/sign-in.ts'
import { expectSound, problemsOf, watch } from '../steps/sound.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
).toString('base64')

/** Calls the API as whoever is signed in. */
async function call<T>(page: Page, method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const me = await page.request.get('/api/auth/me')
  const { csrfToken } = (await me.json()) as { csrfToken: string }
  const answer = await page.request.fetch(`/api${path}`, {
    method,
    headers: { 'x-csrf-token': csrfToken },
    ...(body ? { data: body } : {}),
  })
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true)
  return answer.json() as Promise<T>
}

interface Prepared {
  readonly head: string
  readonly household: string
  readonly phoneName: string
  readonly words: string
}

/** A family of this journey alone, a phone, and a visit that says something else than the desk did. */
async function prepare(page: Page, mark: string): Promise<Prepared> {
  const head = `台前${mark}`
  const phoneName = `走访机${mark}`
  const words = `去看过了 ${mark}`
  const { token } = await call<{ token: string }>(page, 'POST', '/households/check', {
    name: head,
    birthDate: '1951-02-03',
  })
  const me = await call<{ orgPath: string }>(page, 'GET', '/auth/me')
  const { id: household } = await call<{ id: string }>(page, 'POST', '/households', {
    key: randomUUID(),
    checkToken: token,
    orgPath: me.orgPath,
    head: { name: head, birthDate: '1951-02-03', sex: 'female', docMissingReason: '未带' },
  })
  await call(page, 'POST', `/households/${household}/facts`, {
    key: randomUUID(),
    sourceKind: 'resident',
    facts: [
      {
        entityKind: 'household',
        entityId: household,
        fact: 'monthly_income',
        value: 900,
        validFrom: '2026-01-01',
      },
    ],
  })
  const { deviceId } = await call<{ deviceId: string }>(page, 'POST', '/field/devices', {
    key: randomUUID(),
    name: phoneName,
  })
  await call(page, 'POST', `/field/devices/${deviceId}/pack`, { add: [household] })
  const [form] = (await call<{ id: string; version: number }[]>(page, 'GET', '/field/forms')).filter(
    ({ id }) => id === 'home-visit',
  )
  if (!form) throw new Error('the form of visits is missing')
  const now = new Date().toISOString()
  const visit = randomUUID()
  await call(page, 'POST', `/field/devices/${deviceId}/push`, {
    sentAt: now,
    operations: [
      {
        id: visit,
        seq: 1,
        writtenAt: now,
        body: {
          kind: 'visit',
          householdId: household,
          formId: form.id,
          formVersion: form.version,
          startedAt: new Date(Date.now() - 12 * 60_000).toISOString(),
          endedAt: now,
          reached: true,
          summary: words,
          answers: { reached: 'yes', household__monthly_income: 700, summary: words },
          facts: [
            {
              entityKind: 'household',
              entityId: household,
              fact: 'monthly_income',
              value: 700,
              seen: { value: 500 },
            },
          ],
        },
      },
      {
        id: randomUUID(),
        seq: 2,
        writtenAt: now,
        body: { kind: 'file', visitId: visit, question: 'photos', mediaType: 'image/png', content: PNG },
      },
    ],
  })
  return { head, household, phoneName, words }
}

/** Mandate D1: what a visit brought is read, questioned and settled at a desk. */
test('two values are settled with a reason and taken back; the visit is read with its picture; the phone is shut out', async ({
  page,
}, info) => {
  const found = new Map<string, string[]>()
  const { errors } = await watch(page)
  const mark = `${info.project.name === 'phone' ? '乙' : '甲'}${Date.now() % 1_000_000}`
  await signIn(page, 'cadre.xiayang01')
  const { head, household, phoneName, words } = await prepare(page, mark)

  await page.goto(`/households/${household}`)
  await settled(page)
  await expect(page.getByRole('heading', { name: /说法待定/ })).toBeVisible()
  await page.goto('/fact-questions?fact=household.monthly_income')
  await settled(page)
  const card = page.getByRole('article', { name: new RegExp(head) })
  await expect(card).toContainText('居民自述')
  await expect(card).toContainText('入户走访')
  await picture(page, 'fact-questions')
  found.set('questions', [...(await problemsOf(page)), ...errors.splice(0)])
  await card.getByRole('button', { name: /居民自述.*用这个/ }).click()
  await page.getByRole('dialog').getByLabel('怎么核实的').fill('看过存折')
  await page.getByRole('dialog').getByRole('button', { name: '就用这个' }).click()
  await expect(card).toHaveCount(0)
  await page.getByText('已定下', { exact: true }).first().click()
  await settled(page)
  const settledCard = page.getByRole('article', { name: new RegExp(head) })
  await settledCard.getByRole('button', { name: '撤回选择' }).click()
  await page.getByRole('dialog').getByLabel('为什么撤回').fill('存折是去年的')
  await page.getByRole('dialog').getByRole('button', { name: '撤回选择' }).click()
  await expect(settledCard).toHaveCount(0)

  await page.goto(`/visits?household=${household}`)
  await settled(page)
  await page
    .locator('.lm-table')
    .getByRole('link', { name: new RegExp(head) })
    .click()
  await settled(page)
  await expect(page.getByRole('heading', { name: `${head}家的走访` })).toBeVisible()
  await expect(page.getByText(words)).toBeVisible()
  await page.getByRole('button', { name: /打开第 1 张/ }).click()
  await expect(page.getByRole('img', { name: /第 1 张/ })).toBeVisible()
  const paper = page.waitForEvent('download')
  await page.getByRole('button', { name: '打印（Word）' }).click()
  expect((await paper).suggestedFilename()).toContain(head)
  await picture(page, 'visit')
  found.set('visit', await problemsOf(page))

  await page.goto('/visits/phones')
  await settled(page)
  found.set('phones', await problemsOf(page))
  await page.getByRole('button', { name: new RegExp(`停用.*${phoneName}`) }).click()
  await page.getByRole('dialog').getByLabel('为什么停用').fill('手机丢了')
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await expect(page.getByRole('row', { name: new RegExp(phoneName) })).toContainText('已停用')
  await picture(page, 'phones')
  expectSound(found)
})

/** A form with a part for each member and limits, tried beside its questions before anybody takes it along. */
test('a form is written with limits and a part for each member, seen as the phone shows it, and undone', async ({
  page,
}, info) => {
  const id = `desk-${info.project.name}-${Date.now() % 1_000_000}`
  await signIn(page, 'bureau')
  await page.goto('/survey-forms')
  await settled(page)
  await page.getByRole('button', { name: '新写一张' }).click()
  await page.getByRole('dialog').getByLabel('表的名字').fill(`样表 ${id}`)
  await page.getByRole('dialog').getByLabel('代号（英文小写）').fill(id)
  await page.getByRole('dialog').getByRole('button', { name: '新写一张' }).click()
  const preview = page.getByRole('complementary', { name: '手机上的样子' })
  await page.getByRole('region', { name: '第 1 页' }).getByLabel('这一页的标题').fill('过日子')
  await page.getByRole('button', { name: '加一个问题' }).click()
  const first = page.getByRole('region', { name: '第 1 题' })
  await first.getByLabel('问什么').fill('一个月房租多少元？')
  await expect(preview).toContainText('过日子')
  await first.getByLabel('怎么答').click()
  await page.getByTitle('填数字').last().click()
  await first.getByLabel('最小').fill('0')
  await first.getByLabel('最大').fill('9999')
  await page.getByRole('button', { name: '加一段逐人询问' }).click()
  await page.getByRole('button', { name: '加一个问每个人的问题' }).click()
  await page.getByRole('region', { name: '第 2 题' }).getByLabel('问什么').fill('有人陪着看病吗？')
  await expect(preview.getByText('示例乙')).toBeVisible()
  await preview.getByLabel('一个月房租多少元？').fill('99999')
  await preview.getByRole('button', { name: '记下这次走访' }).click()
  await expect(preview.getByText(/9999/).last()).toBeVisible()
  await picture(page, 'form-preview')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(preview.getByText('有人陪着看病吗？')).toHaveCount(0)
  await page.getByRole('button', { name: '重做' }).click()
  await expect(preview.getByText('有人陪着看病吗？').first()).toBeVisible()
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已保存')).toBeVisible()
})
