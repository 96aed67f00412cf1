import type { Relation } from '@lastmile/domain'

/** A member as the tree needs it. */
export interface FamilyMember {
  readonly personId: string
  readonly relation: string
}

/** Where a member stands: `row` 0 is the oldest generation shown, `column` counts from the left. */
export interface FamilyPlace<M> {
  readonly member: M
  readonly row: number
  readonly column: number
}

/** A line of the tree: a couple side by side, or from the parents' row down to a child. */
export interface FamilyLine {
  readonly kind: 'couple' | 'descent'
  readonly from: string
  readonly to: string
}

export interface FamilyTree<M> {
  readonly places: readonly FamilyPlace<M>[]
  readonly lines: readonly FamilyLine[]
  readonly rows: number
  readonly columns: number
}

/** Generations, the head's being 0; older ones are negative. */
const GENERATION: Readonly<Record<Relation, number>> = {
  grandparent: -2,
  parent: -1,
  head: 0,
  spouse: 0,
  sibling: 0,
  other: 0,
  child: 1,
  child_in_law: 1,
  grandchild: 2,
}
/** Order within a generation: the couple first, then those beside it. */
const ORDER: Readonly<Record<Relation, number>> = {
  grandparent: 0,
  parent: 0,
  head: 0,
  spouse: 1,
  sibling: 2,
  other: 3,
  child: 0,
  child_in_law: 1,
  grandchild: 0,
}

function isRelation(relation: string): relation is Relation {
  return relation in GENERATION
}

/** Members that stand in a row; a longer generation goes on in the next row. */
const MOST_IN_A_ROW = 3

/**
 * Lays a household out as a small tree around its head: generations from top to bottom. Relations are those to the
 * head, so a grandchild hangs below the children's generation without saying which child is its parent.
 */
export function familyTree<M extends FamilyMember>(members: readonly M[]): FamilyTree<M> {
  const known = members.map((member, index) => ({
    member,
    index,
    relation: isRelation(member.relation) ? member.relation : ('other' as const),
  }))
  const generations = [...new Set(known.map(({ relation }) => GENERATION[relation]))].sort((a, b) => a - b)
  const places: FamilyPlace<M>[] = []
  let row = 0
  for (const generation of generations) {
    const inside = known
      .filter(({ relation }) => GENERATION[relation] === generation)
      .sort((a, b) => ORDER[a.relation] - ORDER[b.relation] || a.index - b.index)
    for (const [place, { member }] of inside.entries())
      places.push({
        member,
        row: row + Math.floor(place / MOST_IN_A_ROW),
        column: place % MOST_IN_A_ROW,
      })
    row += Math.ceil(inside.length / MOST_IN_A_ROW)
  }
  const of = (relation: Relation) => known.filter((one) => one.relation === relation).map((one) => one.member)
  const head = of('head')[0]
  const lines: FamilyLine[] = []
  const descend = (from: M | undefined, to: readonly M[]) => {
    if (from) for (const one of to) lines.push({ kind: 'descent', from: from.personId, to: one.personId })
  }
  const parent = of('parent')[0]
  if (head) {
    for (const spouse of of('spouse'))
      lines.push({ kind: 'couple', from: head.personId, to: spouse.personId })
    descend(parent, [head, ...of('sibling')])
    descend(parent ? undefined : of('grandparent')[0], [head])
    descend(head, of('child'))
    if (of('child').length === 0) descend(head, of('grandchild'))
  }
  descend(of('grandparent')[0], of('parent'))
  descend(of('child')[0], of('grandchild'))
  return {
    places,
    lines,
    rows: row,
    columns: Math.max(1, ...places.map((place) => place.column + 1)),
  }
}
