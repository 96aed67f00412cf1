import { useWords } from '@lastmile/web-kit'
import { Checkbox } from 'antd'
import { Fragment, type ReactNode, useMemo, useRef, useState } from 'react'
import { usePreferences } from '../app/preferences.ts'
import { ErrorState } from './error-state.tsx'
import { ListBar } from './list-bar.tsx'
import { useListKeys } from './list-keys.ts'
import type { Column, DataListProps } from './list-shape.ts'
import { Pager } from './pager.tsx'
import { SkeletonRows } from './skeletons.tsx'
import { words } from './words.ts'

/**
 * A list: count and scope written, filters as chips, sorted and paged by the server, columns to choose, export of
 * exactly what is seen, keyboard j / k / Enter / x. Below 720 px of room each row is a card.
 */
export function DataList<Row>(props: DataListProps<Row>): ReactNode {
  const { query, columns, rowKey } = props
  const say = useWords(words)
  const { dense } = usePreferences()
  const [chosen, setChosen] = useKeptColumns(props.id, columns)
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map())
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = columns.filter((column) => column.primary || chosen.has(column.id))
  const rows = query.data?.items ?? []

  const select = (row: Row) => {
    const next = new Map(selected)
    if (!next.delete(rowKey(row))) next.set(rowKey(row), row)
    setSelected(next)
  }
  const rowAt = (): number => rowsOf(body).findIndex((row) => row.contains(document.activeElement))
  const keys = useMemo(
    () => ({
      move: (by: 1 | -1) => {
        const rowsNow = rowsOf(body)
        const at = rowsNow.findIndex((row) => row.contains(document.activeElement))
        rowsNow[Math.min(rowsNow.length - 1, Math.max(0, at + by))]?.focus()
      },
      open: () => actions.current.open(),
      select: () => actions.current.select(),
    }),
    [],
  )
  const actions = useRef({ open: () => {}, select: () => {} })
  actions.current = {
    open: () => {
      const row = rows[rowAt()]
      if (row) props.onOpen(row)
    },
    select: () => {
      const row = rows[rowAt()]
      if (row) select(row)
    },
  }
  useListKeys(body, keys)

  return (
    <section className="lm-list" aria-label={props.label}>
      <ListBar
        {...props}
        shown={shown}
        chosen={chosen}
        onChoose={setChosen}
        selected={selected}
        onClear={() => setSelected(new Map())}
      />
      {query.data === undefined ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={10} />
        )
      ) : rows.length === 0 ? (
        props.empty
      ) : (
        <>
          <div className="lm-table-frame">
            <table
              className={`lm-table${dense ? ' lm-table-dense' : ''}`}
              aria-label={props.label}
              aria-busy={query.isPlaceholderData}
            >
              <thead>
                <tr>
                  <th scope="col" className="lm-table-select">
                    <span className="lm-hidden">{say('selected', { count: selected.size })}</span>
                  </th>
                  {shown.map((column) => (
                    <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
                  ))}
                </tr>
              </thead>
              <tbody ref={body}>
                {rows.map((row) => (
                  <Fragment key={rowKey(row)}>
                    <tr data-row tabIndex={-1} data-selected={selected.has(rowKey(row))}>
                      <td className="lm-table-select">
                        <Checkbox
                          aria-label={say('select', { name: props.rowName(row) })}
                          checked={selected.has(rowKey(row))}
                          onChange={() => select(row)}
                        />
                      </td>
                      {shown.map((column) => (
                        <td
                          key={column.id}
                          {...(column.bare ? {} : { 'data-label': column.title })}
                          data-quiet={column.quiet?.(row) === true}
                          className={classOf(column)}
                        >
                          {column.cell(row)}
                        </td>
                      ))}
                    </tr>
                    <Below columns={shown.length + 1}>{props.below?.(row)}</Below>
                  </Fragment>
                ))}
              </tbody>
            </table>
          </div>
          <Pager page={props.page} pageSize={props.pageSize} total={query.data.total} onPage={props.onPage} />
        </>
      )}
    </section>
  )
}

function rowsOf(body: React.RefObject<HTMLElement | null>): HTMLElement[] {
  return [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}

function Below({ columns, children }: { readonly columns: number; readonly children: ReactNode }): ReactNode {
  if (children === null || children === undefined) return null
  return (
    <tr className="lm-table-below">
      <td colSpan={columns}>{children}</td>
    </tr>
  )
}

function classOf<Row>(column: Column<Row>): string {
  return [
    column.primary ? 'lm-table-primary' : '',
    column.numeric ? 'lm-number' : '',
    column.short ? 'lm-table-short' : '',
  ].join(' ')
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>
  readonly sort: string | undefined
  readonly onSort: ((sort: string) => void) | undefined
}): ReactNode {
  const sorted = column.sort !== undefined && column.sort === sort
  const key = column.sort
  return (
    <th
      scope="col"
      className={column.numeric ? 'lm-number' : undefined}
      aria-sort={sorted ? 'other' : undefined}
    >
      {key !== undefined && onSort ? (
        <button type="button" className="lm-sort" data-sorted={sorted} onClick={() => onSort(key)}>
          {column.title}
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}

/** The columns that are shown, kept in this browser by the list's id. */
function useKeptColumns<Row>(
  id: string,
  columns: readonly Column<Row>[],
): [ReadonlySet<string>, (ids: readonly string[]) => void] {
  const place = `lastmile.columns.${id}`
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => {
    const standard = columns.filter((column) => !column.optional).map((column) => column.id)
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
      return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : standard)
    } catch {
      return new Set(standard)
    }
  })
  return [
    chosen,
    (ids) => {
      setChosen(new Set(ids))
      try {
        localStorage.setItem(place, JSON.stringify(ids))
      } catch {
        // The choice holds until the page closes.
      }
    },
  ]
}
