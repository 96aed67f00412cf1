import type { Merge } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { AskReason, EmptyState, LoadedPage, Moment, PageHeader, useListAddress } from '../../frame/index.ts'
import './linkage.css'
import { LinkageTabs } from './linkage-tabs.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/linkage/merges')

/** What was merged, by whom and why; each can be undone. */
export function MergesPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { rows, paging } = useListAddress(route.useSearch(), 30)
  const merges = useQuery(api.linkage.merges.queryOptions({ input: rows }))
  return (
    <>
      <PageHeader title={say('done')} line={say('line')} />
      <LinkageTabs />
      <LoadedPage
        query={merges}
        paging={paging}
        empty={<EmptyState title={say('nothingMerged')} text={say('nothingMergedText')} />}
      >
        {(items) => (
          <ul className="lm-pairs">
            {items.map((merge) => (
              <MergeLine key={merge.id} merge={merge} />
            ))}
          </ul>
        )}
      </LoadedPage>
    </>
  )
}

function MergeLine({ merge }: { readonly merge: z.infer<typeof Merge> }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  return (
    <li>
      <div className="lm-row">
        <Link to="/households/$householdId" params={{ householdId: merge.keptHouseholdId }}>
          {say('mergedLine', { gone: merge.goneName, kept: merge.keptName })}
        </Link>
        <span className="lm-soft">
          {merge.by} · <Moment at={merge.at} />
        </span>
      </div>
      {merge.reason !== null && <p className="lm-soft">{merge.reason}</p>}
      {merge.undone === null ? (
        <AskReason
          button={say('undo')}
          title={say('undoTitle')}
          label={say('undoReason')}
          most={200}
          onReason={(reason) => api.linkage.undo.call({ id: merge.id, reason })}
        />
      ) : (
        <p>
          {say('undone', { reason: merge.undone.reason })} · {merge.undone.by} ·{' '}
          <Moment at={merge.undone.at} />
        </p>
      )}
    </li>
  )
}
