import { CloseOutlined, DownloadOutlined, SettingOutlined } from '@ant-design/icons'
import { csvOf } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { Button, Checkbox, Popover, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { setPreferences, usePreferences } from '../app/preferences.ts'
import type { Column, DataListProps } from './list-shape.ts'
import { saveText } from './save-file.ts'
import { useSaid } from './toasts.tsx'
import { words } from './words.ts'

interface ListBarProps<Row> extends DataListProps<Row> {
  readonly shown: readonly Column<Row>[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: readonly string[]) => void
  readonly selected: ReadonlyMap<string, Row>
  readonly onClear: () => void
}

/** Above a list: its controls, its conditions as chips, how many rows in which scope, columns and export. */
export function ListBar<Row>(props: ListBarProps<Row>): ReactNode {
  const say = useWords(words)
  const { query, selected } = props
  const filters = (props.filters ?? []).filter((filter) => filter !== null)
  const sorted = props.columns.find((column) => column.sort !== undefined && column.sort === props.sort)
  return (
    <div className="lm-list-bar">
      {props.controls !== undefined && <div className="lm-row lm-list-controls">{props.controls}</div>}
      {filters.length > 0 && (
        <ul className="lm-chips">
          {filters.map((filter) => (
            <li key={filter.id}>
              <button
                type="button"
                className="lm-chip"
                aria-label={say('removeFilter', { name: filter.label })}
                onClick={filter.onRemove}
              >
                {filter.label} <CloseOutlined aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="lm-row lm-list-line">
        <p role="status" className="lm-list-count">
          {selected.size > 0
            ? say('selected', { count: selected.size })
            : query.data === undefined
              ? query.error
                ? ''
                : say('loading')
              : props.countLine(query.data.total)}
          {selected.size === 0 && query.data !== undefined && sorted && (
            <span className="lm-soft"> · {say('sortedBy', { name: sorted.title })}</span>
          )}
        </p>
        {selected.size > 0 && props.bulk?.([...selected.values()], props.onClear)}
        {selected.size > 0 && (
          <Button size="small" onClick={props.onClear}>
            {say('clearSelected')}
          </Button>
        )}
        <span className="lm-top-gap" />
        <Tooltip title={say('keys')}>
          <span className="lm-keys lm-soft">{say('keys')}</span>
        </Tooltip>
        <ColumnChoice {...props} />
        {props.exportPage && <ExportButton {...props} exportPage={props.exportPage} />}
      </div>
    </div>
  )
}

function ColumnChoice<Row>({ columns, chosen, onChoose }: ListBarProps<Row>): ReactNode {
  const say = useWords(words)
  const { dense } = usePreferences()
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="lm-stack lm-column-choice">
          {columns
            .filter((column) => !column.primary)
            .map((column) => (
              <Checkbox
                key={column.id}
                checked={chosen.has(column.id)}
                onChange={(event) =>
                  onChoose(
                    columns
                      .map((one) => one.id)
                      .filter((id) => (id === column.id ? event.target.checked : chosen.has(id))),
                  )
                }
              >
                {column.title}
              </Checkbox>
            ))}
          <Button size="small" onClick={() => setPreferences({ dense: !dense })}>
            {dense ? say('roomy') : say('dense')}
          </Button>
        </div>
      }
    >
      <Button icon={<SettingOutlined aria-hidden="true" />}>{say('columns')}</Button>
    </Popover>
  )
}

const EXPORT_PAGE = 200

function ExportButton<Row>(
  props: ListBarProps<Row> & { readonly exportPage: NonNullable<DataListProps<Row>['exportPage']> },
): ReactNode {
  const say = useWords(words)
  const said = useSaid()
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const run = async () => {
    const rows: Row[] = [...props.selected.values()]
    if (rows.length === 0) {
      const total = props.query.data?.total ?? 0
      while (rows.length < total) {
        setProgress({ done: rows.length, total })
        const page = await props.exportPage(rows.length, EXPORT_PAGE)
        if (page.items.length === 0) break
        rows.push(...page.items)
      }
    }
    const head = props.shown.map((column) => column.title)
    const lines = rows.map((row) => props.shown.map((column) => column.text(row)))
    saveText(`${props.label} ${new Date().toISOString().slice(0, 10)}.csv`, csvOf([head, ...lines]))
    said.done(say('exported', { count: rows.length }))
  }
  return (
    <Tooltip title={say('exportHint')}>
      <Button
        icon={<DownloadOutlined aria-hidden="true" />}
        loading={progress !== null}
        disabled={props.query.data === undefined || props.query.data.total === 0}
        onClick={() => {
          setProgress({ done: 0, total: props.query.data?.total ?? 0 })
          run()
            .catch(said.failed)
            .finally(() => setProgress(null))
        }}
      >
        {progress === null
          ? say('exportSeen')
          : say('exporting', { done: progress.done, total: progress.total })}
      </Button>
    </Tooltip>
  )
}
