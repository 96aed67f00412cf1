import type { LinkPair } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  AskDialog,
  EmptyState,
  LoadedPage,
  PageHeader,
  SkeletonCards,
  StateTag,
  textOf,
  useListAddress,
  useSaid,
} from '../../frame/index.ts'
import './linkage.css'
import { LinkageTabs } from './linkage-tabs.tsx'
import { Side } from './side.tsx'
import { words } from './words.ts'

type Pair = z.infer<typeof LinkPair>
const route = getRouteApi('/staff/linkage')

/** Records that may be one person, with what speaks for and against it; people decide. */
export function LinkagePage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const { rows, paging } = useListAddress(route.useSearch(), 20)
  const pairs = useQuery(api.linkage.pairs.queryOptions({ input: rows }))
  const look = () => void api.linkage.run.call({}).then(() => said.done(say('looking')), said.failed)
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={may('linkage.run') && <Button onClick={look}>{say('look')}</Button>}
      />
      <LinkageTabs />
      <LoadedPage
        query={pairs}
        paging={paging}
        skeleton={<SkeletonCards cards={3} />}
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
      >
        {(items, total) => (
          <>
            <p className="lm-soft">{say('total', { count: total })}</p>
            <ul className="lm-pairs">
              {items.map((pair) => (
                <PairLine key={pair.id} pair={pair} />
              ))}
            </ul>
          </>
        )}
      </LoadedPage>
    </>
  )
}

function PairLine({ pair }: { readonly pair: Pair }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const share = `${(Math.floor(pair.probability * 1000) / 10).toFixed(1)}%`
  const refuse = () =>
    void api.linkage.refuse.call({ id: pair.id, version: pair.version }).then(async () => {
      await queries.invalidateQueries()
      said.done(say('refused'))
    }, said.failed)
  const keepLabel = (side: Pair['one']) => say('keepOne', { name: side.name, head: side.headName })
  return (
    <li>
      <div className="lm-row">
        <h2 className="lm-pair-title">
          {pair.one.name} · {pair.other.name}{' '}
          <StateTag waits={pair.certain}>{say(pair.certain ? 'sure' : 'maybe', { share })}</StateTag>
        </h2>
      </div>
      <div className="lm-pair-sides">
        <Side side={pair.one} keep={pair.keep === 'one'} />
        <Side side={pair.other} keep={pair.keep === 'other'} />
      </div>
      <ul className="lm-pair-parts" aria-label={say('why')}>
        {pair.parts.map((part) => (
          <li key={part.field}>
            <span className="lm-soft">
              {Math.abs(part.bits) < 0.05 ? '·' : part.bits > 0 ? say('speaksFor') : say('speaksAgainst')}{' '}
              {Math.abs(part.bits) >= 0.05 && `${part.bits > 0 ? '+' : '−'}${Math.abs(part.bits).toFixed(1)}`}
            </span>{' '}
            {text(part.text)}
          </li>
        ))}
      </ul>
      <div className="lm-row">
        <Button type="primary" onClick={() => setAsks(true)}>
          {say('merge')}
        </Button>
        <Button onClick={refuse}>{say('refuse')}</Button>
      </div>
      {asks && (
        <AskDialog
          title={say('mergeTitle')}
          intro={<p>{say('mergeIntro')}</p>}
          fields={[
            {
              name: 'keep',
              label: say('keep'),
              kind: 'choice',
              required: true,
              initial: pair.keep,
              options: [
                { value: 'one', label: keepLabel(pair.one) },
                { value: 'other', label: keepLabel(pair.other) },
              ],
            },
            { name: 'reason', label: say('reason'), kind: 'text', maxLength: 200 },
          ]}
          submit={say('merge')}
          onSubmit={async (answers) => {
            const reason = textOf(answers, 'reason')
            await api.linkage.merge.call({
              id: pair.id,
              keep: textOf(answers, 'keep') === 'other' ? 'other' : 'one',
              version: pair.version,
              ...(reason === undefined ? {} : { reason }),
            })
            await queries.invalidateQueries()
            said.done(say('merged'))
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </li>
  )
}
