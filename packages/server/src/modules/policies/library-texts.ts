import { createHash } from 'node:crypto'
import { type Library, type LibraryFile, type LibrarySource, loadLibrary } from '@lastmile/rules'

/** Texts of changed files by path; null takes a file away. */
export type FileChanges = Readonly<Record<string, string | null>>

/** A library with the texts that it was made from. */
export interface OpenedLibrary {
  readonly source: LibrarySource
  readonly library: Library
}

/** SHA-256 of a text: what a file, and a result, names it by. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Puts changed files over a library's texts. */
export function overlay(source: LibrarySource, changes: FileChanges): LibrarySource {
  const files = new Map<string, LibraryFile>(source.files.map((file) => [file.path, file]))
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) files.delete(path)
    else files.set(path, { path, text, hash: textHash(text) })
  }
  return { ...source, files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/** Opens a library with changed files over it. Throws `LibraryError`. */
export function openChanged(base: OpenedLibrary, changes: FileChanges): OpenedLibrary {
  const source = overlay(base.source, changes)
  return { source, library: loadLibrary(source) }
}

/** The text of one file, or null. */
export function textOf(source: LibrarySource, path: string): string | null {
  return source.files.find((file) => file.path === path)?.text ?? null
}
