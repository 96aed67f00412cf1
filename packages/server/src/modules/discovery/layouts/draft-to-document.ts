import type { LayoutDraft } from '@lastmile/contract'
import type { Facts } from '@lastmile/rules'
import type { z } from 'zod'
import { AppError } from '../../../platform/errors/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { type Layout, type LayoutDocument, layoutFromDocument } from '../sources/layout.ts'
import { findTarget } from '../sources/target.ts'
import type { FigureUnitId } from '../values/units.ts'
import { identityLabel } from './identity-fields.ts'

export type Draft = z.infer<typeof LayoutDraft>
type Known = Pick<DiscoveryDeps, 'facts' | 'knowsPolicy'>

const LEFT_OUT = { zh: '说明这份名单时选了不导入', en: 'Left out by whoever described the list' }

/** What a target is called, for people; null for one that a layout cannot have. */
export function targetLabel(name: string, facts: Facts): { zh: string; en: string } | null {
  const target = findTarget(name, facts)
  if (!target) return null
  const label = target.kind === 'fact' ? target.fact.label : identityLabel(target.name)
  return label === null ? null : { zh: label.zh, en: label.en }
}

/** A draft in the form of a source of the district; columns of the file that it does not name are left out on purpose. */
export function documentOf(
  draft: Draft,
  source: string,
  header: readonly string[],
  known: Known,
): LayoutDocument {
  const { facts } = known
  refuseGaps(draft, header, facts)
  refuseForAll(draft, known)
  const taken = new Set(draft.columns.map((column) => column.header))
  const leftOut = header.filter((name) => !taken.has(name) && !/^\[[A-Z]+\]$/.test(name))
  return {
    schema_version: 1,
    id: source,
    name: { zh: draft.name, en: draft.name },
    department: { zh: draft.department, en: draft.department },
    policy: draft.receipt?.policy ?? null,
    sample_file: null,
    person_unknown: draft.personUnknown,
    every_months: draft.everyMonths,
    day_from: draft.dayFrom,
    constants: Object.fromEntries(draft.constants.map(({ target, value }) => [target, value])),
    receipt: draft.receipt,
    uses: [],
    columns: draft.columns.map((column) => ({
      target: column.target,
      label: targetLabel(column.target, facts) ?? { zh: column.header, en: column.header },
      aliases: [column.header],
      required: column.required || column.target === 'person.name',
      if_wrong: column.ifWrong,
      precision: column.precision,
      future: false,
      ...(column.unit === null ? {} : { unit: column.unit as FigureUnitId }),
      ...(Object.keys(column.values).length === 0 ? {} : { values: column.values }),
      also: [],
      implies: {},
    })),
    ignored: leftOut.length === 0 ? [] : [{ aliases: leftOut, reason: LEFT_OUT }],
  }
}

/** The layout that a draft means; what is wrong with it is said as people can mend it. */
export function layoutOfDraft(draft: Draft, source: string, header: readonly string[], known: Known): Layout {
  const document = documentOf(draft, source, header, known)
  try {
    return layoutFromDocument(document, known.facts)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.slice(0, 200) : ''
    throw new AppError('layout_invalid', { detail }, { cause })
  }
}

/** What a layout was made of, to be changed into a newer version. */
export function draftOf(document: LayoutDocument): Draft {
  return {
    name: document.name.zh,
    department: document.department.zh,
    personUnknown: document.person_unknown,
    everyMonths: document.every_months,
    dayFrom: document.day_from,
    columns: document.columns.map((column) => ({
      header: column.aliases[0] ?? '',
      target: column.target,
      required: column.required,
      ifWrong: column.if_wrong ?? 'refuse',
      unit: column.unit ?? null,
      precision: column.precision,
      values: column.values ?? {},
    })),
    constants: Object.entries(document.constants).map(([target, value]) => ({ target, value })),
    receipt: document.receipt,
  }
}

function refuseGaps(draft: Draft, header: readonly string[], facts: Facts): void {
  const has = (target: string) => draft.columns.some((column) => column.target === target)
  const byTarget = new Map<string, string>()
  for (const { target, header: name } of draft.columns) {
    if (!header.includes(name)) throw new AppError('layout_invalid', { detail: name })
    const first = byTarget.get(target)
    const label = targetLabel(target, facts)
    if (label === null) throw new AppError('layout_invalid', { detail: target })
    refuseProtected(target, label, facts)
    if (first !== undefined)
      throw new AppError('layout_target_twice', { target: label.zh, first, second: name })
    byTarget.set(target, name)
  }
  const headers = draft.columns.map((column) => column.header)
  const twice = headers.find((name, at) => headers.indexOf(name) !== at)
  if (twice !== undefined) throw new AppError('layout_invalid', { detail: twice })
  if (!has('person.name') || !(has('person.id_number') || has('person.birth_date')))
    throw new AppError('layout_without_person')
  if (draft.personUnknown === 'create' && !has('household.committee'))
    throw new AppError('layout_without_committee')
}

function refuseProtected(target: string, label: { readonly zh: string }, facts: Facts): void {
  const meant = findTarget(target, facts)
  if (meant?.kind === 'fact' && meant.fact.sensitivity === 'protected')
    throw new AppError('layout_protected', { target: label.zh })
}

/** What everybody on the list is said to be, and the benefit that they receive. */
function refuseForAll({ columns, constants, receipt }: Draft, { facts, knowsPolicy }: Known): void {
  const said = new Set<string>()
  for (const { target } of constants) {
    const meant = findTarget(target, facts)
    const label = targetLabel(target, facts)
    if (label === null || meant?.kind !== 'fact' || !['boolean', 'enum'].includes(meant.fact.type))
      throw new AppError('layout_invalid', { detail: label?.zh ?? target })
    refuseProtected(target, label, facts)
    const column = columns.find((one) => one.target === target)
    if (column) throw new AppError('layout_said_twice', { target: label.zh, column: column.header })
    if (said.has(target)) throw new AppError('layout_fixed_twice', { target: label.zh })
    said.add(target)
  }
  if (receipt !== null && !knowsPolicy(receipt.policy))
    throw new AppError('layout_invalid', { detail: receipt.policy })
  const paid = receipt === null && columns.find(({ target }) => target.startsWith('receipt.'))
  if (paid) throw new AppError('layout_without_benefit', { column: paid.header })
}
