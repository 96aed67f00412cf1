import type { Because } from '@lastmile/contract'
import { Because as Reasons, useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import type { Column } from '../../frame/index.ts'
import { useFactsInWords } from './facts-in-words.ts'
import { type Families, type FamilyRow, useFamilies } from './families.tsx'
import { words } from './family-words.ts'

/** A family with reasons. The tree travels as JSON, whose type is lost on the way. */
interface ReasonedRow extends FamilyRow {
  readonly because: unknown
}

interface FamilyColumns<Row> extends Families<Row> {
  /** Opens the reasons below the row. */
  readonly why: Column<Row>
  readonly isOpened: (row: Row) => boolean
  /** The reasons of an opened row, else null. */
  readonly reasons: (row: Row, label: string) => ReactNode
}

/**
 * The columns that every list of families with reasons has: who, where, and why, opened in place.
 * @param first the row that is opened from the start.
 */
export function useFamilyColumns<Row extends ReasonedRow>(
  keyOf: (row: Row) => string,
  first?: string,
): FamilyColumns<Row> {
  const say = useWords(words)
  const text = useText()
  const describe = useFactsInWords()
  const families = useFamilies<Row>()
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(first === undefined ? [] : [first]))
  const toggle = (key: string) => {
    const next = new Set(opened)
    if (!next.delete(key)) next.add(key)
    setOpened(next)
  }
  const treeOf = (row: Row) => row.because as Because
  return {
    ...families,
    why: {
      id: 'why',
      title: say('why'),
      bare: true,
      short: true,
      cell: (row) => (
        <button
          type="button"
          className="lm-link"
          aria-expanded={opened.has(keyOf(row))}
          onClick={() => toggle(keyOf(row))}
        >
          {opened.has(keyOf(row)) ? say('whyClose') : say('why')}
        </button>
      ),
      text: (row) => text(treeOf(row).text),
    },
    isOpened: (row) => opened.has(keyOf(row)),
    reasons: (row, label) =>
      opened.has(keyOf(row)) ? (
        <div className="lm-why-tree">
          <Reasons tree={treeOf(row)} label={label} describe={describe} />
        </div>
      ) : null,
  }
}
