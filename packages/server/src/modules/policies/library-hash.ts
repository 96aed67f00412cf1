import { createHash } from 'node:crypto'
import type { Library } from '@lastmile/rules'

const hashes = new WeakMap<Library, string>()

/**
 * The hash of a library: of its facts, figures, terms and rules, so that a result can say what it was made with. Guides
 * and lists decide nothing and are left out.
 */
export function libraryHash(library: Library): string {
  const known = hashes.get(library)
  if (known) return known
  const { facts, derived, parameters, terms, policies } = library.bundle
  const rules = policies.map(({ place, policy }) => ({ place, policy }))
  const text = JSON.stringify({ facts, derived, parameters, terms, rules })
  const made = createHash('sha256').update(text).digest('hex').slice(0, 16)
  hashes.set(library, made)
  return made
}
