import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Paging } from './list-shape.ts'

type Filters<Search> = { readonly [Key in keyof Search]?: Search[Key] | undefined }

interface ListAddress<Search> {
  /** The rows of the page that is seen, as the server counts them. */
  readonly rows: { readonly limit: number; readonly offset: number }
  /** For the list or its pager. */
  readonly paging: Paging
  /** Narrows the list and goes back to its first page. */
  readonly narrow: (to: Filters<Search>) => void
  /** The same while somebody types or tries filters in turn: the way back does not lead through each of them. */
  readonly narrowInPlace: (to: Filters<Search>) => void
}

/**
 * What a list is narrowed by and which page of it is seen, kept in the address: a link, a reload and the way back show
 * the same rows.
 * @param search what stands in the address of this page, read and checked by its route.
 */
export function useListAddress<Search extends { readonly page?: number | undefined }>(
  search: Search,
  pageSize = 50,
): ListAddress<Omit<Search, 'page'>> {
  const navigate = useNavigate()
  const { page = 1 } = search
  const go = useCallback(
    (to: object, replace: boolean) =>
      void navigate({ to: '.', search: (old) => ({ ...old, ...to }), replace }),
    [navigate],
  )
  const narrow = useCallback((to: object) => go({ ...to, page: undefined }, false), [go])
  const narrowInPlace = useCallback((to: object) => go({ ...to, page: undefined }, true), [go])
  return {
    rows: { limit: pageSize, offset: (page - 1) * pageSize },
    paging: {
      page,
      pageSize,
      onPage: (next) => go({ page: next === 1 ? undefined : next }, false),
    },
    narrow,
    narrowInPlace,
  }
}
