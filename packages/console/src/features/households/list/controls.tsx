import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Select } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { type FilterChip, SearchField, Segments } from '../../../frame/index.ts'
import { words } from './words.ts'

const route = getRouteApi('/staff/households')
const FILTERS = [
  'all',
  'mine',
  'with-gaps',
  'with-needs',
  'receiving',
  'in-case',
  'unpaired',
  'overdue',
] as const
const SORTS = ['updated', 'head', 'gaps', 'last-contact', 'no'] as const

/** The policies that can be asked for by name. */
export function usePolicyNames(): ReadonlyMap<string, string> {
  const api = useApi()
  const text = useText()
  const may = useMay()
  const list = useQuery({
    ...api.policies.list.queryOptions({ input: {} }),
    enabled: may('policy.read'),
    staleTime: 600_000,
  })
  return new Map((list.data ?? []).map((policy) => [policy.id, text(policy.name)]))
}

/** Search, the usual views, the policy received, the order. Everything stands in the address. */
export function ListControls(): ReactNode {
  const say = useWords(words)
  const may = useMay()
  const navigate = route.useNavigate()
  const { q = '', filter = 'all', receiving, sort = 'updated' } = route.useSearch()
  const names = usePolicyNames()
  const onSearch = useCallback(
    (typed: string) =>
      void navigate({ search: (old) => ({ ...old, q: typed || undefined, page: undefined }), replace: true }),
    [navigate],
  )
  const shown = FILTERS.filter((one) => one !== 'with-gaps' || may('gap.read'))
  return (
    <>
      <SearchField label={say('search')} value={q} onSearch={onSearch} />
      <Segments
        name="filter"
        label={say('show')}
        value={filter}
        options={shown.map((value) => ({ value, label: say(value) }))}
        onChange={(next) =>
          void navigate({
            search: (old) => ({ ...old, filter: next === 'all' ? undefined : next, page: undefined }),
          })
        }
      />
      <Select
        aria-label={say('receiving')}
        className="lm-list-select"
        value={receiving ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next) =>
          void navigate({ search: (old) => ({ ...old, receiving: next || undefined, page: undefined }) })
        }
        options={[
          { value: '', label: say('receivingAny') },
          ...[...names].map(([value, label]) => ({ value, label })),
        ]}
      />
      <Select
        aria-label={say('sort')}
        className="lm-list-select"
        value={sort}
        onChange={(next) =>
          void navigate({
            search: (old) => ({ ...old, sort: next === 'updated' ? undefined : next, page: undefined }),
          })
        }
        options={SORTS.filter((one) => one !== 'gaps' || may('gap.read')).map((value) => ({
          value,
          label: say(`sort-${value}`),
        }))}
      />
    </>
  )
}

/** The conditions as chips that can be taken away. */
export function useFilterChips(): FilterChip[] {
  const say = useWords(words)
  const navigate = route.useNavigate()
  const { q, filter, receiving } = route.useSearch()
  const names = usePolicyNames()
  const chips: FilterChip[] = []
  const without = (key: 'q' | 'filter' | 'receiving') => () =>
    void navigate({ search: (old) => ({ ...old, [key]: undefined, page: undefined }) })
  if (q) chips.push({ id: 'q', label: say('searchChip', { q }), onRemove: without('q') })
  if (filter && filter !== 'all')
    chips.push({ id: 'filter', label: say(filter), onRemove: without('filter') })
  if (receiving)
    chips.push({
      id: 'receiving',
      label: say('receivingChip', { name: names.get(receiving) ?? receiving }),
      onRemove: without('receiving'),
    })
  return chips
}
