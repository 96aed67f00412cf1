import { type Library, type LibraryBundle, openLibrary } from '@lastmile/rules'
import { fieldDatabase } from '../store/phone.ts'

let opened: { readonly hash: string; readonly library: Library } | null = null

/** The policies on this phone, opened once; null before the first sync. */
export async function phoneLibrary(): Promise<Library | null> {
  const row = await fieldDatabase().library.get('library')
  if (!row) return null
  if (opened?.hash !== row.hash)
    opened = { hash: row.hash, library: openLibrary(row.bundle as LibraryBundle) }
  return opened.library
}
