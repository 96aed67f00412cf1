import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Need } from './step.ts'

/** Where Debian puts its browser. */
const CHROMIUM = '/usr/bin/chromium'
/** Where Debian puts the server programs of PostgreSQL 15. */
export const POSTGRES_15 = '/usr/lib/postgresql/15/bin'

const PACKAGES: Readonly<Record<Need, { package: string; words: string; isHere: () => boolean }>> = {
  chromium: {
    package: 'chromium',
    words: `a browser at ${CHROMIUM}`,
    isHere: () => existsSync(CHROMIUM),
  },
  'cjk-fonts': {
    package: 'fonts-noto-cjk',
    words: 'a font with Chinese characters',
    isHere: () =>
      spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0,
  },
  'postgresql-15': {
    package: 'postgresql-15',
    words: `the server programs in ${POSTGRES_15}`,
    isHere: () => existsSync(`${POSTGRES_15}/initdb`),
  },
}

/**
 * Brings what is missing with apt where this user may (root, or sudo that asks no password).
 *
 * @returns for each need that is still missing, one sentence that names exactly what to install
 */
export function bring(needs: readonly Need[]): ReadonlyMap<Need, string> {
  const missing = needs.filter((need) => !PACKAGES[need].isHere())
  if (missing.length === 0) return new Map()
  const packages = missing.map((need) => PACKAGES[need].package)
  const apt = aptCommand()
  const byHand = `sudo apt-get install ${packages.join(' ')}`
  if (apt === null) {
    return explain(missing, `this user may not run apt-get here; ask for: ${byHand}`)
  }
  console.log(`Missing: ${packages.join(', ')}. Installing with apt-get …`)
  const updated = aptGet(apt, ['update', '-qq'])
  for (const name of packages) {
    if (!aptGet(apt, ['install', '-y', '-qq', '--no-install-recommends', name])) {
      console.log(`  apt-get could not install ${name}.`)
    }
  }
  const still = missing.filter((need) => !PACKAGES[need].isHere())
  return explain(still, `apt-get ${updated ? 'install' : 'update'} did not bring it; by hand: ${byHand}`)
}

function explain(missing: readonly Need[], how: string): ReadonlyMap<Need, string> {
  return new Map(missing.map((need) => [need, `${PACKAGES[need].words} is missing: ${how}`]))
}

/** How apt-get is called here: as root, through sudo without a password, or not at all. */
function aptCommand(): readonly [string, ...string[]] | null {
  if (spawnSync('apt-get', ['--version']).status !== 0) return null
  if (process.getuid?.() === 0) return ['apt-get']
  const sudo = spawnSync('sudo', ['-n', 'true'])
  return sudo.status === 0 ? ['sudo', '-n', 'apt-get'] : null
}

function aptGet([program, ...first]: readonly [string, ...string[]], args: readonly string[]): boolean {
  // RUNLEVEL=1: a database server that Debian installs is only needed as programs, not as a running service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  return spawnSync(program, [...first, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}
