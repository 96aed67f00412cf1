import type { DoubtfulRow } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { EmptyState, Loaded, PageHeader, Pager, SkeletonCards, useSaid } from '../../frame/index.ts'
import { ImportRow } from '../imports/import-row.tsx'
import './linkage.css'
import { LinkageTabs } from './linkage-tabs.tsx'
import { Side } from './side.tsx'
import { words } from './words.ts'

type Row = z.infer<typeof DoubtfulRow>
const route = getRouteApi('/staff/linkage/rows')
const PAGE = 10

/** Rows of lists whose person may be on record: somebody says who it is, and the row is written. */
export function RowsPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const navigate = route.useNavigate()
  const { page = 1 } = route.useSearch()
  const rows = useQuery(api.doubts.list.queryOptions({ input: { limit: PAGE, offset: (page - 1) * PAGE } }))
  // The cells of every row are there before the first is shown: nothing is pushed down while somebody decides.
  const cells = useQueries({
    queries: (rows.data?.items ?? []).map(({ importId, row }) =>
      api.discovery.row.queryOptions({ input: { id: importId, row } }),
    ),
  })
  return (
    <>
      <PageHeader title={say('title')} line={say('rowsLine')} />
      <LinkageTabs />
      <Loaded query={rows} skeleton={<SkeletonCards cards={3} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={say('rowsEmpty')} text={say('rowsEmptyText')} />
          ) : cells.some((cell) => cell.isPending) ? (
            <SkeletonCards cards={3} />
          ) : (
            <>
              <p className="lm-soft">{say('rowsTotal', { count: total })}</p>
              <ul className="lm-pairs">
                {items.map((item) => (
                  <RowLine key={`${item.importId} ${item.row}`} item={item} />
                ))}
              </ul>
              <Pager
                page={page}
                pageSize={PAGE}
                total={total}
                onPage={(next) => void navigate({ search: { page: next } })}
              />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function RowLine({ item }: { readonly item: Row }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const decide = (personId: string | null) => {
    setBusy(true)
    void api.doubts.decide
      .call({ id: item.importId, row: item.row, personId })
      .then(async ({ outcome }) => {
        await queries.invalidateQueries()
        said.done(say(outcome === 'review' ? 'rowKept' : 'rowWritten'))
      }, said.failed)
      .finally(() => setBusy(false))
  }
  return (
    <li>
      <h2 className="lm-pair-title">{say('rowOf', { source: text(item.sourceName), row: item.row })}</h2>
      <ImportRow importId={item.importId} row={item.row} withProblems={false} />
      <div className="lm-pair-sides">
        {item.candidates.map(({ side, parts }) => (
          <div key={side.personId}>
            <Side side={side} keep={false} />
            <ul className="lm-pair-parts" aria-label={say('why')}>
              {parts
                .filter((part) => part.level !== 'missing')
                .map((part) => (
                  <li key={part.field}>{text(part.text)}</li>
                ))}
            </ul>
            <Button
              type="primary"
              disabled={busy}
              aria-label={say('isThisOf', { head: side.headName, name: side.name })}
              onClick={() => decide(side.personId)}
            >
              {say('isThis')}
            </Button>
          </div>
        ))}
      </div>
      <div className="lm-row">
        <Button disabled={busy} onClick={() => decide(null)}>
          {say('isNobody')}
        </Button>
      </div>
    </li>
  )
}
