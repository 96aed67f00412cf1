import { RELATIONS, type Relation } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useMemo } from 'react'
import { familyTree } from './family-layout.ts'
import type { MemberView } from './shapes.ts'
import { words } from './words.ts'

/** Sizes of the drawing in rem, so that it grows with the type. */
const BOX = { width: 6.2, height: 3.6, gapX: 0.4, gapY: 1.4 }

function left(column: number): number {
  return column * (BOX.width + BOX.gapX)
}
function top(row: number): number {
  return row * (BOX.height + BOX.gapY)
}

/** The family as a small tree; a member can be chosen to see what we know of this person. */
export function FamilyTree({
  members,
  chosen,
  onChoose,
}: {
  readonly members: readonly MemberView[]
  readonly chosen: string | null
  readonly onChoose: (personId: string | null) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const tree = useMemo(() => familyTree(members), [members])
  const at = new Map(tree.places.map((place) => [place.member.personId, place]))
  const width = left(tree.columns) - BOX.gapX
  const height = top(tree.rows) - BOX.gapY
  return (
    <div className="lm-family-scroll">
      <div className="lm-family" style={{ width: `${width}rem`, height: `${height}rem` }}>
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {tree.lines.map((line) => {
            const from = at.get(line.from)
            const to = at.get(line.to)
            if (!from || !to) return null
            const x1 = left(from.column) + BOX.width / 2
            const x2 = left(to.column) + BOX.width / 2
            const y1 = top(from.row) + BOX.height
            const y2 = top(to.row)
            const middle = y2 - BOX.gapY / 2
            const d =
              line.kind === 'couple'
                ? `M${left(from.column) + BOX.width} ${top(from.row) + BOX.height / 2}H${left(to.column)}`
                : `M${x1} ${y1}V${middle}H${x2}V${y2}`
            return <path key={`${line.from}-${line.to}`} d={d} />
          })}
        </svg>
        <ul aria-label={say('family')}>
          {tree.places.map(({ member, row, column }) => {
            const relation =
              member.relation in RELATIONS ? text(RELATIONS[member.relation as Relation]) : member.relation
            const gone = member.toDate !== null || member.deceasedOn !== null
            return (
              <li
                key={member.personId}
                style={{
                  insetInlineStart: `${left(column)}rem`,
                  insetBlockStart: `${top(row)}rem`,
                  width: `${BOX.width}rem`,
                  height: `${BOX.height}rem`,
                }}
              >
                <button
                  type="button"
                  aria-pressed={member.personId === chosen}
                  data-gone={gone}
                  onClick={() => onChoose(member.personId === chosen ? null : member.personId)}
                >
                  <b>{member.name}</b>
                  <small>
                    {relation}{' '}
                    {member.deceasedOn !== null
                      ? say('died')
                      : member.toDate !== null
                        ? say('left')
                        : member.age === null
                          ? say('ageUnknown')
                          : say('age', { age: member.age })}
                  </small>
                </button>
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}
