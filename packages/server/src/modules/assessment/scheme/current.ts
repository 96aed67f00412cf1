import { loadScheme, type Scheme, type SchemeFile } from '@lastmile/measure'
import type { Library } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { publishedScheme } from './store.ts'

/** Schemes made ready, by hash; another library makes them anew. */
const made = new Map<string, { readonly library: Library; readonly scheme: Scheme }>()
const KEPT = 8

/** The scheme in force with its text, and the library whose figures it reads. */
export interface CurrentScheme {
  readonly scheme: Scheme
  readonly hash: string
  readonly text: string
  readonly library: Library
}

/** The scheme in force: the last that was published, else the district's file. */
export async function currentScheme(tx: Tx, deps: AssessmentDeps, given?: Library): Promise<CurrentScheme> {
  const published = await publishedScheme(tx)
  const file: SchemeFile = published
    ? { path: 'scheme.yaml', text: published.text, hash: published.hash }
    : deps.schemeFile
  const library = given ?? (await deps.library(tx))
  return { scheme: openScheme(file, library, deps), hash: file.hash ?? '', text: file.text, library }
}

function openScheme(file: SchemeFile, library: Library, deps: AssessmentDeps): Scheme {
  const hash = file.hash ?? ''
  const known = made.get(hash)
  if (known?.library === library) return known.scheme
  const scheme = loadScheme(file, library, deps.instruments)
  if (made.size >= KEPT) made.delete(made.keys().next().value ?? '')
  made.set(hash, { library, scheme })
  return scheme
}
