import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pinnedEnvironment, ROOT } from '../bootstrap/pinned-node.mjs'

const CONFIGURATION = [
  'package.json',
  'tsconfig.json',
  'biome.json',
  'knip.json',
  'vitest.config.ts',
  '.dependency-cruiser.cjs',
  '.gitignore',
]
const NOT_COPIED = new Set(['node_modules', 'dist', 'out', '.cache'])

/** A copy of the tree to plant violations in; the tree itself stays as it is. */
export type Greenhouse = {
  readonly root: string
  /** Writes a file, with the folders on the way. */
  plant(path: string, text: string): void
  /** Runs a program of node_modules/.bin (or a script under node) in the copy. */
  run(program: string, args: readonly string[]): { status: number | null; output: string }
  remove(): void
}

/** Copies the sources and links the dependencies; the workspaces are those of the copy. */
export function greenhouse(): Greenhouse {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lastmile-guards-')))
  for (const name of CONFIGURATION) cpSync(join(ROOT, name), join(root, name))
  for (const name of ['packages', 'scripts', 'e2e']) {
    cpSync(join(ROOT, name), join(root, name), {
      recursive: true,
      filter: (source) => !NOT_COPIED.has(basename(source)),
    })
  }
  linkDependencies(root)
  return {
    root,
    plant(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    run(program, args) {
      const { status, stdout, stderr } = spawnSync(program, args, {
        cwd: root,
        encoding: 'utf8',
        env: { ...pinnedEnvironment(), NO_COLOR: '1' },
        maxBuffer: 256 * 1024 * 1024,
      })
      return { status, output: stdout + stderr }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

function linkDependencies(root: string): void {
  const from = join(ROOT, 'node_modules')
  const to = join(root, 'node_modules')
  mkdirSync(join(to, '@lastmile'), { recursive: true })
  for (const name of readdirSync(from)) {
    if (name !== '@lastmile' && name !== '.cache') symlinkSync(join(from, name), join(to, name))
  }
  for (const name of readdirSync(join(root, 'packages'))) {
    symlinkSync(join(root, 'packages', name), join(to, '@lastmile', name))
    const own = join(ROOT, 'packages', name, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(root, 'packages', name, 'node_modules'))
  }
}
