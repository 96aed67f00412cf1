import { UploadOutlined } from '@ant-design/icons'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'

import { Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  EmptyState,
  FormProblem,
  Loaded,
  Moment,
  PageHeader,
  SkeletonCards,
  StateTag,
} from '../../frame/index.ts'
import './imports.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/imports')

/** Upload a department's file, and what was imported before. */
export function ImportsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const batches = useQuery(api.discovery.list.queryOptions({ input: { limit: 50, offset: 0 } }))
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      {may('import.run') && <Upload />}
      <section>
        <h2>{say('history')}</h2>
        <Loaded query={batches} skeleton={<SkeletonCards cards={3} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
            ) : (
              <div className="lm-cards">
                {items.map((batch) => (
                  <article key={batch.id} className="lm-card">
                    <h3>
                      <Link to="/imports/$importId" params={{ importId: batch.id }}>
                        {batch.fileName}
                      </Link>{' '}
                      <StateTag waits={batch.state === 'preview' || batch.state === 'failed'}>
                        {say(batch.state)}
                        {batch.dryRun && ` · ${say('wasDry')}`}
                      </StateTag>
                    </h3>
                    <p className="lm-soft">
                      {text(batch.sourceName)} · {say('rows', { count: batch.rows })} · {say('accepted')}{' '}
                      {batch.accepted} · {say('unchanged')} {batch.unchanged} · {say('refused')}{' '}
                      {batch.refused} · {batch.startedBy} · <Moment at={batch.createdAt} />
                    </p>
                  </article>
                ))}
              </div>
            )
          }
        </Loaded>
      </section>
    </>
  )
}

interface UploadForm {
  readonly source: string
  readonly asOf?: string
}

/** Stands for a file that no list foresaw: it is recognised, or described. */
const NEW_LIST = '?'

function Upload(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { list } = route.useSearch()
  const [file, setFile] = useState<File | null>(null)
  const sources = useQuery(api.discovery.sources.queryOptions())
  const upload = useMutation(
    api.discovery.upload.mutationOptions({
      onSuccess: async (preview) => {
        await queries.invalidateQueries({ queryKey: api.discovery.key() })
        await navigate({ to: '/imports/$importId', params: { importId: preview.batch.id } })
      },
    }),
  )
  return (
    <Form<UploadForm>
      layout="vertical"
      className="lm-card lm-import-form"
      {...(list === 'new' ? { initialValues: { source: NEW_LIST } } : {})}
      onFinish={({ source, asOf }) => {
        const known = source === NEW_LIST ? {} : { source }
        if (file) upload.mutate({ ...known, file, ...(asOf ? { asOf } : {}) })
      }}
    >
      <h2>{say('upload')}</h2>
      <FormProblem error={upload.error} />
      <Form.Item name="source" label={say('source')} rules={[{ required: true, message: say('source') }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...(sources.data ?? []).map((source) => ({
              value: source.id,
              label: `${text(source.name)} · ${text(source.department)}`,
            })),
            { value: NEW_LIST, label: say('newList') },
          ]}
        />
      </Form.Item>
      <Form.Item label={say('file')} htmlFor="import-file">
        <input
          id="import-file"
          type="file"
          className="lm-import-input"
          accept=".xlsx,.csv,.txt,.xls"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        {/* The browser's own button speaks the browser's language; this label speaks ours. */}
        <label htmlFor="import-file" className="lm-import-pick" aria-hidden="true">
          <UploadOutlined /> {file ? file.name : say('pick')}
        </label>
      </Form.Item>
      <Form.Item name="asOf" label={say('asOf')}>
        <Input type="date" />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={!file} loading={upload.isPending}>
        {say('go')}
      </Button>
    </Form>
  )
}
