import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LinkModel } from '@lastmile/domain/linkage'
import type { Instrument, SchemeFile } from '@lastmile/measure'
import { districtSchemeFile, readInstruments } from '@lastmile/measure/node'
import { type Library, type LibrarySource, loadLibrary, openSignals, type Signals } from '@lastmile/rules'
import { readLibrarySource, readSignalFiles } from '@lastmile/rules/node'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Layout, readLayouts, readOrder } from '../modules/discovery/index.ts'
import { readLinkModel, type SourceOrder } from '../modules/households/index.ts'
import { becomeDemo, isDemo, loadOrgTree, type PlannedUnit, readOrgFile } from '../modules/identity/index.ts'
import { type PlannedForm, publishForms, readFormFiles } from '../modules/visits/index.ts'
import { type Keyring, openKeyring } from '../platform/crypto/index.ts'
import { type Clock, prepareDatabase, type Tx, withActor } from '../platform/db/index.ts'
import type { Database } from '../platform/postgres/index.ts'

/** Where an office finds what it is made from. */
export interface OfficePlace {
  /** The repository: `facts.yaml`, `policies/`, `districts/`. */
  readonly root: string
  /** Folder name below `districts/`. */
  readonly district: string
  readonly keyFile: string
}

/** An office that is ready to be worked with: migrated, its keys open, its org tree as the district's file says. */
export interface Office {
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keyring
  readonly library: Library
  readonly librarySource: LibrarySource
  readonly signals: Signals
  readonly layouts: ReadonlyMap<string, Layout>
  readonly sourceOrder: SourceOrder
  readonly instruments: readonly Instrument[]
  readonly schemeFile: SchemeFile
  readonly linkModel: LinkModel
  readonly tree: readonly PlannedUnit[]
  readonly forms: readonly PlannedForm[]
  readonly leaseDays: number
  /** Path of the district's unit. */
  readonly districtPath: string
  readonly demo: boolean
}

/** What a district says about its phones; seven days where it says nothing. */
const FieldFile = z.strictObject({ lease_days: z.number().int().min(1).max(60) })

function readLeaseDays(file: string): number {
  if (!existsSync(file)) return 7
  const read = FieldFile.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`)
  return read.data.lease_days
}

/** Runs `work` as the platform itself, over the whole district. */
export function asPlatform<T>(
  office: Pick<Office, 'db' | 'clock' | 'districtPath'>,
  purpose: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const actor = { userId: '', role: 'system', orgPath: office.districtPath } as const
  return withActor(office.db, actor, { clock: office.clock, purpose }, work)
}

/**
 * Opens an office on an open database: migrations, keys, policies, layouts, org tree. With `demo` the data folder
 * becomes a demo for good, unless it holds the accounts of a real office.
 */
export async function openOffice(
  db: Database,
  clock: Clock,
  place: OfficePlace,
  options: { readonly demo?: boolean; readonly onMigration?: (name: string) => void } = {},
): Promise<Office> {
  const { onMigration } = options
  await prepareDatabase(db, onMigration ? { onProgress: onMigration } : {})
  const keys = await openKeyring(db, place.keyFile)
  const librarySource = readLibrarySource(place.root)
  const library = loadLibrary(librarySource)
  const folder = join(place.root, 'districts', place.district)
  const layouts = readLayouts(join(folder, 'sources'), library.facts)
  const sourceOrder = readOrder(folder, layouts, library.facts)
  const instruments = readInstruments(place.root)
  const schemeFile = districtSchemeFile(place.root, place.district)
  const signals = openSignals(library, readSignalFiles(join(folder, 'signals')))
  const linkModel = readLinkModel(parse(readFileSync(join(folder, 'linkage.yaml'), 'utf8')))
  const tree = readOrgFile(join(folder, 'org.yaml'))
  const forms = readFormFiles(join(folder, 'forms'))
  const leaseDays = readLeaseDays(join(folder, 'field.yaml'))
  const districtPath = tree[0]?.path ?? ''
  const demo = await asPlatform({ db, clock, districtPath }, 'start', async (tx) => {
    await loadOrgTree(tx, tree)
    await publishForms(tx, forms, districtPath)
    if (options.demo) await becomeDemo(tx)
    return isDemo(tx)
  })
  return {
    db,
    clock,
    keys,
    library,
    librarySource,
    signals,
    layouts,
    sourceOrder,
    linkModel,
    tree,
    forms,
    leaseDays,
    instruments,
    schemeFile,
    districtPath,
    demo,
  }
}
