import { defineConfig } from '@playwright/test'
import { requirePinnedNode } from '../scripts/bootstrap/pinned-node.mjs'
import { chromiumLaunch } from './chromium.ts'

requirePinnedNode()

/** Port of the server that the journeys talk to; another one by LASTMILE_E2E_PORT. */
const port = Number(process.env.LASTMILE_E2E_PORT ?? 4179)

/** Lists are imported and policies changed at a desk; on a phone their pages are walked only. */
const AT_A_DESK = /d1-import-a-list|d1-new-layout|s1-policy-desk/

/** Visits are made on a phone. */
const ON_A_PHONE = /d1-field/

/** Enough for every street to have gaps, cases and orders, and made in half a minute. */
const households = 600

/**
 * Journeys in Debian's Chromium against a demo district of their own (`e2e/out/data`, made anew for each run).
 * Set LASTMILE_E2E_URL to use a server that runs already.
 */
const address = process.env.LASTMILE_E2E_URL ?? `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/results',
  snapshotDir: 'out/snapshots',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A dialog that still grows takes a click for another place; movement has its look in `pages/dialogs.spec.ts`.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: chromiumLaunch,
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    // A trace of every step costs more than the steps do: asked for when one has to be found out.
    trace: process.env.LASTMILE_E2E_TRACE === '1' ? 'retain-on-failure' : 'off',
  },
  projects: [
    { name: 'desktop', testIgnore: ON_A_PHONE, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testIgnore: AT_A_DESK,
      use: { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true },
    },
  ],
  ...(process.env.LASTMILE_E2E_URL === undefined && {
    webServer: {
      command: `node e2e/fresh-district.mjs --port ${port} --households ${households}`,
      cwd: '..',
      url: `${address}/api/health`,
      timeout: 420_000,
      stdout: 'pipe',
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    },
  }),
})
