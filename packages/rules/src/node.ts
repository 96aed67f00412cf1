import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from './facts/dictionary.ts'
import { loadFacts } from './facts/load.ts'

/** Reads `facts.yaml` of a repository root. */
export function readFacts(root: string): Facts {
  return loadFacts(readFileSync(join(root, 'facts.yaml'), 'utf8'))
}
