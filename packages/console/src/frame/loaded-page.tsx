import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Paging } from './list-shape.ts'
import { Loaded } from './loaded.tsx'
import { Pager } from './pager.tsx'

/** A page of things that are no table (cards, lines): what stands there when there are none, and the way to the others. */
export function LoadedPage<Item>({
  query,
  paging,
  skeleton,
  empty,
  children,
}: {
  readonly query: UseQueryResult<{ readonly items: readonly Item[]; readonly total: number }>
  readonly paging: Paging
  readonly skeleton?: ReactNode
  readonly empty: ReactNode
  readonly children: (items: readonly Item[], total: number) => ReactNode
}): ReactNode {
  return (
    <Loaded query={query} skeleton={skeleton}>
      {({ items, total }) =>
        items.length === 0 ? (
          empty
        ) : (
          <>
            {children(items, total)}
            <Pager {...paging} total={total} />
          </>
        )
      }
    </Loaded>
  )
}
