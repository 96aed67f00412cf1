import { RELATIONS, type Relation } from '@lastmile/domain'

export { RELATIONS }

/** Whether a word is a relation of the taxonomy. */
export function isRelation(word: string): word is Relation {
  return Object.hasOwn(RELATIONS, word)
}
