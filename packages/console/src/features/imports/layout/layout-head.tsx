import { useWords } from '@lastmile/web-kit'
import { AutoComplete, Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { Segments, useFacts } from '../../../frame/index.ts'
import type { Draft, File } from './draft.ts'
import type { Place } from './read-like-this.tsx'
import { factOf } from './target-options.ts'
import { words } from './words.ts'

const RHYTHMS = [1, 3, 6, 12]
const FIRST_ROWS = 30

/** A control with its name above it. */
function Field({
  label,
  children,
}: {
  readonly label: string
  readonly children: (id: string) => ReactNode
}): ReactNode {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

/** What is true of the list as a whole: its name, its office, its day, and what becomes of unknown persons. */
export function LayoutHead({
  draft,
  file,
  place,
  asOf,
  onDraft,
  onPlace,
  onAsOf,
}: {
  readonly draft: Draft
  readonly file: File
  readonly place: Place
  readonly asOf: string
  readonly onDraft: (draft: Draft) => void
  readonly onPlace: (place: Place) => void
  readonly onAsOf: (day: string) => void
}): ReactNode {
  const say = useWords(words)
  const facts = useFacts()
  const days = draft.columns.filter(
    ({ target }) => target === 'row.day' || factOf(target, facts)?.type === 'date',
  )
  return (
    <div className="lm-layout-head">
      <Field label={say('name')}>
        {(id) => (
          <Input
            id={id}
            value={draft.name}
            maxLength={60}
            placeholder={say('nameHint')}
            onChange={(event) => onDraft({ ...draft, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('department')}>
        {(id) => (
          <AutoComplete
            id={id}
            value={draft.department}
            options={file.offices.map((value) => ({ value }))}
            showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed) }}
            onChange={(department: string) => onDraft({ ...draft, department })}
          />
        )}
      </Field>
      {file.sheets.length > 1 && (
        <Field label={say('sheet')}>
          {(id) => (
            <Select
              id={id}
              value={file.sheet}
              options={file.sheets.map((value) => ({ value, label: value }))}
              onChange={(sheet) => onPlace({ id: place.id, sheet })}
            />
          )}
        </Field>
      )}
      <Field label={say('headerRow')}>
        {(id) => (
          <Select
            id={id}
            value={file.headerRow}
            options={Array.from({ length: FIRST_ROWS }, (_, at) => ({
              value: at + 1,
              label: String(at + 1),
            }))}
            onChange={(headerRow) => onPlace({ ...place, headerRow })}
          />
        )}
      </Field>
      <Field label={say('dayFrom')}>
        {(id) => (
          <Select
            id={id}
            value={draft.dayFrom ?? ''}
            options={[
              { value: '', label: say('oneDay') },
              ...days.map(({ target, header }) => ({ value: target, label: say('ownDay', { header }) })),
            ]}
            onChange={(dayFrom) => onDraft({ ...draft, dayFrom: dayFrom === '' ? null : dayFrom })}
          />
        )}
      </Field>
      {draft.dayFrom === null && (
        <Field label={say('asOf')}>
          {(id) => (
            <Input
              id={id}
              type="date"
              value={asOf}
              onChange={(event) => event.target.value && onAsOf(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={say('rhythm')}>
        {(id) => (
          <Select
            id={id}
            value={draft.everyMonths ?? 0}
            options={[
              { value: 0, label: say('noRhythm') },
              ...[...new Set([...RHYTHMS, draft.everyMonths ?? 1])]
                .sort((a, b) => a - b)
                .map((count) => ({ value: count, label: say('months', { count }) })),
            ]}
            onChange={(months) => onDraft({ ...draft, everyMonths: months === 0 ? null : months })}
          />
        )}
      </Field>
      <div>
        <span>{say('unknown')}</span>
        <Segments
          name="person-unknown"
          label={say('unknown')}
          value={draft.personUnknown}
          options={[
            { value: 'review', label: say('review') },
            { value: 'create', label: say('create') },
          ]}
          onChange={(personUnknown) => onDraft({ ...draft, personUnknown })}
        />
      </div>
    </div>
  )
}
