import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Library } from '@lastmile/rules'
import type { Instrument } from './instruments/document.ts'
import { type InstrumentFile, loadInstrument } from './instruments/instrument.ts'
import { loadScheme, type SchemeFile } from './scheme/load.ts'
import type { Scheme } from './scheme/scheme.ts'

/** Reads and checks every instrument below `instruments/` of a repository root, by id. Throws a `RuleError`. */
export function readInstruments(root: string): Instrument[] {
  return instrumentFiles(root).map((file) => {
    const instrument = loadInstrument(file)
    if (basename(dirname(file.path)) !== instrument.id)
      throw new Error(`${file.path}: the folder must have the name of the instrument, ${instrument.id}`)
    return instrument
  })
}

/** Reads one instrument; null when there is none of that name. */
export function readInstrument(root: string, id: string): Instrument | null {
  const path = join('instruments', id, 'instrument.yaml')
  if (!/^[a-z][a-z0-9-]*$/.test(id) || !existsSync(join(root, path))) return null
  return loadInstrument({ path, text: readFileSync(join(root, path), 'utf8') })
}

/** Ids of the instruments of a repository root. */
export function instrumentIds(root: string): string[] {
  return readdirSync(join(root, 'instruments'))
    .filter((name) => existsSync(join(root, 'instruments', name, 'instrument.yaml')))
    .sort()
}

/** The texts of the instruments, with paths from the root. */
export function instrumentFiles(root: string): InstrumentFile[] {
  return instrumentIds(root).map((id) => {
    const path = join('instruments', id, 'instrument.yaml')
    return { path, text: readFileSync(join(root, path), 'utf8') }
  })
}

/** A scheme's text with its SHA-256. */
export function schemeFile(path: string, shown = path): SchemeFile {
  const text = readFileSync(path, 'utf8')
  return { path: shown, text, hash: createHash('sha256').update(text).digest('hex') }
}

/** The scheme of a district: the first of `districts/<district>/assessment/`. Throws `SchemeError`. */
export function readDistrictScheme(
  root: string,
  library: Library,
  instruments: readonly Instrument[],
  district = 'qingpu',
): Scheme {
  return loadScheme(districtSchemeFile(root, district), library, instruments)
}

/** The text of a district's scheme. */
export function districtSchemeFile(root: string, district = 'qingpu'): SchemeFile {
  const folder = join('districts', district, 'assessment')
  const name = readdirSync(join(root, folder))
    .filter((one) => one.endsWith('.yaml'))
    .sort()[0]
  if (!name) throw new Error(`there is no scheme in ${folder}`)
  return schemeFile(join(root, folder, name), join(folder, name))
}
