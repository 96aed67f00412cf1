/** A form on paper, apart from the file format: what stands on it, in order. Both writers draw the same sheet. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'table'
      /** Shares of the width, one a column. */
      readonly widths: readonly number[]
      /** Names of the columns; without it the first, third… cells of each row are names. */
      readonly head?: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'checklist'; readonly items: readonly string[] }

export interface Sheet {
  readonly title: string
  /** The line below the title. */
  readonly line: string
  readonly blocks: readonly Block[]
  /** At the foot of each page. */
  readonly foot: string
}

/** A name cell: the first of each pair in a table without column names. */
export function isNameCell(block: Extract<Block, { kind: 'table' }>, column: number): boolean {
  return block.head === undefined && column % 2 === 0
}
