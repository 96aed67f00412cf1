import { FilePdfOutlined, FileWordOutlined } from '@ant-design/icons'
import { legalDateAt } from '@lastmile/domain'
import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  AskDialog,
  type Column,
  DataList,
  EmptyState,
  given,
  HumanDay,
  PageHeader,
  Segments,
  StateTag,
  textOf,
  useListAddress,
  useSaid,
  useScope,
  useTakeFile,
} from '../../../frame/index.ts'
import { useFamilies } from '../../households/families.tsx'
import { DoorTabs } from './door-tabs.tsx'
import { words } from './notice-words.ts'

type Row = Awaited<ReturnType<ApiClient['policies']['notices']>>['items'][number]

const route = getRouteApi('/staff/doors/notices')
const HOW = ['by_hand', 'by_post', 'read_aloud'] as const
const TO = ['head', 'member', 'representative'] as const

/** Letters to households that lose a benefit by a change of policy: to print, to hand over before the day, to record. */
export function NoticesPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const scope = useScope()
  const queries = useQueryClient()
  const search = route.useSearch()
  const { state = 'open', change } = search
  const address = useListAddress(search)
  const families = useFamilies<Row>()
  const [asked, setAsked] = useState<Row | null>(null)
  const input = {
    ...scope.within,
    ...given({ changeId: change }),
    state,
    ...address.rows,
  }
  const notices = useQuery({
    ...api.policies.notices.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const counts = notices.data?.counts
  const names = (row: Row) => row.policies.map(({ name }) => text(name)).join('、')
  const columns: readonly Column<Row>[] = [
    families.family,
    { id: 'policies', title: say('policies'), cell: names, text: names },
    {
      id: 'losesOn',
      title: say('losesOn'),
      short: true,
      cell: (row) => <HumanDay day={row.losesOn} />,
      text: (row) => row.losesOn,
    },
    {
      id: 'dueOn',
      title: say('dueOn'),
      short: true,
      cell: (row) => <HumanDay day={row.dueOn} due={row.state !== 'given' && row.state !== 'withdrawn'} />,
      text: (row) => row.dueOn,
    },
    families.place,
    {
      id: 'state',
      title: say('state'),
      cell: (row) => <StateLine row={row} />,
      text: (row) => `${say(row.state)} ${row.givenOn ?? ''} ${row.note ?? ''}`.trim(),
    },
    {
      id: 'letter',
      title: say('letter'),
      bare: true,
      short: true,
      quiet: (row) => !may('notice.give') || row.state === 'withdrawn',
      cell: (row) => <Letter row={row} />,
      text: () => '',
    },
    {
      id: 'give',
      title: say('given'),
      bare: true,
      short: true,
      quiet: (row) => !may('notice.give') || row.state === 'given' || row.state === 'withdrawn',
      cell: (row) =>
        may('notice.give') && row.state !== 'given' && row.state !== 'withdrawn' ? (
          <Button size="small" type="primary" onClick={() => setAsked(row)}>
            {say('give')}
          </Button>
        ) : null,
      text: (row) => row.givenOn ?? '',
    },
  ]
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <DoorTabs />
      <DataList<Row>
        id="notices"
        label={say('title')}
        query={notices}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        controls={
          <Segments<typeof state>
            name="state"
            label={say('state')}
            value={state}
            options={[
              { value: 'open', label: say('openCount', { count: counts?.open ?? 0 }) },
              { value: 'late', label: say('lateCount', { count: counts?.late ?? 0 }) },
              { value: 'given', label: say('givenCount', { count: counts?.given ?? 0 }) },
              { value: 'withdrawn', label: say('withdrawn') },
            ]}
            onChange={(value) => address.narrow({ state: value })}
          />
        }
        empty={<EmptyState title={say('none')} text={say('noneText')} />}
        {...address.paging}
        exportPage={(offset, limit) => api.policies.notices.call({ ...input, offset, limit })}
      />
      {asked && (
        <AskDialog
          title={say('giveTitle', { name: asked.headName })}
          submit={say('give')}
          onClose={() => setAsked(null)}
          fields={[
            {
              name: 'on',
              label: say('on'),
              kind: 'day',
              required: true,
              initial: legalDateAt(new Date()),
            },
            {
              name: 'how',
              label: say('how'),
              kind: 'choice',
              required: true,
              initial: 'by_hand',
              options: HOW.map((value) => ({ value, label: say(value) })),
            },
            {
              name: 'to',
              label: say('to'),
              kind: 'choice',
              required: true,
              initial: 'head',
              options: TO.map((value) => ({ value, label: say(value) })),
            },
            { name: 'note', label: say('note'), kind: 'area', maxLength: 500 },
          ]}
          onSubmit={async (answers) => {
            await api.policies.giveNotice.call({
              id: asked.id,
              version: asked.version,
              on: textOf(answers, 'on') ?? '',
              how: HOW.find((value) => value === answers.how) ?? 'by_hand',
              to: TO.find((value) => value === answers.to) ?? 'head',
              note: textOf(answers, 'note'),
            })
            await queries.invalidateQueries()
            said.done(say('done'))
          }}
        />
      )}
    </>
  )
}

function StateLine({ row }: { readonly row: Row }): ReactNode {
  const say = useWords(words)
  if (row.state === 'given')
    return (
      <span className="lm-soft">
        {say('givenLine', {
          day: row.givenOn ?? '',
          how: row.givenHow ? say(row.givenHow) : '',
          to: row.givenTo ? say(row.givenTo) : '',
          name: row.givenBy ?? '',
        })}
        {row.note && ` ${row.note}`}
      </span>
    )
  return (
    <>
      <StateTag waits={row.state === 'late'}>{say(row.state)}</StateTag>
      {row.printedBy !== null && row.state !== 'withdrawn' && (
        <small className="lm-soft"> {say('printedLine', { name: row.printedBy })}</small>
      )}
    </>
  )
}

function Letter({ row }: { readonly row: Row }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const queries = useQueryClient()
  const { take, taking } = useTakeFile<'docx' | 'pdf'>(async (format) => {
    const letter = format === 'pdf' ? api.policies.letterPdf : api.policies.letterDocx
    const file = await letter.call({ id: row.id })
    await queries.invalidateQueries({ queryKey: api.policies.notices.key() })
    return file
  })
  if (!may('notice.give') || row.state === 'withdrawn') return null
  return (
    <span className="lm-row">
      {(['docx', 'pdf'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          icon={
            format === 'pdf' ? (
              <FilePdfOutlined aria-hidden="true" />
            ) : (
              <FileWordOutlined aria-hidden="true" />
            )
          }
          aria-label={say('takeAs', { name: row.headName, format: format === 'pdf' ? 'PDF' : 'Word' })}
          loading={taking === format}
          onClick={() => take(format)}
        >
          {format === 'pdf' ? 'PDF' : 'Word'}
        </Button>
      ))}
    </span>
  )
}
