import type { Cell } from '../files/cell.ts'
import { plain } from './clean.ts'

/** How the figures of a column are made into what the fact counts. */
interface FigureUnit {
  readonly type: 'money' | 'integer'
  /** Only for facts that count this (`unit` of facts.yaml); null: for all of the type. */
  readonly of: string | null
  readonly times: number
  readonly by: number
  readonly label: { readonly zh: string; readonly en: string }
}

/** Units that columns of lists are counted in, beside what the fact counts itself (yuan, months …). */
export const FIGURE_UNITS = {
  thousand_yuan: {
    type: 'money',
    of: null,
    times: 1000,
    by: 1,
    label: { zh: '千元', en: 'thousands of yuan' },
  },
  ten_thousand_yuan: {
    ...{ type: 'money', of: null, times: 10_000, by: 1 },
    label: { zh: '万元', en: 'ten thousands of yuan' },
  },
  fen: { type: 'money', of: null, times: 1, by: 100, label: { zh: '分', en: 'fen' } },
  yuan_a_year: {
    ...{ type: 'money', of: null, times: 1, by: 12 },
    label: { zh: '元/年（折成每月）', en: 'yuan a year (made into a month)' },
  },
  years: {
    type: 'integer',
    of: 'month',
    times: 12,
    by: 1,
    label: { zh: '年（折成月）', en: 'years (made into months)' },
  },
} as const satisfies Record<string, FigureUnit>
export type FigureUnitId = keyof typeof FIGURE_UNITS
export const FIGURE_UNIT_IDS = Object.keys(FIGURE_UNITS) as [FigureUnitId, ...FigureUnitId[]]

/** The unit, when a column may be counted in it. */
export function figureUnit(
  id: FigureUnitId | undefined,
  of: { readonly type: string; readonly unit: string | null },
): FigureUnit | null {
  const unit: FigureUnit | undefined = id === undefined ? undefined : FIGURE_UNITS[id]
  return unit && unit.type === of.type && (unit.of === null || unit.of === of.unit) ? unit : null
}

/** The unit that the name of a column says, where it is one of these. */
export function unitInName(header: string): FigureUnitId | null {
  if (/万元/.test(header)) return 'ten_thousand_yuan'
  if (/千元/.test(header)) return 'thousand_yuan'
  if (/元[/每]年/.test(header)) return 'yuan_a_year'
  return /[(（]分[)）]/.test(header) ? 'fen' : null
}

/** A cell that says its own unit (`1.2万元`) is not counted again. */
export function saysItsUnit(cell: Cell | null): boolean {
  return cell !== null && /[万千]/.test(plain(cell.text))
}
