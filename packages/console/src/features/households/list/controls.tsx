import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Select } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { type FilterChip, SearchField, Segments, useListAddress } from '../../../frame/index.ts'
import { CONDITIONS, type Conditions } from '../conditions/conditions.ts'
import { MoreConditions } from '../conditions/more-conditions.tsx'
import { useConditionChips } from '../conditions/use-condition-names.ts'
import { filterWords } from '../household-filters.ts'
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
  const filterName = useWords(filterWords)
  const may = useMay()
  const search = route.useSearch()
  const { q = '', filter = 'all', receiving, sort = 'updated' } = search
  const { narrow, narrowInPlace } = useListAddress(search)
  const names = usePolicyNames()
  const onSearch = useCallback((typed: string) => narrowInPlace({ q: typed || undefined }), [narrowInPlace])
  const shown = FILTERS.filter((one) => one !== 'with-gaps' || may('gap.read'))
  return (
    <>
      <SearchField label={say('search')} value={q} onSearch={onSearch} />
      <Segments
        name="filter"
        label={say('show')}
        value={filter}
        options={shown.map((value) => ({ value, label: filterName(value) }))}
        onChange={(next) => narrow({ filter: next === 'all' ? undefined : next })}
      />
      <Select
        aria-label={filterName('receiving')}
        className="lm-list-select"
        value={receiving ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next) => narrow({ receiving: next || undefined })}
        options={[
          { value: '', label: say('receivingAny') },
          ...[...names].map(([value, label]) => ({ value, label })),
        ]}
      />
      <MoreConditions {...useConditions()} />
      <Select
        aria-label={say('sort')}
        className="lm-list-select"
        value={sort}
        onChange={(next) => narrow({ sort: next === 'updated' ? undefined : next })}
        options={SORTS.filter((one) => one !== 'gaps' || may('gap.read')).map((value) => ({
          value,
          label: say(`sort-${value}`),
        }))}
      />
    </>
  )
}

/** The conditions in the address, and how to change them. */
function useConditions(): { readonly value: Conditions; readonly onChange: (next: Conditions) => void } {
  const search = route.useSearch()
  const { narrowInPlace } = useListAddress(search)
  return {
    value: Object.fromEntries(CONDITIONS.map((key) => [key, search[key]])),
    onChange: (next) => narrowInPlace(Object.fromEntries(CONDITIONS.map((key) => [key, next[key]]))),
  }
}

/** The conditions as chips that can be taken away. */
export function useFilterChips(): readonly (FilterChip | null)[] {
  const say = useWords(words)
  const filterName = useWords(filterWords)
  const search = route.useSearch()
  const { q, filter, receiving } = search
  const { narrow } = useListAddress(search)
  const names = usePolicyNames()
  const { value, onChange } = useConditions()
  const more = useConditionChips(value, onChange)
  return [
    q ? { id: 'q', label: say('searchChip', { q }), onRemove: () => narrow({ q: undefined }) } : null,
    filter && filter !== 'all'
      ? { id: 'filter', label: filterName(filter), onRemove: () => narrow({ filter: undefined }) }
      : null,
    receiving
      ? {
          id: 'receiving',
          label: say('receivingChip', { name: names.get(receiving) ?? receiving }),
          onRemove: () => narrow({ receiving: undefined }),
        }
      : null,
    ...more,
  ]
}
