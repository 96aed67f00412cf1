import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { completed, LOCKFILES, missingOptionalPackages } from '../lockfile.ts'
import { ROOT } from './pinned-node.mjs'

test.each(LOCKFILES)('npm ci finds every optional package in %s (if not: npm run lockfile)', (name) => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, name), 'utf8'))
  expect(missingOptionalPackages(packages)).toEqual([])
})

describe('a lockfile that a registry without all platforms has made', () => {
  const packages = {
    '': { optionalDependencies: { 'tool-linux-x64': '1.0.0' } },
    'node_modules/tool': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: {
        'tool-linux-x64': '1.0.0',
        'tool-linux-arm64-musl': '1.0.0',
        'tool-wasm32-wasi': '1.0.0',
        fsevents: '2.0.0',
      },
    },
    'node_modules/other/node_modules/tool': {
      version: '2.0.0',
      optionalDependencies: { 'tool-linux-x64': '2.0.0', 'tool-darwin-arm64': '2.0.0' },
    },
    'node_modules/other/node_modules/tool/node_modules/tool-linux-x64': { version: '2.0.0' },
    'node_modules/tool-linux-x64': { version: '1.0.0' },
  }

  test('gets the places that are missing, and no other', () => {
    const all = completed(packages)
    const added = Object.entries(all).filter(([place]) => !(place in packages))
    expect(Object.fromEntries(added)).toEqual({
      'node_modules/fsevents': { version: '2.0.0', dev: true, optional: true, os: ['darwin'] },
      'node_modules/tool-darwin-arm64': { version: '2.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
      'node_modules/tool-linux-arm64-musl': {
        version: '1.0.0',
        dev: true,
        optional: true,
        os: ['linux'],
        cpu: ['arm64'],
        libc: ['musl'],
      },
      'node_modules/tool-wasm32-wasi': { version: '1.0.0', dev: true, optional: true, cpu: ['wasm32'] },
    })
    expect(missingOptionalPackages(all)).toEqual([])
  })

  test('puts another version of the same package beside the one that asks for it', () => {
    const two = completed({
      'node_modules/a': { version: '1.0.0', optionalDependencies: { 'x-win32-x64': '1.0.0' } },
      'node_modules/b': { version: '1.0.0', optionalDependencies: { 'x-win32-x64': '2.0.0' } },
    })
    expect(two['node_modules/x-win32-x64']?.version).toBe('1.0.0')
    expect(two['node_modules/b/node_modules/x-win32-x64']?.version).toBe('2.0.0')
  })

  test('a name that tells no platform is named', () => {
    const riddle = { 'node_modules/a': { version: '1.0.0', optionalDependencies: { riddle: '1.0.0' } } }
    expect(() => completed(riddle)).toThrow('riddle: its name tells no platform')
  })
})
