import type { LibraryBundle } from '../library/documents.ts'
import type { Library } from '../library/library.ts'
import { openLibrary } from '../library/open.ts'

/** The part of a library that some policies need, as data that `openLibrary` takes: what a browser is sent. */
export function narrowedBundle(library: Library, policies: readonly string[]): LibraryBundle {
  const { bundle } = library
  const wanted = new Set(policies)
  return {
    ...bundle,
    policies: bundle.policies
      .filter(({ policy }) => wanted.has(policy.id))
      .map((filed) => ({
        ...filed,
        guide: null,
        policy: {
          ...filed.policy,
          received_as: filed.policy.received_as?.filter((road) => wanted.has(road)),
        },
      })),
    coverage: { ...bundle.coverage, policies: bundle.coverage.policies.filter(({ id }) => wanted.has(id)) },
  }
}

/** A library of some policies alone: what is made anew for each question is then small. */
export function narrowedLibrary(library: Library, policies: readonly string[]): Library {
  return openLibrary(narrowedBundle(library, policies))
}
