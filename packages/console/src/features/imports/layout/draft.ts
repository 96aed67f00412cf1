import type { FileColumns, LayoutDraft } from '@lastmile/contract'
import type { z } from 'zod'

export type Draft = z.infer<typeof LayoutDraft>
export type DraftColumn = Draft['columns'][number]
export type File = z.infer<typeof FileColumns>
export type FileColumn = File['columns'][number]

/** Who a row is about is wrong or right as a whole; a fact that cannot be read is left out. */
const REFUSES = ['person.name', 'person.id_number', 'person.birth_date', 'household.committee']

/** A column of the file that goes to a field, with what is usual for it. */
export function columnTo({ header, unit }: Pick<FileColumn, 'header' | 'unit'>, target: string): DraftColumn {
  return {
    header,
    target,
    required: target === 'person.name',
    ifWrong: REFUSES.includes(target) ? 'refuse' : 'leave_out',
    unit: target.startsWith('fact.') ? unit : null,
    precision: 'day',
    values: {},
  }
}

/** The columns as they may be taken without asking: each field once, the surest name first. */
export function proposed(file: File): DraftColumn[] {
  const taken = new Set<string>()
  return file.columns.flatMap((column) => {
    const sure = column.suggestions.find((one) => one.sure && !taken.has(one.target))
    if (!sure) return []
    taken.add(sure.target)
    return [columnTo(column, sure.target)]
  })
}

/** What somebody begins with: the layout of now, or a proposal. A committee on the list lets new households be made. */
export function firstDraft(file: File, fresh: boolean): Draft {
  if (file.current !== null && !fresh) {
    const here = new Set(file.columns.map(({ header }) => header))
    return {
      ...file.current.draft,
      columns: file.current.draft.columns.filter(({ header }) => here.has(header)),
    }
  }
  const columns = proposed(file)
  return {
    name: '',
    department: '',
    personUnknown: columns.some(({ target }) => target === 'household.committee') ? 'create' : 'review',
    everyMonths: null,
    dayFrom: null,
    columns,
    constants: [],
    receipt: null,
  }
}

/** Sends a column to another field, or to none. */
export function sendTo(
  draft: Draft,
  from: Pick<FileColumn, 'header' | 'unit'>,
  target: string | null,
): Draft {
  const rest = draft.columns.filter((column) => column.header !== from.header)
  const columns = target === null ? rest : [...rest, columnTo(from, target)]
  const dayFrom = columns.some((column) => column.target === draft.dayFrom) ? draft.dayFrom : null
  return { ...draft, columns, dayFrom: target === 'row.day' ? 'row.day' : dayFrom }
}

/** Changes how a column is read. */
export function changeColumn(draft: Draft, header: string, change: Partial<DraftColumn>): Draft {
  return {
    ...draft,
    columns: draft.columns.map((column) => (column.header === header ? { ...column, ...change } : column)),
  }
}

/** Says what a word of a column means; null: what the reading itself makes of it. */
export function translate(
  draft: Draft,
  header: string,
  word: string,
  value: string | number | boolean | null,
): Draft {
  const column = draft.columns.find((one) => one.header === header)
  if (!column) return draft
  const { [word]: _before, ...rest } = column.values
  return changeColumn(draft, header, { values: value === null ? rest : { ...rest, [word]: value } })
}

/** Whether a draft can be read with at all: the server says the rest. */
export function namesPerson(draft: Draft): boolean {
  const has = (target: string) => draft.columns.some((column) => column.target === target)
  return has('person.name') && (has('person.id_number') || has('person.birth_date'))
}

/** What the server asks for only when it is kept; while it is tried it may still be blank. */
export function toTry(draft: Draft): Draft {
  return {
    ...draft,
    name: draft.name.trim().padEnd(2, '-'),
    department: draft.department.trim().padEnd(2, '-'),
  }
}
