import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '@lastmile/contract'
import { pinnedEnvironment, ROOT } from '../bootstrap/pinned-node.mjs'

/** Text of a file of the tree. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

export function isHere(path: string): boolean {
  return existsSync(join(ROOT, path))
}

/** The documents that people read: those at the root, in docs/, and beside the code. */
export function documents(): string[] {
  return globSync(['*.md', 'docs/**/*.md', '{packages,e2e,bench,policies,districts,samples}/**/*.md'], {
    cwd: ROOT,
    exclude: (name) => name.includes('node_modules'),
  }).sort()
}

/** `GET /households/{id}` for every operation of the contract. */
export function operations(): Set<string> {
  const groups: readonly Readonly<
    Record<string, { '~orpc': { route: { method?: string; path?: string } } }>
  >[] = Object.values(contract)
  return new Set(
    groups.flatMap((group) =>
      Object.values(group).map(({ '~orpc': { route } }) => `${route.method ?? ''} ${route.path ?? ''}`),
    ),
  )
}

/** The commands that `lastmile help` names. */
export function commands(): Set<string> {
  const { stdout } = spawnSync('lastmile', ['help'], {
    encoding: 'utf8',
    cwd: ROOT,
    env: pinnedEnvironment(),
  })
  return new Set([...stdout.matchAll(/^ {2}([a-z-]+) +\S/gm)].map(([, name]) => name ?? ''))
}

/** The addresses of the console's router, as its source has them (`path: '/households/$id'`). */
export function screens(): Set<string> {
  const sources = globSync('packages/console/src/**/*.{ts,tsx}', { cwd: ROOT })
  return new Set(
    sources.flatMap((source) =>
      [...textOf(source).matchAll(/\bpath: '(\/[^']*)'/g)].map(([, path]) => path ?? ''),
    ),
  )
}
