import { expect, test } from '@playwright/test'
import { settled, signIn } from '../steps/sign-in.ts'
import { expectSound, problemsOf, watch } from '../steps/sound.ts'
import { PAGES_OF_ROLE } from './pages.ts'

for (const [login, pages] of Object.entries(PAGES_OF_ROLE)) {
  test(`every page of ${login} is accessible, fits and stays still`, async ({ page }) => {
    test.setTimeout(20_000 * pages.length)
    const found = new Map<string, string[]>()
    const { errors } = await watch(page)
    await signIn(page, login)
    const rail = await page
      .locator('.lm-rail a:not(.lm-brand)')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    const known = pages.map(({ path }) => path.split('?')[0])
    expect(rail.filter((to) => to !== null && !known.includes(to))).toEqual([])
    for (const { name, path, first } of pages) {
      await page.goto(path)
      await settled(page)
      if (first) {
        const link = page.locator(first).first()
        if ((await link.count()) === 0) continue
        await page.goto((await link.getAttribute('href')) ?? path)
        await settled(page)
      }
      await page.screenshot({
        path: `e2e/out/shots/${test.info().project.name}/${login}-${name}.png`,
        fullPage: true,
      })
      found.set(`${name} (${page.url()})`, [...(await problemsOf(page)), ...errors.splice(0)])
    }
    expectSound(found)
  })
}

test('the pages before signing in are accessible, fit and stay still', async ({ page }) => {
  const found = new Map<string, string[]>()
  const { errors } = await watch(page)
  for (const path of ['/sign-in', '/activate?token=none', '/answers']) {
    await page.goto(path)
    await settled(page)
    await page.screenshot({
      path: `e2e/out/shots/${test.info().project.name}/nobody-${path.replaceAll(/\W/g, '')}.png`,
      fullPage: true,
    })
    found.set(path, [...(await problemsOf(page)), ...errors.splice(0)])
  }
  expectSound(found)
})
