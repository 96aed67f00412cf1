import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'
import { parse } from 'yaml'

interface Entry {
  readonly name: string
  readonly derived?: string
  readonly [key: string]: unknown
}

/**
 * Lets the browser import `facts.yaml`: parsed while building, observed facts only, without what only the server needs,
 * so that a page can name, show and ask a fact without a YAML parser in the bundle.
 */
export function factsPlugin(): Plugin {
  return {
    name: 'lastmile-facts',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('/facts.yaml')) return null
      const document = parse(await readFile(id, 'utf8')) as { facts: Entry[] }
      const facts = document.facts.map(({ description, derived, ...rest }) => ({
        ...rest,
        derived: derived !== undefined,
      }))
      return { code: `export default ${JSON.stringify(facts)}`, map: null }
    },
  }
}
