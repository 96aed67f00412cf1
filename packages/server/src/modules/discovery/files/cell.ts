/**
 * A filled cell as the file has it. `plain` is text of a CSV, of which nobody knows what was typed; the others are what
 * the workbook says. A number under a date format is a `date` and keeps its number too; `formula` is a formula whose
 * result was never stored.
 */
export interface Cell {
  readonly kind: 'plain' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula'
  /** As a person would read it; a date as `YYYY-MM-DD`. */
  readonly text: string
  readonly number: number | null
}

/** One row with at least one filled cell. */
export interface TableRow {
  /** Counted from 1, as Excel shows it. */
  readonly number: number
  /** Null where nothing stands. */
  readonly cells: readonly (Cell | null)[]
  /** Filtered out or hidden in the workbook; still data. */
  readonly hidden: boolean
}

/** A cell of text. */
export function textCell(text: string, kind: 'text' | 'plain' = 'text'): Cell {
  return { kind, text, number: null }
}

/** How a number reads: plainly as long as a spreadsheet keeps all its digits, else as it shows it (`3.10118E+17`). */
export function numberText(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential(5).replace('e', 'E')
  return Number.isInteger(value) ? BigInt(value).toString() : String(value)
}
