import { globSync } from 'node:fs'
import { permissionsOf, ROLE_NAMES, ROLES } from '@lastmile/domain'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../bootstrap/pinned-node.mjs'
import { textOf } from './product.ts'

/** Every Chinese text that the product can show, as its sources have it. */
const shown = new Set(
  globSync('packages/{console,domain,server,web-kit}/src/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .flatMap((path) => [...textOf(path).matchAll(/\bzh:\s*(['`])(.*?)\1/g)].map(([, , text = '']) => text)),
)
const guides = globSync('docs/guides/*.md', { cwd: ROOT })
  .filter((path) => !path.endsWith('README.md'))
  .sort()
const named = (path: string) => [...textOf(path).matchAll(/“([^”]+)”/g)].map(([, name = '']) => name)

/** The pages of the rail: label, permission, and the permission whose holders have a better page. */
const pages = [
  ...textOf('packages/console/src/app/page-table.ts').matchAll(
    /label: \{ zh: '([^']+)'[^}]*\},\s*permission: '([^']+)',(?:\s*notFor: '([^']+)')?/g,
  ),
].map(([, label = '', permission = '', notFor]) => ({ label, permission, notFor }))

/** Words in quotation marks that are said, not shown. */
const SAID = new Set(['您一定能拿到'])

test('every role has a guide, and the index names it', () => {
  const titles = guides.map((path) => /^# (.+?)：/.exec(textOf(path))?.[1] ?? path)
  const roles = ROLES.filter((role) => role !== 'system').map((role) => ROLE_NAMES[role].zh)
  expect(titles.toSorted()).toEqual(roles.toSorted())
  const index = textOf('docs/guides/README.md')
  for (const path of guides) expect(index).toContain(`(${path.slice('docs/guides/'.length)})`)
})

describe.each(guides)('%s', (path) => {
  test('names only what the screen says', () => {
    expect(shown.size).toBeGreaterThan(1000)
    expect(named(path).filter((name) => !shown.has(name) && !SAID.has(name))).toEqual([])
  })

  test('sends nobody to a page that the role does not have', () => {
    const title = /^# (.+?)：/.exec(textOf(path))?.[1]
    const role = ROLES.find((one) => ROLE_NAMES[one].zh === title)
    const has: ReadonlySet<string | undefined> = new Set(role ? permissionsOf(role) : [])
    expect(pages.length).toBeGreaterThan(10)
    const hidden = named(path).filter((name) => {
      const so = pages.filter((page) => page.label === name)
      return so.length > 0 && !so.some((page) => has.has(page.permission) && !has.has(page.notFor))
    })
    expect(hidden).toEqual([])
  })
})
