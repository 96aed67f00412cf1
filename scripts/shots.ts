// npm run shots: the pictures of the READMEs and guides, from a demo district of their own. LASTMILE_URL uses a server that runs already.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { chromiumLaunch } from '../e2e/chromium.ts'
import { commandLineEntry } from './bootstrap/bootstrap.mjs'
import { pinnedEnvironment, ROOT } from './bootstrap/pinned-node.mjs'
import { paletteOf } from './shots/palette.ts'
import { PICTURES, type Picture } from './shots/pictures.ts'
import { readPng, writeIndexedPng } from './shots/png.ts'

type Account = { readonly login: string; readonly password: string; readonly role: string }

const PORT = 4178
const PATIENCE_MINUTES = 6

const given = process.env.LASTMILE_URL
const server = given === undefined ? await demoServer() : { url: given, stop: async () => {} }
try {
  const browser = await chromium.launch(chromiumLaunch)
  const accounts: Account[] = await (await fetch(`${server.url}/api/auth/demo-accounts`)).json()
  mkdirSync(join(ROOT, 'docs', 'img', 'guides'), { recursive: true })
  // Names of roles choose among the pictures: npm run shots -- cadre auditor
  const chosen = process.argv.slice(2)
  const pictures = PICTURES.filter(({ role }) => chosen.length === 0 || chosen.includes(role))
  for (const picture of pictures) await take(browser, picture, accounts)
  await browser.close()
} finally {
  await server.stop()
}

async function take(browser: Browser, picture: Picture, accounts: readonly Account[]): Promise<void> {
  const account = accounts.find(({ role }) => role === picture.role)
  if (account === undefined) throw new Error(`The demo has no account for ${picture.role}.`)
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: picture.width, height: picture.height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.locator('input[autocomplete="username"]').fill(account.login)
  await page.locator('input[autocomplete="current-password"]').fill(account.password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(picture.path)
  await settled(page)
  await picture.step?.(page)
  await settled(page)
  const bytes = small(await page.screenshot({ animations: 'disabled' }))
  writeFileSync(join(ROOT, 'docs', 'img', picture.file), bytes)
  await context.close()
  console.log(
    `docs/img/${picture.file}: ${picture.path} as ${picture.role}, ${picture.width} × ${picture.height}, ${Math.round(bytes.length / 1024)} kB`,
  )
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: 60_000 })
  await expect(page.locator('.lm-skeleton')).toHaveCount(0, { timeout: 60_000 })
  await page.waitForLoadState('networkidle')
}

/** The same picture in 256 colours: a third of the size, and no eye sees a difference. */
function small(screenshot: Uint8Array): Buffer {
  const pixels = readPng(screenshot)
  const { colours, indices } = paletteOf(pixels)
  return writeIndexedPng(pixels.width, pixels.height, colours, indices)
}

async function demoServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'lastmile-shots-'))
  const args = [commandLineEntry(), 'serve', '--demo', '--port', String(PORT), '--data', data]
  const child = spawn(process.execPath, args, { cwd: ROOT, env: pinnedEnvironment(), stdio: 'inherit' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${PORT}`
  for (const deadline = Date.now() + PATIENCE_MINUTES * 60_000; Date.now() < deadline; await sleep(500)) {
    if (child.exitCode !== null) throw new Error('The demo server ended before it served.')
    const health = await fetch(`${url}/api/health`).catch(() => null)
    if (health?.ok) return { url, stop }
  }
  await stop()
  throw new Error(`The demo server did not serve within ${PATIENCE_MINUTES} minutes.`)
}
