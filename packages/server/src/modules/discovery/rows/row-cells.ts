import { type Cell, type TableRow, textCell } from '../files/cell.ts'
import type { Problem, ProblemCode, ProblemParams } from '../problems/catalogue.ts'
import { maskCell } from '../problems/mask.ts'
import type { LayoutColumn } from '../sources/layout.ts'
import type { IdentityTarget } from '../sources/target.ts'
import { saysNothing, wordKey } from '../values/clean.ts'
import type { Reading } from '../values/reading.ts'
import type { CellReader } from './cell-reader.ts'

/** A column of the file with what it means. */
export interface MappedColumn {
  readonly column: LayoutColumn
  readonly index: number
  readonly header: string
  /** For identity columns: words of the list that stand for others. */
  readonly words?: ReadonlyMap<string, string>
  /** For facts; identity columns are read by the rules of their target. */
  readonly read: CellReader | null
}

/** The cells of one row by target, and the problems found in them. */
export class RowCells {
  protected readonly row: TableRow
  protected readonly identity: ReadonlyMap<IdentityTarget, MappedColumn>
  protected readonly problems: Problem[] = []

  constructor(row: TableRow, identity: ReadonlyMap<IdentityTarget, MappedColumn>) {
    this.row = row
    this.identity = identity
  }

  /** The value of an identity target: null when the cell is empty, not mapped, or wrong (and then named). */
  protected take<T>(target: IdentityTarget, read: (cell: Cell | null) => Reading<T>): T | null {
    const mapped = this.identity.get(target)
    return mapped ? this.value(mapped, read) : null
  }

  protected value<T>(mapped: MappedColumn, read: (cell: Cell | null) => Reading<T>): T | null {
    const cell = this.cell(mapped)
    if (cell?.kind === 'error') this.refuseCell(mapped, 'cell_error', { value: cell.text })
    else if (cell?.kind === 'formula') this.refuseCell(mapped, 'formula_without_value', {})
    else if (saysNothing(cell) && mapped.column.required) {
      this.refuseCell(mapped, 'required_missing', { column: mapped.header })
    } else {
      const reading = read(cell)
      if (reading.ok) return reading.value
      this.refuseCell(mapped, reading.code, reading.params ?? {})
    }
    return null
  }

  protected cell(mapped: MappedColumn | undefined): Cell | null {
    const cell = this.asItStands(mapped)
    // Facts translate their words when they are read; for who somebody is, a word stands for another one.
    const word = mapped?.read === null && cell ? mapped.words?.get(wordKey(cell.text)) : undefined
    return word === undefined ? cell : textCell(word)
  }

  private asItStands(mapped: MappedColumn | undefined): Cell | null {
    return mapped ? (this.row.cells[mapped.index] ?? null) : null
  }

  protected refuse(
    target: IdentityTarget,
    reading: { readonly code: ProblemCode; readonly params?: ProblemParams },
  ): void {
    const mapped = this.identity.get(target)
    if (mapped) this.refuseCell(mapped, reading.code, reading.params ?? {})
  }

  protected refuseCell(mapped: MappedColumn, code: ProblemCode, params: ProblemParams): void {
    const leavesOut = !mapped.column.required && mapped.column.if_wrong === 'leave_out'
    this.push(
      mapped,
      code,
      leavesOut ? { ...params, left_out: 1 } : params,
      leavesOut ? 'warning' : 'refused',
    )
  }

  protected add(
    target: IdentityTarget,
    code: ProblemCode,
    params: ProblemParams,
    severity: Problem['severity'],
  ): void {
    this.push(this.identity.get(target), code, params, severity)
  }

  protected push(
    mapped: MappedColumn | undefined,
    code: ProblemCode,
    params: ProblemParams,
    severity: Problem['severity'],
  ): void {
    const cell = this.asItStands(mapped)
    const column = mapped?.header ?? null
    if (this.problems.some((one) => one.column === column && one.code === code)) return
    this.problems.push({
      row: this.row.number,
      column,
      severity,
      code,
      params,
      value: cell ? maskCell(cell.text) : null,
    })
  }

  protected hasProblem(target: IdentityTarget): boolean {
    const header = this.identity.get(target)?.header
    return header !== undefined && this.problems.some((problem) => problem.column === header)
  }
}
