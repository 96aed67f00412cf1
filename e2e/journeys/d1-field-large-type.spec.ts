import { expect, type Page, test } from '@playwright/test'
import { openFamily, setUpPhone, tab } from '../steps/phone.ts'
import { picture } from '../steps/picture.ts'

/** What sticks out of the window, and what of a form did not grow with the type; empty when nothing does. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
    const room = document.documentElement.clientWidth
    const small = [
      ...document.querySelectorAll('.lf-survey .sd-question__title .sv-string-viewer, .lf-survey label'),
    ].filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 30)
    const wide = (rects: Iterable<DOMRect>) =>
      [...rects].some(({ right, width }) => width > 1 && right > room + 1)
    const elements = [...document.querySelectorAll('body *')]
    const out = elements.filter((element) => wide([element.getBoundingClientRect()]))
    // Words that stick out of an element that does not.
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const range = document.createRange()
      range.selectNode(text)
      const parent = text.parentElement
      if (parent && !parent.closest('.lf-hidden, script, style') && wide(range.getClientRects()))
        out.push(parent)
    }
    return [...out, ...small]
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`)
  })
}

/** WCAG 1.4.4: with type of twice the size at 360 px every page of the field app is read without moving it sideways. */
test('with type twice as large every page of the field app grows and nothing is cut off', async ({
  page,
}) => {
  await setUpPhone(page, 'cadre.xiayang01', '')
  const found = new Map<string, string[]>()
  const look = async (name: string) => {
    const cut = await cutOff(page)
    if (cut.length > 0) found.set(name, cut)
    await picture(page, `field-large-${name}`)
  }
  for (const [name, title] of [
    ['today', '今天'],
    ['families', '家庭'],
    ['work', '走访'],
    ['me', '我'],
  ] as const) {
    await tab(page, title)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await look(name)
  }
  const { id } = await openFamily(page, 0)
  await expect(page.getByText(/^手机上算：/)).toBeVisible()
  await look('family')
  await page.getByRole('link', { name: /开始走访|接着填/ }).click()
  await expect(page.getByText('今天见到这家人了吗？')).toBeVisible()
  await look('form')
  await openFamily(page, id)
  await page.getByRole('link', { name: '做一份量表' }).click()
  await page.getByRole('link', { name: /PHQ-9/ }).click()
  await page.locator('.lf-list a.lf-row').first().click()
  await page.locator('.lf-scale ol > li').nth(8).getByRole('radio', { name: '好几天' }).check()
  await look('scale')
  expect(Object.fromEntries(found)).toEqual({})
})
