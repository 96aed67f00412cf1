import { expect, test } from 'vitest'
import { bring, type Machine } from './machine.ts'
import type { Need } from './step.ts'

/** A machine with or without apt and sudo; what apt installs is there afterwards. */
function machine({ isRoot = false, sudo = false, apt = true, delivers = true }): Machine & { ran: string[] } {
  const here = new Set<Need>(['cjk-fonts'])
  const ran: string[] = []
  return {
    ran,
    isRoot,
    isHere: (need) => here.has(need),
    tell: () => {},
    run(program, args) {
      if (program === 'apt-get' && args[0] === '--version') return apt
      if (program === 'sudo' && args[1] === 'true') return sudo
      ran.push([program, ...args].join(' '))
      if (delivers && args.includes('chromium')) here.add('chromium')
      return true
    },
  }
}

test('root installs what is missing, and only that', () => {
  const root = machine({ isRoot: true })
  expect(bring(['chromium', 'cjk-fonts'], root)).toEqual(new Map())
  expect(root.ran).toEqual(['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium'])
})

test('so does sudo without a password', () => {
  const sudoer = machine({ sudo: true })
  expect(bring(['chromium'], sudoer)).toEqual(new Map())
  expect(sudoer.ran[1]).toMatch(/^sudo -n apt-get install /)
})

test.each([
  ['may not', machine({})],
  ['has no apt', machine({ apt: false, isRoot: true })],
])('who %s is told exactly what to ask for', (_who, other) => {
  expect(bring(['cjk-fonts', 'chromium', 'postgresql-15'], other)).toEqual(
    new Map([
      [
        'chromium',
        'a browser at /usr/bin/chromium is missing: this user may not install it here; ask for: sudo apt-get install chromium postgresql-15',
      ],
      [
        'postgresql-15',
        'PostgreSQL 15 in /usr/lib/postgresql/15/bin is missing: this user may not install it here; ask for: sudo apt-get install chromium postgresql-15',
      ],
    ]),
  )
  expect(other.ran).toEqual([])
})

test('what apt did not bring is named', () => {
  const said = bring(['chromium'], machine({ isRoot: true, delivers: false })).get('chromium')
  expect(said).toBe(
    'a browser at /usr/bin/chromium is missing: apt-get install did not bring it; by hand: sudo apt-get install chromium',
  )
})
