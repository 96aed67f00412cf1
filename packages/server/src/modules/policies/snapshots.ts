import { type Library, type LibraryBundle, openLibrary } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import { keepGuarded } from './guarded.ts'
import { libraryHash } from './library-hash.ts'

/** Keeps the library that a result names, once, so that the result can be made again. */
export async function keepSnapshot(tx: Tx, library: Library): Promise<string> {
  const hash = libraryHash(library)
  const known = await tx.query('SELECT 1 FROM library_snapshot WHERE hash = $1', [hash])
  if (known.length === 0) {
    await tx.execute(
      'INSERT INTO library_snapshot (hash, bundle, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [hash, JSON.stringify(library.bundle), tx.now],
    )
    await keepGuarded(tx, library)
  }
  return hash
}

/** A library by its hash, as it was when results were made with it; null when nothing was. */
export async function librarySnapshot(tx: Tx, hash: string): Promise<Library | null> {
  const [row] = await tx.query<{ bundle: LibraryBundle }>(
    'SELECT bundle FROM library_snapshot WHERE hash = $1',
    [hash],
  )
  return row ? openLibrary(row.bundle) : null
}
