import type { Merge } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import {
  AskDialog,
  EmptyState,
  LoadedPage,
  Moment,
  PageHeader,
  textOf,
  useListAddress,
} from '../../frame/index.ts'
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
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
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
        <Button onClick={() => setAsks(true)}>{say('undo')}</Button>
      ) : (
        <p>
          {say('undone', { reason: merge.undone.reason })} · {merge.undone.by} ·{' '}
          <Moment at={merge.undone.at} />
        </p>
      )}
      {asks && (
        <AskDialog
          title={say('undoTitle')}
          fields={[
            { name: 'reason', label: say('undoReason'), kind: 'text', required: true, maxLength: 200 },
          ]}
          submit={say('undo')}
          onSubmit={async (answers) => {
            await api.linkage.undo.call({ id: merge.id, reason: textOf(answers, 'reason') ?? '' })
            await queries.invalidateQueries()
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </li>
  )
}
