import { type Page, test } from '@playwright/test'

/** Keeps what a person sees at this moment, for looking at after the run: `e2e/out/shots/<size>/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({
    path: `e2e/out/shots/${test.info().project.name}/journey-${name}.png`,
    fullPage: true,
    animations: 'disabled',
  })
}
