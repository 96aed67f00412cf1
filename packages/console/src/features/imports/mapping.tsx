import type { ImportBatch } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { FormProblem, Loaded, Moment, SkeletonCards, useSaid } from '../../frame/index.ts'
import './imports.css'
import { words } from './words.ts'

type Batch = z.infer<typeof ImportBatch>

/** Enough to see whether the columns are told apart. */
const SAMPLE_ROWS = 6

/** Which column of the file is which field: proposed, to be changed, with the first rows beside it. */
export function Mapping({ batch }: { readonly batch: Batch }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const preview = useQuery(api.discovery.preview.queryOptions({ input: { id: batch.id } }))
  const sources = useQuery({ ...api.discovery.sources.queryOptions(), staleTime: 600_000 })
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [remember, setRemember] = useState(true)
  const start = useMutation(
    api.discovery.start.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries()
        said.done(say('started'))
      },
    }),
  )
  const source = sources.data?.find((one) => one.id === batch.source)
  return (
    <Loaded query={preview} skeleton={<SkeletonCards cards={3} />}>
      {(data) => {
        const mapping = Object.fromEntries(
          Object.entries({ ...data.mapping, ...chosen }).filter(([, header]) => header !== ''),
        )
        const missing = (source?.columns ?? []).filter((column) => column.required && !mapping[column.target])
        const run = (dryRun: boolean) =>
          start.mutate({ id: batch.id, mapping, dryRun, saveTemplate: remember, version: batch.version })
        return (
          <section>
            {data.seenBefore && (
              <p role="status">
                {say('seen', { day: data.seenBefore.at.slice(0, 10) })} <Moment at={data.seenBefore.at} />
              </p>
            )}
            <h2>{say('columns')}</h2>
            <div className="lm-import-columns">
              {(source?.columns ?? []).map((column) => (
                <div key={column.target} className="lm-import-column">
                  <span>
                    {text(column.label)} {column.required && <small>{say('needed')}</small>}
                  </span>
                  <Select
                    aria-label={text(column.label)}
                    value={mapping[column.target] ?? ''}
                    onChange={(header) => setChosen({ ...chosen, [column.target]: header })}
                    options={[
                      { value: '', label: say('notMapped') },
                      ...data.headers.map((header) => ({
                        value: header,
                        label: header.replaceAll('\n', ' '),
                      })),
                    ]}
                  />
                </div>
              ))}
            </div>
            {missing.length > 0 && (
              <p className="lm-late">
                {say('missing', { names: missing.map((column) => text(column.label)).join('、') })}
              </p>
            )}
            <h2>{say('sample')}</h2>
            <div className="lm-import-sample">
              <table className="lm-table">
                <thead>
                  <tr>
                    {data.headers.map((header) => (
                      <th key={header} scope="col">
                        {header}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.sample.slice(0, SAMPLE_ROWS).map((row) => (
                    <tr key={row.join('|')}>
                      {data.headers.map((header, index) => (
                        <td key={header}>{row[index] ?? ''}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {data.problems.length > 0 && (
              <>
                <h2>{say('problems')}</h2>
                <ul className="lm-import-problems">
                  {data.problems.slice(0, 20).map((problem) => (
                    <li key={`${problem.row}-${problem.column ?? ''}-${problem.code}`}>
                      <b>{problem.row === 0 ? say('wholeSheet') : say('row', { row: problem.row })}</b>{' '}
                      {problem.column} {text(problem.message)}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {may('import.run') && (
              <>
                <FormProblem error={start.error} />
                <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)}>
                  {say('remember')}
                </Checkbox>
                <div className="lm-row">
                  <Button onClick={() => run(true)} disabled={missing.length > 0} loading={start.isPending}>
                    {say('dryRun')}
                  </Button>
                  <Button
                    type="primary"
                    onClick={() => run(false)}
                    disabled={missing.length > 0}
                    loading={start.isPending}
                  >
                    {say('start')}
                  </Button>
                </div>
              </>
            )}
          </section>
        )
      }}
    </Loaded>
  )
}
