import { createHash } from 'node:crypto'
import { type Library, LibraryError, type LibraryFile, type LibrarySource, loadLibrary } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import { publishedFiles, publishedNo } from './desk/store.ts'

/** Texts of changed files by path; null takes a file away. */
export type FileChanges = Readonly<Record<string, string | null>>

/** A library with the texts that it was made from. */
export interface OpenedLibrary {
  readonly source: LibrarySource
  readonly library: Library
}

/** Puts changed files over a library's texts. */
export function overlay(source: LibrarySource, changes: FileChanges): LibrarySource {
  const files = new Map(source.files.map((file) => [file.path, file]))
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) files.delete(path)
    else files.set(path, withHash(path, text))
  }
  return { ...source, files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

function withHash(path: string, text: string): LibraryFile {
  return { path, text, hash: createHash('sha256').update(text).digest('hex') }
}

/**
 * The library in force: the folder, and over it what was published at the desk, in the order of publication. Every
 * process has one; `refresh` notices what another process has published.
 */
export class LibraryHolder {
  readonly #folder: OpenedLibrary
  readonly #onRefused: (changeId: string, error: LibraryError) => void
  #now: OpenedLibrary
  #no = 0

  constructor(
    folder: OpenedLibrary,
    onRefused: (changeId: string, error: LibraryError) => void = () => undefined,
  ) {
    this.#folder = folder
    this.#now = folder
    this.#onRefused = onRefused
  }

  get library(): Library {
    return this.#now.library
  }

  get source(): LibrarySource {
    return this.#now.source
  }

  /** Reads what was published since, in this or another process. One short query when there is nothing new. */
  async refresh(tx: Tx): Promise<void> {
    const no = await publishedNo(tx)
    if (no === this.#no) return
    this.#now = await this.upTo(tx, no)
    this.#no = no
  }

  /**
   * The library as it was after publication `no`. A change that the folder of a newer version of the product no longer
   * bears is left out and told; the others hold.
   */
  async upTo(tx: Tx, no: number): Promise<OpenedLibrary> {
    let now = this.#folder
    for (const change of await publishedFiles(tx, no)) {
      const source = overlay(now.source, change.files)
      try {
        now = { source, library: loadLibrary(source) }
      } catch (error) {
        if (!(error instanceof LibraryError)) throw error
        this.#onRefused(change.id, error)
      }
    }
    return now
  }
}
