import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { Segments } from '../../frame/index.ts'
import { words } from './words.ts'

const FIGURES = ['households', 'receiving', 'withNeeds', 'withGaps'] as const
/** What a map of this page shows. */
export type Figure = (typeof FIGURES)[number]

/** Chooses what the map shows. */
export function FigureChoice({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: Figure
  readonly onChange: (figure: Figure) => void
}): ReactNode {
  const say = useWords(words)
  return (
    <Segments
      name="area-figure"
      label={label}
      value={value}
      options={FIGURES.map((figure) => ({ value: figure, label: say(figure) }))}
      onChange={onChange}
    />
  )
}
