import { formatYuan } from '@lastmile/domain'
import type { Block, Sheet } from '../../../platform/paper/index.ts'
import type { Report, ReportCell } from './report.ts'

/** A report as a sheet of paper. */
export function reportSheet({ title, line, notes, tables }: Report): Sheet {
  return {
    title,
    line,
    blocks: [
      ...tables.flatMap(({ name, head, widths, rows }): Block[] => [
        { kind: 'heading', text: name },
        { kind: 'table', head, widths, rows: rows.map((row) => row.map(inWords)) },
      ]),
      { kind: 'heading', text: '怎么看' },
      ...notes.map((text): Block => ({ kind: 'text', text })),
    ],
    foot: '政策测算，供研究参考',
  }
}

function inWords(cell: ReportCell): string {
  if (typeof cell === 'string') return cell
  if ('fen' in cell) return formatYuan(cell.fen)
  if ('share' in cell) return `${(100 * cell.share).toFixed(1)}%`
  return String(cell.count)
}
