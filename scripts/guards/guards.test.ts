import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Greenhouse, greenhouse } from './plant.ts'

// Each guard reads the whole tree: seconds on an idle machine, minutes on a busy one.
vi.setConfig({ testTimeout: 240_000 })

let tree: Greenhouse

beforeAll(() => {
  tree = greenhouse()
})

afterAll(() => tree.remove())

/** The tool must have looked: a guard that reads nothing refuses nothing. */
function tell(guard: string, modules: number): void {
  console.log(`${guard}: read ${modules} modules`)
  expect(modules).toBeGreaterThan(5)
}

describe('types', () => {
  const planted = {
    'noUncheckedIndexedAccess, TS2322': ['export const first: number = [1][0]', 'TS2322'],
    'exactOptionalPropertyTypes, TS2375': [
      'export const person: { name?: string } = { name: undefined }',
      'TS2375',
    ],
    'erasableSyntaxOnly, TS1294': ['export enum Tier { one }', 'TS1294'],
    'verbatimModuleSyntax, TS1484': [
      "import { Greenhouse } from '../../../scripts/guards/plant.ts'\nexport const g: Greenhouse | null = null",
      'TS1484',
    ],
    'unknown is not a string, TS2322': ['export const name: string = JSON.parse("1") as unknown', 'TS2322'],
  } as const

  test('each kind of carelessness is refused', () => {
    const files = Object.values(planted).map(([text], place) => {
      const path = `packages/domain/src/planted-${place}.ts`
      tree.plant(path, `${text}\n`)
      return path
    })
    tree.plant(
      'tsconfig.guard.json',
      JSON.stringify({ extends: './tsconfig.json', include: ['packages/domain/src/**/*.ts'] }),
    )
    const { status, output } = tree.run('tsc', [
      '-p',
      'tsconfig.guard.json',
      '--listFiles',
      '--pretty',
      'false',
    ])
    expect(status).not.toBe(0)
    for (const [place, [, code]] of Object.values(planted).entries()) {
      expect(output).toMatch(new RegExp(`${files[place]}\\(\\d+,\\d+\\): error ${code}`))
    }
    tell('tsc', output.split('\n').filter((line) => line.startsWith(`${tree.root}/packages`)).length)
  })
})

describe('module boundaries', () => {
  const modules = 'packages/server/src/modules'
  const empty = 'export const nothing = null\n'
  /** File, what it imports, the rule that must refuse it. */
  const planted: readonly (readonly [string, string, string])[] = [
    ['packages/domain/src/planted-direction.ts', '@lastmile/rules', 'direction-domain'],
    ['packages/rules/src/planted-direction.ts', '@lastmile/contract', 'direction-rules'],
    ['packages/population/src/planted-direction.ts', '@lastmile/rules', 'direction-population'],
    ['packages/contract/src/planted-direction.ts', '@lastmile/server', 'direction-contract'],
    ['packages/server/src/planted-direction.ts', '@lastmile/cli', 'direction-server'],
    ['packages/web-kit/src/planted-direction.ts', '../../console/src/planted-node.ts', 'direction-web-kit'],
    ['packages/console/src/planted-direction.ts', '@lastmile/server', 'direction-console'],
    ['packages/planted-room/src/index.ts', '@lastmile/domain', 'package-known'],
    ['packages/server/src/planted-inside.ts', '../../rules/src/planted-core.ts', 'package-door'],
    ['packages/server/src/planted-path.ts', '../../domain/src/index.ts', 'package-by-name'],
    ['scripts/planted-inside.ts', '../packages/rules/src/planted-core.ts', 'package-door-from-outside'],
    ['e2e/planted-server.ts', '@lastmile/server', 'journeys-use-no-server'],
    [`${modules}/planted-module/index.ts`, '../identity/index.ts', 'module-known'],
    [`${modules}/casework/planted-inside.ts`, '../identity/planted-store.ts', 'module-door'],
    [
      'packages/server/src/planted-store.ts',
      './modules/identity/planted-store.ts',
      'module-door-from-outside',
    ],
    [`${modules}/households/planted-order.ts`, '../casework/index.ts', 'module-order-households'],
    ['packages/server/src/platform/planted.ts', '../modules/identity/index.ts', 'platform-knows-no-module'],
    [`${modules}/identity/planted-app.ts`, '../../app.ts', 'app-is-the-top'],
    ['packages/rules/src/planted-core.ts', 'node:fs', 'pure-without-node'],
    ['packages/console/src/planted-node.ts', '@lastmile/rules/node', 'pure-not-through-node-entry'],
    ['packages/domain/src/planted-test.ts', './planted.test.ts', 'no-test-in-product'],
    ['packages/domain/src/planted-cycle.ts', './planted-cycle-back.ts', 'no-cycle'],
    ['packages/domain/src/planted-lost.ts', './not-there.ts', 'resolvable'],
  ]

  test('each rule refuses what is planted against it, and every file is read', () => {
    for (const path of [
      `${modules}/identity/index.ts`,
      `${modules}/identity/planted-store.ts`,
      `${modules}/casework/index.ts`,
      'packages/server/src/app.ts',
      'packages/domain/src/planted.test.ts',
      'packages/rules/src/node.ts',
    ]) {
      tree.plant(path, empty)
    }
    tree.plant('packages/domain/src/planted-cycle-back.ts', "export * from './planted-cycle.ts'\n")
    tree.plant('packages/planted-room/package.json', JSON.stringify({ name: '@lastmile/planted-room' }))
    for (const [path, imported] of planted) tree.plant(path, `export * from '${imported}'\n`)

    const { status, output } = tree.run('node', ['scripts/guards/boundaries.ts'])
    expect(status).not.toBe(0)
    const refused = [...output.matchAll(/error ([\w-]+): (\S+)/g)].map(([, rule, path]) => `${rule}: ${path}`)
    expect(refused).toEqual(expect.arrayContaining(planted.map(([path, , rule]) => `${rule}: ${path}`)))
    expect(output).toContain(', 0 files not read')
    tell('dependency-cruiser', Number(/^(\d+) modules/m.exec(output)?.[1]))
  })
})

