import { NEED_CATEGORIES, NEED_KINDS } from '@lastmile/domain'
import type { ListCondition } from '../households/index.ts'

const CATEGORIES: ReadonlyMap<string, { zh: string; en: string }> = new Map(Object.entries(NEED_CATEGORIES))
const KINDS: ReadonlyMap<string, { zh: string; en: string }> = new Map(Object.entries(NEED_KINDS))

/** Households with an open need of a category, or of a kind. */
export const needCondition: ListCondition = {
  permission: 'need.read',
  choices: async () =>
    [...CATEGORIES].flatMap(([category, name]) => [
      { value: category, name },
      ...[...KINDS]
        .filter(([kind]) => kind.startsWith(`${category}.`))
        .map(([value, own]) => ({
          value,
          name: { zh: `${name.zh}：${own.zh}`, en: `${name.en}: ${own.en}` },
        })),
    ]),
  condition: async (_, value) =>
    CATEGORIES.has(value) || KINDS.has(value)
      ? (add) =>
          `EXISTS (SELECT 1 FROM need n WHERE n.household_id = household.id AND n.state IN ('confirmed','planned')
             AND ${add(value)} IN (n.category, n.kind))`
      : null,
}
