// npm run lockfile: makes package-lock.json say the same everywhere. npm leaves out an optional package that the registry at hand does
// not have (a mirror rarely carries every platform), and `npm ci` then refuses the lockfile. The places of such packages are
// written in here, with the platform that their name tells; no machine of another platform ever asks for them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/pinned-node.mjs'

/** The lockfiles of this repository. */
export const LOCKFILES = ['package-lock.json', 'bench/package-lock.json'] as const

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Packages = Record<string, Entry>

/** An optional package that somebody in the lockfile asks for and that has no place in it. */
type Missing = { readonly by: string; readonly name: string; readonly version: string }

/** What `npm ci` would miss. */
export function missingOptionalPackages(packages: Packages): Missing[] {
  return Object.entries(packages).flatMap(([by, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isFound(packages, by, name))
      .map(([name, version]) => ({ by, name, version })),
  )
}

/** The lockfile's packages with a place for each missing one, in npm's order. */
export function completed(packages: Packages): Packages {
  const all = { ...packages }
  for (const { by, name, version } of missingOptionalPackages(packages)) {
    const top = `node_modules/${name}`
    const place = all[top] === undefined || all[top].version === version ? top : `${by}/${top}`
    const { os, cpu, libc } = platformOf(name)
    // In the order in which npm writes them, so that the next installation changes nothing.
    all[place] = {
      version,
      ...(cpu && { cpu }),
      ...(packages[by]?.dev && { dev: true }),
      ...(libc && { libc }),
      optional: true,
      ...(os && { os }),
    }
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, 'en')))
}

/** @throws {Error} when the name tells no platform */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  if (name === 'fsevents') return { os: ['darwin'] }
  const [, os] =
    /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?=-|$)/.exec(name) ?? []
  const [, cpu] = /-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?=-|$)/.exec(name) ?? []
  const [, wasm] = /-(wasm32)-wasi$/.exec(name) ?? []
  if (wasm !== undefined) return { cpu: [wasm] }
  if (os === undefined || cpu === undefined) throw new Error(`${name}: its name tells no platform`)
  const [, libc] = /-(musl|gnu)/.exec(name) ?? []
  return {
    os: [os],
    cpu: [cpu],
    ...(os === 'linux' && libc && { libc: [libc === 'musl' ? 'musl' : 'glibc'] }),
  }
}

function isFound(packages: Packages, by: string, name: string): boolean {
  // From the package's own node_modules up to the root's, as Node resolves.
  const around = by.split('/node_modules/')
  const places = around.map((_, up) => around.slice(0, around.length - up).join('/node_modules/'))
  return [...places, ''].some(
    (place) => packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`] !== undefined,
  )
}

if (import.meta.main) {
  for (const name of LOCKFILES) {
    const file = join(ROOT, name)
    const lock: { packages: Packages } = JSON.parse(readFileSync(file, 'utf8'))
    const missing = missingOptionalPackages(lock.packages)
    if (missing.length > 0) {
      writeFileSync(file, `${JSON.stringify({ ...lock, packages: completed(lock.packages) }, null, 2)}\n`)
    }
    console.log(`${name}: ${missing.length} optional packages of other platforms had no place`)
  }
}
