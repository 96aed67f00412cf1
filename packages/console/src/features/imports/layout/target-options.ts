import type { Lang } from '@lastmile/web-kit'
import { type Dictionary, type FactEntry, UNITS } from '../../../frame/index.ts'
import type { File, FileColumn } from './draft.ts'

export interface TargetOption {
  readonly value: string
  readonly label: string
}
export interface TargetGroup {
  readonly label: string
  readonly options: readonly TargetOption[]
}

/** The words that an option needs, already in the language of the page. */
export interface OptionWords {
  readonly likely: string
  readonly who: string
  readonly benefit: string
  readonly household: string
  readonly person: string
  readonly sensitive: string
  readonly types: Readonly<Record<FactEntry['type'], string>>
}

/** Facts that a layout may lead to: recorded ones, and none that is protected. */
export function mappable(facts: Dictionary): FactEntry[] {
  return facts.all.filter((fact) => !fact.derived && fact.sensitivity !== 'protected')
}

/** The name of a fact with what is good to know before choosing it. */
function describe(fact: FactEntry, lang: Lang, words: OptionWords): string {
  const unit = fact.unit === null ? undefined : UNITS[fact.unit]?.[lang]
  const parts = [words.types[fact.type], unit, fact.sensitivity === 'sensitive' ? words.sensitive : undefined]
  return `${fact.label[lang]} · ${parts.filter((part) => part !== undefined).join(' · ')}`
}

/** All fields and facts by kind, with their type, unit and sensitivity. */
export function allTargets(file: File, facts: Dictionary, lang: Lang, words: OptionWords): TargetGroup[] {
  const of = (entity: FactEntry['entity']) =>
    mappable(facts)
      .filter((fact) => fact.entity === entity)
      .map((fact) => ({ value: `fact.${entity}.${fact.name}`, label: describe(fact, lang, words) }))
  const fields = (paid: boolean) =>
    file.fields
      .filter(({ target }) => target.startsWith('receipt.') === paid)
      .map(({ target, label }) => ({ value: target, label: label[lang] }))
  return [
    { label: words.who, options: fields(false) },
    { label: words.benefit, options: fields(true) },
    { label: words.household, options: of('household') },
    { label: words.person, options: of('person') },
  ]
}

/** The groups for one column: what it looks like comes first, and stands once. */
export function targetsOf(column: FileColumn, groups: readonly TargetGroup[], likely: string): TargetGroup[] {
  const all = groups.flatMap(({ options }) => options)
  const first = column.suggestions.flatMap(({ target }) => all.find(({ value }) => value === target) ?? [])
  if (first.length === 0) return [...groups]
  const shown = new Set(first.map(({ value }) => value))
  return [
    { label: likely, options: first },
    ...groups.map((group) => ({
      label: group.label,
      options: group.options.filter(({ value }) => !shown.has(value)),
    })),
  ]
}

/** The fact behind a target; null for a field of who somebody is. */
export function factOf(target: string, facts: Dictionary): FactEntry | null {
  const match = /^fact\.(household|person)\.(.+)$/.exec(target)
  return match ? facts.find(match[2] ?? '', match[1] as FactEntry['entity']) : null
}
