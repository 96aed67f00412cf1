import { useText, useWords } from '@lastmile/web-kit'
import { Checkbox, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Dictionary, UNITS, useFacts } from '../../../frame/index.ts'
import { ColumnWords } from './column-words.tsx'
import { changeColumn, type Draft, type DraftColumn, type File, type FileColumn, sendTo } from './draft.ts'
import type { Tried } from './read-like-this.tsx'
import { factOf, type TargetGroup, targetsOf } from './target-options.ts'
import { words } from './words.ts'

/** The column without the unit of its name, where the fact does not count such a thing. */
function unitFits(
  target: string,
  column: FileColumn,
  units: File['units'],
  facts: Dictionary,
): Pick<FileColumn, 'header' | 'unit'> {
  const fact = factOf(target, facts)
  const unit = units.find(({ id }) => id === column.unit)
  const fits = unit && fact?.type === unit.type && (unit.of === null || unit.of === fact.unit)
  return { header: column.header, unit: fits ? column.unit : null }
}

/** One column of the file: its first cells, where it goes, how it is counted, and what its words become. */
export function ColumnCard({
  column,
  mapped,
  groups,
  units,
  tried,
  draft,
  onDraft,
}: {
  readonly column: FileColumn
  readonly mapped: DraftColumn | null
  readonly groups: readonly TargetGroup[]
  readonly units: File['units']
  readonly tried: Tried['columns'][number] | null
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const facts = useFacts()
  const { header } = column
  const fact = mapped ? factOf(mapped.target, facts) : null
  const countable = units.filter(
    (unit) => fact !== null && unit.type === fact.type && (unit.of === null || unit.of === fact.unit),
  )
  const change = (part: Partial<DraftColumn>) => onDraft(changeColumn(draft, header, part))
  const isDate = fact?.type === 'date' || mapped?.target === 'row.day'
  return (
    <li className="lm-card" data-left-out={mapped === null}>
      <div className="lm-layout-column">
        <div>
          <h3>{header}</h3>
          <p className="lm-soft lm-layout-samples">
            {column.samples.filter((cell) => cell !== '').join('、')}
          </p>
        </div>
        <div className="lm-layout-fields">
          <Select
            aria-label={say('goesTo', { header })}
            value={mapped?.target ?? ''}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: '', label: say('leftOut') },
              ...targetsOf(column, groups, say('groupLikely')).map((group) => ({
                label: group.label,
                title: group.label,
                options: [...group.options],
              })),
            ]}
            onChange={(target) =>
              onDraft(sendTo(draft, unitFits(target, column, units, facts), target === '' ? null : target))
            }
          />
          {countable.length > 0 && mapped && (
            <Select
              aria-label={say('countedIn', { header })}
              value={mapped.unit ?? ''}
              options={[
                {
                  value: '',
                  label: say('asFact', { unit: text(UNITS[fact?.unit ?? ''] ?? { zh: '', en: '' }) }),
                },
                ...countable.map(({ id, label }) => ({
                  value: id,
                  label: say('asFact', { unit: text(label) }),
                })),
              ]}
              onChange={(unit) => change({ unit: unit === '' ? null : unit })}
            />
          )}
          {mapped && mapped.target !== 'person.name' && (
            <Select
              aria-label={say('ifWrong', { header })}
              value={mapped.ifWrong}
              options={[
                { value: 'leave_out', label: `${say('cannotRead')}：${say('leaveOut')}` },
                { value: 'refuse', label: `${say('cannotRead')}：${say('refuse')}` },
              ]}
              onChange={(ifWrong) => change({ ifWrong })}
            />
          )}
          {mapped && isDate && (
            <Checkbox
              checked={mapped.precision === 'month'}
              onChange={(event) => change({ precision: event.target.checked ? 'month' : 'day' })}
            >
              {say('monthEnough')}
            </Checkbox>
          )}
          {mapped && tried && tried.target === mapped.target && (
            <p className={tried.unreadable > 0 ? 'lm-late' : 'lm-soft'}>
              {tried.unreadable > 0 ? say('unreadable', { count: tried.unreadable }) : say('allRead')}
            </p>
          )}
        </div>
      </div>
      {mapped && tried && tried.target === mapped.target && (
        <ColumnWords column={mapped} tried={tried} fact={fact} draft={draft} onDraft={onDraft} />
      )}
    </li>
  )
}
