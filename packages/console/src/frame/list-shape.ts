import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** One column. `cell` draws it, `text` is what the export writes; `primary` becomes the heading of the card on a phone. */
export interface Column<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  readonly text: (row: Row) => string
  readonly primary?: boolean
  /** Numbers stand at the right, with their unit in the title. */
  readonly numeric?: boolean
  /** The server's name for sorting by this column. */
  readonly sort?: string
  /** Says itself: no label before it on a card. */
  readonly bare?: boolean
  /** Kept on one line in the table. */
  readonly short?: boolean
  /** Rows for which the cell says nothing worth a line of a card ("none", 0). */
  readonly quiet?: (row: Row) => boolean
  /** Not shown until chosen. */
  readonly optional?: boolean
}

/** One condition that narrows the list, and how to take it away. */
export interface FilterChip {
  readonly id: string
  readonly label: string
  readonly onRemove: () => void
}

/** Which page of a list is seen, counted from 1, and the way to another. */
export interface Paging {
  readonly page: number
  readonly pageSize: number
  readonly onPage: (page: number) => void
}

export interface DataListProps<Row> extends Paging {
  /** Names the list among the kept choices of columns. */
  readonly id: string
  readonly label: string
  readonly query: UseQueryResult<{ readonly items: readonly Row[]; readonly total: number }>
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly onOpen: (row: Row) => void
  /** Whole sentence with the count and the scope: `盈浦街道 · 共 127 户`. */
  readonly countLine: (total: number) => string
  /** Conditions that have no control of their own to clear them; null where one is not set. */
  readonly filters?: readonly (FilterChip | null)[]
  readonly controls?: ReactNode
  /** What stands opened below a row, over its whole width; null where nothing is opened. */
  readonly below?: (row: Row) => ReactNode
  /** What can be done with the selected rows at once; stands beside their number. */
  readonly bulk?: (selected: readonly Row[], clear: () => void) => ReactNode
  readonly empty: ReactNode
  readonly sort?: string
  readonly onSort?: (sort: string) => void
  /** Fetches a page for the export of exactly what is seen; without it there is no export. */
  readonly exportPage?: (
    offset: number,
    limit: number,
  ) => Promise<{ readonly items: readonly Row[]; readonly total: number }>
}
