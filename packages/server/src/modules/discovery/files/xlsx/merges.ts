import type { Cell } from '../cell.ts'
import { columnIndex } from './reference.ts'

/** Cells that are merged downwards: what stands in the first row holds for the others. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  /** From 0. */
  readonly column: number
}

const MERGES = 200_000

/**
 * Finds the merges of a sheet that span rows. They stand behind the rows in the file, so the sheet is looked through
 * once for them before its rows are read.
 */
export async function readMerges(bytes: AsyncIterable<Buffer>): Promise<Merge[]> {
  const merges: Merge[] = []
  let tail = ''
  let isBehindRows = false
  for await (const chunk of bytes) {
    tail += chunk.toString('latin1')
    if (!isBehindRows) {
      const end = tail.search(/<\/(\w+:)?sheetData>|<(\w+:)?sheetData\s*\/>/)
      if (end < 0) {
        tail = tail.slice(-40)
        continue
      }
      isBehindRows = true
      tail = tail.slice(end)
    }
    tail = takeMerges(tail, merges)
    if (merges.length > MERGES) return merges
  }
  return merges
}

function takeMerges(text: string, merges: Merge[]): string {
  const pattern = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*>/g
  let end = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    end = pattern.lastIndex
    const top = Number(match[2])
    const bottom = Number(match[4])
    if (bottom > top) merges.push({ top, bottom, column: columnIndex(match[1] ?? '') })
  }
  return text.slice(Math.max(end, text.length - 4096))
}

/** Fills the blanks below the first row of merged cells, row by row. */
export class MergeFiller {
  private readonly byTop = new Map<number, Merge[]>()
  private active: { merge: Merge; cell: Cell | null }[] = []

  constructor(merges: readonly Merge[]) {
    for (const merge of merges) {
      const same = this.byTop.get(merge.top)
      if (same) same.push(merge)
      else this.byTop.set(merge.top, [merge])
    }
  }

  fill(row: number, cells: (Cell | null)[]): void {
    if (this.active.length > 0) this.active = this.active.filter(({ merge }) => merge.bottom >= row)
    for (const { merge, cell } of this.active) {
      while (cells.length <= merge.column) cells.push(null)
      cells[merge.column] ??= cell
    }
    for (const merge of this.byTop.get(row) ?? []) {
      this.active.push({ merge, cell: cells[merge.column] ?? null })
    }
  }
}
