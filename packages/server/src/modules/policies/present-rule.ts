import type { RulePart, RuleVersion } from '@lastmile/contract'
import type { ConditionInWords, Library, Policy, VersionInWords } from '@lastmile/rules'
import type { z } from 'zod'

/** The newest name of a policy. */
export function policyTitle(policy: Policy): { zh: string; en: string } {
  const named = policy.document.names.at(-1)
  return { zh: named?.zh ?? policy.id, en: named?.en ?? policy.id }
}

/** Policies by id with their names, for lists that mention them. */
export function policyTitles(library: Library, ids: readonly string[]) {
  return ids.map((id) => {
    const policy = library.byId.get(id)
    return { id, name: policy ? policyTitle(policy) : { zh: id, en: id } }
  })
}

function clauseOf(cite: { readonly document: string; readonly clause: string } | null): string | null {
  return cite ? `${cite.document} ${cite.clause}` : null
}

function presentPart(part: ConditionInWords): RulePart {
  return {
    title: part.title && { ...part.title },
    text: { ...part.text },
    source: part.source,
    kind: part.kind,
    clause: clauseOf(part.cite),
    applies: part.applies,
    of: part.of.map(presentPart),
  }
}

function presentTable(
  table: VersionInWords['tables'][number],
): z.infer<typeof RuleVersion>['tables'][number] {
  const { name, hit, otherwise } = table
  return {
    name,
    hit,
    label: { ...table.label },
    inputs: table.inputs.map((input) => ({ ...input })),
    rows: table.rows.map(({ cells, value, cite }) => ({
      cells: cells.map((cell) => ({ ...cell })),
      value: { ...value },
      clause: clauseOf(cite),
    })),
    otherwise: otherwise && { value: { ...otherwise.value }, clause: clauseOf(otherwise.cite) },
  }
}

/** A version of a rule in words, as the API gives it. */
export function presentVersion(version: VersionInWords): z.infer<typeof RuleVersion> {
  const { amount } = version
  return {
    from: version.from,
    to: version.to,
    conditions: version.conditions.map(presentPart),
    amount: amount && {
      text: { ...amount.text },
      source: amount.source,
      per: amount.per,
      upTo: amount.upTo,
      clause: clauseOf(amount.cite),
    },
    tables: version.tables.map(presentTable),
  }
}
