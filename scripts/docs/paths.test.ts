import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { ROOT } from '../bootstrap/pinned-node.mjs'
import { STEPS } from '../test-run/steps.ts'
import { commands, documents, isHere, textOf } from './product.ts'

// The product is asked for its commands: a second or two, many on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

/** The tree of ARCHITECTURE.md: paths from its indentation, with the words beside them. */
function architectureTree(): { path: string; words: string }[] {
  const block = /```text\n([\s\S]*?)```/.exec(textOf('ARCHITECTURE.md'))?.[1] ?? ''
  const parents: string[] = []
  return block
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, indent = '', name = '', words = ''] = /^( *)(\S+)\s*(.*)$/.exec(line) ?? []
      const depth = indent.length / 2
      parents.splice(depth, Number.POSITIVE_INFINITY, name.replace(/\/$/, ''))
      return { path: parents.join('/'), words }
    })
}

/** docs/rules.md writes this policy itself; packages/cli/src/rules-page.test.ts takes it from there and checks it. */
const WRITTEN_ON_THE_PAGE = 'policies/cn-shanghai-qingpu/winter-heating/'

describe('ARCHITECTURE.md', () => {
  const tree = architectureTree()

  test('names only what is here, in few words', () => {
    expect(tree.length).toBeGreaterThan(20)
    expect(tree.filter(({ path }) => !isHere(path)).map(({ path }) => path)).toEqual([])
    const wordy = tree.filter(({ words }) => words === '' || words.split(' ').length > 9)
    expect(wordy.map(({ path }) => path)).toEqual([])
  })

  test('names every package and every module of the server', () => {
    const named = new Set(tree.map(({ path }) => path))
    for (const folder of ['packages', 'packages/server/src/modules', 'packages/server/src/platform']) {
      const inside = readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) =>
        entry.isDirectory(),
      )
      for (const { name } of inside) expect(named).toContain(`${folder}/${name}`)
    }
  })
})

describe('in every document', () => {
  const all = documents().map((path) => ({ path, text: textOf(path) }))

  test('links within the tree lead somewhere', () => {
    const broken = all.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => (target ?? '').replace(/#.*$/, ''))
        .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
        .filter((target) => !isHere(join(path, '..', decodeURI(target))))
        .map((target) => `${path}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('files that an example uses exist', () => {
    const lost = all.flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /(?<![\w/])(?:samples|policies|districts)\/[^\s`*<>{}|]+\.(?:json|jsonl|yaml|xlsx|csv)\b/g,
        ),
      ]
        .map(([name]) => name)
        .filter((name) => !name.startsWith(WRITTEN_ON_THE_PAGE) && !isHere(name))
        .map((name) => `${path}: ${name}`),
    )
    expect(lost).toEqual([])
  })

  test('commands exist', () => {
    const scriptsOf = (manifest: string) =>
      isHere(manifest) ? Object.keys(JSON.parse(textOf(manifest)).scripts ?? {}) : []
    const scripts = (path: string) =>
      new Set([...scriptsOf('package.json'), ...scriptsOf(join(path, '..', 'package.json'))])
    const known = commands()
    const steps = new Set(STEPS.map((step) => step.id))
    const wrong = all.flatMap(({ path, text }) => [
      ...names(text, /npm run (?:-s )?([a-z:-]+)/g, scripts(path)).map((name) => `${path}: npm run ${name}`),
      ...names(text, /npm test -- ([a-z][a-z0-9-]*)/g, steps).map((name) => `${path}: npm test -- ${name}`),
      ...names(text, /(?:npx |-s )lastmile (?:-- )?([a-z-]+)/g, known).map(
        (name) => `${path}: lastmile ${name}`,
      ),
    ])
    expect(wrong).toEqual([])
  })
})

function names(text: string, pattern: RegExp, known: ReadonlySet<string>): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name ?? '').filter((name) => !known.has(name))
}
