// npm run shots: the pictures of the README, from a demo district of their own. LASTMILE_URL uses a server that runs already.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, expect } from '@playwright/test'
import { chromiumLaunch } from '../e2e/chromium.ts'
import { commandLineEntry } from './bootstrap/bootstrap.mjs'
import { pinnedEnvironment, ROOT } from './bootstrap/pinned-node.mjs'

type Shot = {
  readonly file: string
  readonly role: string
  readonly path: string
  readonly width: number
  readonly height: number
}
type Account = { readonly login: string; readonly password: string; readonly role: string }

/** What the two READMEs show, and in guides/ what docs/guides shows: small, a phone for those who work with one. */
const SHOTS: readonly Shot[] = [
  { file: 'today.png', role: 'backbone', path: '/today', width: 1440, height: 900 },
  { file: 'today-phone.png', role: 'cadre', path: '/today', width: 360, height: 780 },
  guide('bureau', '/effect'),
  guide('backbone', '/gaps'),
  guide('social_worker', '/today'),
  guide('supervisor', '/today'),
  guide('org_manager', '/today'),
  guide('auditor', '/ledger'),
  guide('administrator', '/accounts'),
  phone('cadre', '/today'),
  phone('resident', '/own'),
]
function guide(role: string, path: string, width = 1000, height = 640): Shot {
  return { file: `guides/${role.replace('_', '-')}.png`, role, path, width, height }
}
function phone(role: string, path: string): Shot {
  return guide(role, path, 360, 700)
}
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
  const shots = SHOTS.filter(({ role }) => chosen.length === 0 || chosen.includes(role))
  for (const shot of shots) await take(browser, shot, accounts)
  await browser.close()
} finally {
  await server.stop()
}

async function take(browser: Browser, shot: Shot, accounts: readonly Account[]): Promise<void> {
  const account = accounts.find(({ role }) => role === shot.role)
  if (account === undefined) throw new Error(`The demo has no account for ${shot.role}.`)
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: shot.width, height: shot.height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.locator('input[autocomplete="username"]').fill(account.login)
  await page.locator('input[autocomplete="current-password"]').fill(account.password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(shot.path)
  await page.locator('h1').first().waitFor({ timeout: 60_000 })
  await expect(page.locator('.lm-skeleton')).toHaveCount(0, { timeout: 60_000 })
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(ROOT, 'docs', 'img', shot.file) })
  await context.close()
  console.log(`docs/img/${shot.file}: ${shot.path} as ${shot.role}, ${shot.width} × ${shot.height}`)
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
