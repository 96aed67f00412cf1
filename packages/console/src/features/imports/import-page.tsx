import type { ImportBatch } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { AskReason, Loaded, Moment, PageHeader, SkeletonCards, useSaid } from '../../frame/index.ts'
import { ImportRow } from './import-row.tsx'
import { LayoutMaker } from './layout/layout-maker.tsx'
import { words as layoutWords } from './layout/words.ts'
import { Mapping } from './mapping.tsx'
import { words } from './words.ts'

type Batch = z.infer<typeof ImportBatch>
const route = getRouteApi('/staff/imports/$importId')

/** One import: the mapping before it runs, live progress while it does, and what came of each row. */
export function ImportPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const { importId } = route.useParams()
  const { row } = route.useSearch()
  const batch = useQuery({
    ...api.discovery.get.queryOptions({ input: { id: importId } }),
    refetchInterval: (query) =>
      ['running', 'queued', 'withdrawing'].includes(query.state.data?.state ?? '') ? 1000 : false,
  })
  return (
    <Loaded query={batch} skeleton={<SkeletonCards cards={3} />}>
      {(data) => (
        <>
          <PageHeader
            title={data.fileName}
            line={`${text(data.sourceName)} · ${say(data.state)}${data.dryRun ? ` · ${say('wasDry')}` : ''}`}
            actions={<Link to="/imports">{say('back')}</Link>}
          />
          {row !== undefined && <ImportRow key={row} importId={data.id} row={row} />}
          {(data.state === 'preview' || (data.state === 'done' && data.dryRun)) && <Before batch={data} />}
          {data.state !== 'preview' && <Outcome batch={data} />}
        </>
      )}
    </Loaded>
  )
}

/** What is done before an import: a file that no list foresaw is described, one of a known list has its columns checked. */
function Before({ batch }: { readonly batch: Batch }): ReactNode {
  const say = useWords(layoutWords)
  const text = useText()
  const may = useMay()
  const [describes, setDescribes] = useState<'version' | 'list' | null>(null)
  if (batch.layout === 'none') return may('import.run') ? <LayoutMaker batch={batch} fresh /> : null
  if (describes !== null)
    return (
      <LayoutMaker
        key={describes}
        batch={batch}
        fresh={describes === 'list'}
        onDone={() => setDescribes(null)}
      />
    )
  return (
    <>
      {batch.layoutVersion !== null && (
        <div className="lm-import-recognised">
          <p role="status">
            {say('recognised', { name: text(batch.sourceName), version: batch.layoutVersion })}
          </p>
          {may('import.run') && (
            <div className="lm-card-steps">
              <Button onClick={() => setDescribes('version')}>{say('change')}</Button>
              <Button onClick={() => setDescribes('list')}>{say('another')}</Button>
            </div>
          )}
        </div>
      )}
      <Mapping batch={batch} />
    </>
  )
}

function Outcome({ batch }: { readonly batch: Batch }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const problems = useQuery({
    ...api.discovery.problems.queryOptions({ input: { id: batch.id, limit: 100, offset: 0 } }),
    enabled: batch.state !== 'running' && batch.state !== 'queued',
  })
  const act = (call: Promise<unknown>) => void call.then(() => queries.invalidateQueries(), said.failed)
  const download = async () => {
    const file = await api.discovery.problemsWorkbook.call({ id: batch.id })
    const address = URL.createObjectURL(file)
    const link = document.createElement('a')
    link.href = address
    link.download = `${batch.fileName.replace(/\.\w+$/, '')}-标错.xlsx`
    link.click()
    URL.revokeObjectURL(address)
  }
  const running = batch.state === 'running' || batch.state === 'queued'
  const figures = ['accepted', 'unchanged', 'refused', 'review'] as const
  return (
    <section aria-live="polite" className="lm-import-outcome">
      <Progress
        percent={batch.rows === 0 ? 0 : Math.round((batch.nextRow / batch.rows) * 100)}
        status={running ? 'active' : 'normal'}
        aria-label={say(batch.state)}
      />
      <dl className="lm-import-figures">
        {figures.map((figure) => (
          <div key={figure}>
            <dt className="lm-soft">{say(figure)}</dt>
            <dd>{batch[figure]}</dd>
          </div>
        ))}
      </dl>
      <p className="lm-soft">
        {say('progress', { done: Math.min(batch.nextRow, batch.rows), total: batch.rows })} ·{' '}
        {say('linked', { existing: batch.linked.existing, fresh: batch.linked.new })}
      </p>
      {batch.withdrawn && (
        <p role="status">
          {say('withdrawnBy', batch.withdrawn)} · <Moment at={batch.withdrawn.at} />
        </p>
      )}
      {batch.error && <p className="lm-late">{text(batch.error)}</p>}
      <div className="lm-card-steps">
        {running && may('import.run') && (
          <Button onClick={() => act(api.discovery.cancel.call({ id: batch.id }))}>{say('cancel')}</Button>
        )}
        {(batch.state === 'failed' || batch.state === 'cancelled') && may('import.run') && (
          <Button type="primary" onClick={() => act(api.discovery.resume.call({ id: batch.id }))}>
            {say('resume')}
          </Button>
        )}
        {!running && batch.refused + batch.review > 0 && (
          <Button onClick={() => void download().catch(said.failed)}>{say('download')}</Button>
        )}
        {!running && !batch.dryRun && batch.withdrawn === null && may('import.withdraw') && (
          <AskReason
            button={say('withdraw')}
            intro={say('withdrawIntro')}
            label={say('withdrawReason')}
            most={200}
            submit={say('withdrawGo')}
            done={say('withdrawStarted')}
            onReason={(reason) =>
              api.discovery.withdraw.call({ id: batch.id, reason, version: batch.version })
            }
          />
        )}
        {batch.state === 'done' && !batch.dryRun && batch.review > 0 && may('linkage.decide') && (
          <Link to="/linkage/rows">{say('toRows')}</Link>
        )}
        {batch.state === 'done' && !batch.dryRun && may('gap.read') && (
          <Link to="/gaps">{say('toGaps')}</Link>
        )}
      </div>
      {problems.data && problems.data.items.length > 0 && (
        <>
          <h2>{say('problems')}</h2>
          <ul className="lm-import-problems">
            {problems.data.items.map((problem) => (
              <li key={`${problem.row}-${problem.column ?? ''}-${problem.code}`}>
                <b>{problem.row === 0 ? say('wholeSheet') : say('row', { row: problem.row })}</b>{' '}
                {problem.column} {text(problem.message)}
                {problem.value && <code> {problem.value}</code>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
