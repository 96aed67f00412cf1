import { HOUSEHOLD_KIND_LIST, HOUSEHOLD_KINDS, type HouseholdKind } from '@lastmile/domain'
import { useText } from '@lastmile/web-kit'
import type { Part, Result } from './shapes.ts'

/** The parts of a result with their names, in a steady order. */
export function partsOf(
  result: Result,
  group: 'street' | 'kind',
  nameOf: (key: string) => string,
): { readonly name: string; readonly part: Part }[] {
  const order = (key: string) => (group === 'kind' ? HOUSEHOLD_KIND_LIST.indexOf(key as HouseholdKind) : 0)
  return (result.groups[group] ?? [])
    .filter(({ households }) => households > 0)
    .toSorted((a, b) => order(a.key) - order(b.key) || (a.key < b.key ? -1 : 1))
    .map((part) => ({ name: nameOf(part.key), part }))
}

/** What a kind of household is called. */
export function useKindName(): (key: string) => string {
  const text = useText()
  return (key) =>
    text(
      HOUSEHOLD_KIND_LIST.flatMap((kind) => (kind === key ? HOUSEHOLD_KINDS[kind] : []))[0] ?? {
        zh: key,
        en: key,
      },
    )
}
