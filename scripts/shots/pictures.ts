import { expect, type Page } from '@playwright/test'

/** One picture of the documents: whose page, how wide and high, and what is done before it is taken. */
export interface Picture {
  /** Below docs/img. */
  readonly file: string
  readonly role: string
  readonly path: string
  readonly width: number
  readonly height: number
  readonly step?: (page: Page) => Promise<void>
}

/** What the two READMEs show, and in guides/ what docs/guides shows: a phone for those who work with one. */
export const PICTURES: readonly Picture[] = [
  { file: 'today.png', role: 'backbone', path: '/today', width: 1440, height: 900 },
  { file: 'today-phone.png', role: 'cadre', path: '/today', width: 360, height: 780 },
  desk('bureau', '/effect'),
  desk('bureau', '/area', 'area'),
  desk('bureau', '/campaigns', 'campaigns'),
  desk('bureau', '/sources', 'sources'),
  { ...desk('bureau', '/linkage', 'linkage'), step: lookForPairs },
  desk('backbone', '/gaps'),
  desk('backbone', '/signals', 'signals'),
  desk('backbone', '/needs', 'needs'),
  desk('social_worker', '/today'),
  desk('supervisor', '/today'),
  desk('org_manager', '/today'),
  desk('auditor', '/ledger'),
  desk('administrator', '/accounts'),
  phone('cadre', '/today'),
  desk('cadre', '/assessments', 'assessments'),
  { ...phone('cadre', '/field', 'field'), step: takeFamiliesAlong },
  phone('resident', '/own'),
]

function desk(role: string, path: string, page?: string): Picture {
  const name = [role.replace('_', '-'), page].filter(Boolean).join('-')
  return { file: `guides/${name}.png`, role, path, width: 1000, height: 640 }
}

function phone(role: string, path: string, page?: string): Picture {
  return { ...desk(role, path, page), width: 360, height: 700 }
}

/** Records that may be one person, which a job looks for. */
async function lookForPairs(page: Page): Promise<void> {
  await page.getByRole('button', { name: '现在找一遍' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.locator('.lm-pairs > li').first()).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: 120_000 })
}

/** A phone that was set up with the families of the area on it. */
async function takeFamiliesAlong(page: Page): Promise<void> {
  await page.getByLabel('离线口令（至少 8 个字）').fill('青浦走访2026年')
  await page.getByLabel('再写一遍').fill('青浦走访2026年')
  await page.getByRole('button', { name: '设好了' }).click()
  const tab = (name: string) => page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name })
  await tab('我').click()
  await page.getByRole('button', { name: '选哪些家庭带走' }).click()
  await page.getByRole('button', { name: /范围内全部/ }).click()
  await expect(page.getByText(/手机上现在 [1-9]\d* 户/)).toBeVisible({ timeout: 60_000 })
  await tab('今天').click()
}
