import { tablesIn } from '../mechanisms/table/find.ts'
import type { Bilingual, Citation, Confidence } from '../screening/result.ts'
import { inForceOn } from './days.ts'
import { figureOn } from './figures.ts'
import type { Condition, Library, Policy, Version } from './library.ts'

/** A policy in a list: what `lastmile policies list` prints. */
export type PolicyOverview = {
  readonly id: string
  readonly name: Bilingual
  readonly level: string
  readonly category: string
  readonly entity: 'household' | 'person'
  readonly coverage: 'rule' | 'guide'
  readonly inForce: { readonly from: string | null; readonly to: string | null }
  readonly parameters: readonly {
    readonly name: string
    readonly value: number | null
    readonly unit: string
    readonly from: string | null
    readonly to: string | null
    readonly verified: Confidence
  }[]
  readonly citations: readonly Citation[]
}

/** Every policy of the library as it stands on a day; a figure that nobody knows then has the value null. */
export function overviewOn(library: Library, day: string): PolicyOverview[] {
  return library.policies.map((policy) => {
    const { document } = policy
    const named = inForceOn(document.names, day) ?? document.names.at(-1)
    const version = inForceOn(policy.versions, day) ?? policy.versions.at(-1) ?? null
    return {
      id: policy.id,
      name: { zh: named?.zh ?? policy.id, en: named?.en ?? policy.id },
      level: document.level,
      category: document.category,
      entity: document.entity,
      coverage: policy.coverage,
      inForce: { from: document.in_force.from, to: document.in_force.to },
      parameters: parametersOn(policy, version, day),
      citations: version ? citationsOf(version) : documentsOf(policy),
    }
  })
}

function parametersOn(policy: Policy, version: Version | null, day: string): PolicyOverview['parameters'] {
  const own = (policy.document.parameters ?? []).map((parameter) => parameter.name)
  const names = new Set([...own, ...(version ? figuresUsed(version) : [])])
  return [...names].flatMap((name) => {
    const figure = policy.figures.get(name)
    if (!figure) return []
    const entry = figureOn(figure, day)?.entry
    const { unit } = figure.document
    return [
      {
        name,
        value: entry?.value ?? null,
        unit,
        from: entry?.from ?? null,
        to: entry?.to ?? null,
        verified: entry?.verified ?? 'unverified',
      },
    ]
  })
}

/** Names of the figures that a version rests on, in its conditions and its amount. */
export function figuresUsed(version: Version): string[] {
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (node !== null && typeof node === 'object') {
      if ('kind' in node && node.kind === 'figure' && 'name' in node && typeof node.name === 'string')
        found.add(node.name)
      Object.values(node).forEach(visit)
    }
  }
  visit(version.node)
  visit(version.payment?.node)
  return [...found]
}

function citationsOf(version: Version): Citation[] {
  const seen = new Map<string, Citation>()
  const visit = (condition: Condition): void => {
    if (condition.cite) seen.set(`${condition.cite.document} ${condition.cite.clause}`, condition.cite)
    if (condition.body.kind !== 'one') condition.body.of.forEach(visit)
  }
  version.conditions.forEach(visit)
  if (version.payment)
    seen.set(`${version.payment.cite.document} ${version.payment.cite.clause}`, version.payment.cite)
  for (const { table } of tablesIn([version.node, ...(version.payment ? [version.payment.node] : [])]))
    for (const { cite } of table.rows) if (cite) seen.set(`${cite.document} ${cite.clause}`, cite)
  return [...seen.values()]
}

function documentsOf(policy: Policy): Citation[] {
  return Object.values(policy.document.documents).map(({ title, number, url, verified }) => ({
    document: title,
    number,
    clause: '',
    ...(url ? { url } : {}),
    verified,
  }))
}
