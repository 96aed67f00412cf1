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
    words: `PostgreSQL 15 in ${POSTGRES_15}`,
    isHere: () => existsSync(`${POSTGRES_15}/initdb`),
  },
}

/** What is asked of the machine; a test hands in another one. */
export type Machine = {
  readonly isHere: (need: Need) => boolean
  readonly isRoot: boolean
  /** Runs a program and says whether it ended well. */
  readonly run: (program: string, args: readonly string[]) => boolean
  readonly tell: (line: string) => void
}

const THIS_MACHINE: Machine = {
  isHere: (need) => PACKAGES[need].isHere(),
  isRoot: process.getuid?.() === 0,
  run: (program, args) => {
    // RUNLEVEL=1: a database server that Debian installs is only needed as programs, not as a running service.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    return spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  },
  tell: console.log,
}

/**
 * Brings what is missing with apt where this user may (root, or sudo that asks no password).
 *
 * @returns for each need that is still missing, one sentence that names exactly what to install
 */
export function bring(needs: readonly Need[], machine: Machine = THIS_MACHINE): ReadonlyMap<Need, string> {
  const missing = needs.filter((need) => !machine.isHere(need))
  if (missing.length === 0) return new Map()
  const packages = missing.map((need) => PACKAGES[need].package)
  const byHand = `sudo apt-get install ${packages.join(' ')}`
  const apt = aptCommand(machine)
  if (apt === null) return explain(missing, `this user may not install it here; ask for: ${byHand}`)
  const [program, ...first] = apt
  machine.tell(`Missing: ${packages.join(', ')}. Installing with apt-get …`)
  const isUpdated = machine.run(program, [...first, 'update', '-qq'])
  for (const name of packages) {
    machine.run(program, [...first, 'install', '-y', '-qq', '--no-install-recommends', name])
  }
  const still = missing.filter((need) => !machine.isHere(need))
  return explain(still, `apt-get ${isUpdated ? 'install' : 'update'} did not bring it; by hand: ${byHand}`)
}

function explain(missing: readonly Need[], how: string): ReadonlyMap<Need, string> {
  return new Map(missing.map((need) => [need, `${PACKAGES[need].words} is missing: ${how}`]))
}

/** How apt-get is called here: as root, through sudo without a password, or not at all. */
function aptCommand({ isRoot, run }: Machine): readonly [string, ...string[]] | null {
  if (!run('apt-get', ['--version'])) return null
  if (isRoot) return ['apt-get']
  return run('sudo', ['-n', 'true']) ? ['sudo', '-n', 'apt-get'] : null
}
