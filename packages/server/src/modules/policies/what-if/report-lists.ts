import type { ListOnPaper } from '../../../platform/paper/index.ts'
import type { Report, ReportCell } from './report.ts'

/** A report as lists of a workbook, a sheet a table: money in yuan and counts are numbers. */
export function reportLists({ title, line, notes, tables }: Report): ListOnPaper[] {
  return tables.map(({ name, head, rows, widths }) => ({
    sheet: name,
    title: `${title}：${name}`,
    line: [line],
    columns: head.map((column, at) => ({
      name: column,
      width: Math.max(10, Math.round((widths[at] ?? 0) * 1.2)),
      numeric: rows.some((row) => typeof row[at] === 'object'),
    })),
    rows: rows.map((row) => row.map(stored)),
    notes,
    sign: [],
  }))
}

function stored(cell: ReportCell): string | number {
  if (typeof cell === 'string') return cell
  if ('fen' in cell) return cell.fen / 100
  return 'share' in cell ? `${(100 * cell.share).toFixed(1)}%` : cell.count
}
