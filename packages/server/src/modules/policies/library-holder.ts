import { type Library, LibraryError, type LibrarySource, loadLibrary } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import { lastPublication, publishedFiles } from './desk/store.ts'
import { type OpenedLibrary, overlay } from './library-texts.ts'

type Refused = (changeId: string, error: LibraryError) => void

/**
 * The library in force: the folder, and over it what was published at the desk, in the order of publication. Every
 * process has one; `current` notices what another process has published.
 */
export class LibraryHolder {
  readonly #folder: OpenedLibrary
  readonly #onRefused: Refused
  #now: OpenedLibrary
  /** The last publication that `#now` holds; a rolled back one has another id, so it is never taken for a later one. */
  #last: string | null = null

  constructor(folder: OpenedLibrary, onRefused: Refused = () => undefined) {
    this.#folder = folder
    this.#now = folder
    this.#onRefused = onRefused
  }

  /** As last looked at: for names and labels. What decides asks `current`. */
  get library(): Library {
    return this.#now.library
  }

  /** The library in force for a transaction. One short query when nothing was published since. */
  async current(tx: Tx): Promise<OpenedLibrary> {
    const last = await lastPublication(tx)
    if ((last?.id ?? null) !== this.#last) {
      this.#now = await this.#upTo(tx, last?.no ?? 0)
      this.#last = last?.id ?? null
    }
    return this.#now
  }

  /** The texts as they were before publication `no`. */
  async textsBefore(tx: Tx, no: number): Promise<LibrarySource> {
    const changes = await publishedFiles(tx, no - 1)
    return changes.reduce((source, change) => overlay(source, change.files), this.#folder.source)
  }

  /**
   * The library with the publications up to `no`. A change that the folder of a newer release no longer bears is left
   * out and told; the others hold.
   */
  async #upTo(tx: Tx, no: number): Promise<OpenedLibrary> {
    const changes = await publishedFiles(tx, no)
    const whole = changes.reduce((source, change) => overlay(source, change.files), this.#folder.source)
    const opened = tryOpen(whole)
    if (!(opened instanceof LibraryError)) return opened
    let now = this.#folder
    for (const change of changes) {
      const next = tryOpen(overlay(now.source, change.files))
      if (next instanceof LibraryError) this.#onRefused(change.id, next)
      else now = next
    }
    return now
  }
}

function tryOpen(source: LibrarySource): OpenedLibrary | LibraryError {
  try {
    return { source, library: loadLibrary(source) }
  } catch (error) {
    if (error instanceof LibraryError) return error
    throw error
  }
}