describe('unused code', () => {
  test('an unused file, export and dependency are named', () => {
    tree.plant('packages/domain/src/planted-nobody.ts', 'export const nobody = 1\n')
    tree.plant('packages/domain/src/planted-half.ts', 'export const used = 1\nexport const unused = 2\n')
    tree.plant('packages/domain/src/planted-half.test.ts', "import './planted-half.ts'\n")
    tree.plant('packages/planted-shelf/src/index.ts', 'export const shelf = 1\n')
    tree.plant(
      'packages/planted-shelf/package.json',
      JSON.stringify({
        name: '@lastmile/planted-shelf',
        version: '0.1.0',
        exports: { '.': './src/index.ts' },
        dependencies: { fastify: '1.0.0' },
      }),
    )
    const { status, output } = tree.run('knip', [
      '--no-progress',
      '--reporter',
      './scripts/guards/knip-count.ts',
      '--reporter',
      'symbols',
    ])
    expect(status).not.toBe(0)
    expect(output).toMatch(/^packages\/domain\/src\/planted-nobody\.ts/m)
    expect(output).toMatch(/^unused\s.*packages\/domain\/src\/planted-half\.ts/m)
    expect(output).toMatch(/^fastify\s.*packages\/planted-shelf\/package\.json/m)
    tell('knip', Number(/^(\d+) modules read/m.exec(output)?.[1]))
  })
})

describe('lint', () => {
  const planted: Readonly<Record<string, readonly [path: string, text: string]>> = {
    noExplicitAny: ['packages/domain/src/planted-any.ts', 'export const anything: any = 1\n'],
    noNonNullAssertion: [
      'packages/domain/src/planted-bang.ts',
      'export const sure = (name: string | null) => name!\n',
    ],
    noSkippedTests: [
      'packages/domain/src/planted-skipped.test.ts',
      "import { test } from 'vitest'\n\ntest.skip('later', () => {})\n",
    ],
    noFocusedTests: [
      'packages/domain/src/planted-only.test.ts',
      "import { test } from 'vitest'\n\ntest.only('alone', () => {})\n",
    ],
    noTsIgnore: ['packages/domain/src/planted-ignore.ts', '// @ts-ignore\nexport const wrong: string = 1\n'],
    noFloatingPromises: [
      'packages/domain/src/planted-floating.ts',
      'const save = async (): Promise<void> => {}\n\nexport function close(): void {\n  save()\n}\n',
    ],
    useFilenamingConvention: ['packages/domain/src/PlantedName.ts', 'export const name = 1\n'],
    noExcessiveLinesPerFile: [
      'packages/domain/src/planted-long.ts',
      Array.from({ length: 401 }, (_, line) => `export const line${line} = ${line}\n`).join(''),
    ],
    format: ['packages/domain/src/planted-format.ts', 'export const  spaced  =  "1";\n'],
  }

  test('each habit is held', () => {
    for (const [path, text] of Object.values(planted)) tree.plant(path, text)
    const { status, output } = tree.run('biome', [
      'check',
      '--error-on-warnings',
      '--max-diagnostics=none',
      'packages/domain',
    ])
    expect(status).not.toBe(0)
    for (const [rule, [path]] of Object.entries(planted)) {
      expect(output).toMatch(new RegExp(`^${path}[:\\d]*\\s+(lint/\\w+/)?${rule}\\b`, 'm'))
    }
    tell('biome', Number(/Checked (\d+) files/.exec(output)?.[1]))
  })
})
