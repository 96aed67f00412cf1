import { expect, test } from '@playwright/test'
import { settled, signIn } from '../steps/sign-in.ts'
import { watch } from '../steps/sound.ts'

// With movement, as most people have it: what is left of a dialog that closes must go too.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a dialog holds the page behind it still, gives it back, and the browser has nothing to say of it', async ({
  page,
}) => {
  const { errors } = await watch(page)
  await signIn(page, 'admin')
  await page.goto('/sources')
  await settled(page)
  const overflow = () => page.evaluate(() => getComputedStyle(document.body).overflowY)
  const free = await overflow()
  await page.getByRole('button', { name: '发一把钥匙' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await overflow()).toBe('hidden')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(overflow).toBe(free)
  expect(errors).toEqual([])
})
