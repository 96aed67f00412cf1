import type { Relation } from '@lastmile/domain'

/** What a member is to a new head, by what the new head was to the old one. Not listed: `other`. */
const UNDER_NEW_HEAD: Partial<Record<Relation, Partial<Record<Relation, Relation>>>> = {
  spouse: { child: 'child', grandchild: 'grandchild', child_in_law: 'child_in_law' },
  child: { spouse: 'parent', child: 'sibling', parent: 'grandparent' },
  parent: { parent: 'spouse', sibling: 'child', spouse: 'child_in_law', child: 'grandchild' },
  sibling: { sibling: 'sibling', parent: 'parent', grandparent: 'grandparent' },
  child_in_law: { child: 'spouse', grandchild: 'child' },
}

/**
 * The relation of a member to the new head, when the head of a household has left.
 * @param newHead what the new head was to the former head.
 * @param member what the member was to the former head.
 */
export function relationToNewHead(newHead: Relation, member: Relation): Relation {
  return UNDER_NEW_HEAD[newHead]?.[member] ?? 'other'
}

/** A member who may become head. */
export interface Candidate {
  readonly personId: string
  readonly relation: Relation
  readonly birthDate: string | null
}

/** Who follows the head: the spouse, else the eldest; those of unknown age come last. */
export function nextHead(members: readonly Candidate[]): Candidate | null {
  const order = (member: Candidate) =>
    `${member.relation === 'spouse' ? 0 : 1} ${member.birthDate ?? '9999'} ${member.personId}`
  return [...members].sort((a, b) => (order(a) < order(b) ? -1 : 1))[0] ?? null
}
