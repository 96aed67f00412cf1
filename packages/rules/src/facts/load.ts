import { parse } from 'yaml'
import { type Facts, factsFromDocument } from './dictionary.ts'

/** Reads the text of `facts.yaml`. Throws with the path of what is wrong. */
export function loadFacts(text: string): Facts {
  return factsFromDocument(parse(text))
}
