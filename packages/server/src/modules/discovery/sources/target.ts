import type { Fact, Facts } from '@lastmile/rules'

/** Where a column's cells go. Facts of the dictionary are targets too: `fact.person.employed`. */
export const IDENTITY_TARGETS = {
  'person.name': 'text',
  'person.id_number': 'id_number',
  'person.sex': 'choice',
  'person.birth_date': 'date',
  'person.phone': 'phone',
  'person.relation': 'choice',
  'household.key': 'text',
  'household.head_name': 'text',
  'household.head_id_number': 'id_number',
  'household.address': 'text',
  'household.street': 'unit',
  'household.committee': 'unit',
  'receipt.amount': 'money',
  'receipt.from': 'date',
  /** The number of a payment, ticket or file: one person may then stand in several rows. */
  'row.key': 'text',
  /** The day from which a row's facts hold, where it is no fact itself. */
  'row.day': 'date',
} as const
export type IdentityTarget = keyof typeof IDENTITY_TARGETS

export interface FactTarget {
  readonly kind: 'fact'
  readonly name: string
  readonly fact: Fact
}
export type Target = { readonly kind: 'identity'; readonly name: IdentityTarget } | FactTarget

/** Reads a target of a layout. Null when there is none of this name; derived facts are worked out and cannot be imported. */
export function findTarget(name: string, facts: Facts): Target | null {
  if (Object.hasOwn(IDENTITY_TARGETS, name)) return { kind: 'identity', name: name as IdentityTarget }
  const match = /^fact\.(household|person)\.([a-z0-9_]+)$/.exec(name)
  const fact = match && facts[match[1] === 'household' ? 'household' : 'person'].get(match[2] ?? '')
  return fact && fact.derived === undefined ? { kind: 'fact', name, fact } : null
}

/** The type of a target's cells, for people who map columns. */
export function targetType(target: Target): string {
  return target.kind === 'identity' ? IDENTITY_TARGETS[target.name] : target.fact.type
}
