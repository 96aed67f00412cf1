import { createHash } from 'node:crypto'
import type { Library } from '@lastmile/rules'

const hashes = new WeakMap<Library, string>()

/** The hash of a library: of the texts of all its policies, so that a result can say what it was made with. */
export function libraryHash(library: Library): string {
  const known = hashes.get(library)
  if (known) return known
  const parts = library.policies.map((policy) => `${policy.id} ${policy.hash ?? ''}`)
  const made = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
  hashes.set(library, made)
  return made
}
