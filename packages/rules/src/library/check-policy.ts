import { checkText } from '../language/check.ts'
import { problemAt, RuleError, type Source } from '../language/problem.ts'
import type { Scope, TableText, Term } from '../language/scope.ts'
import { isWholeFen } from '../language/shape.ts'
import type { TruthNode } from '../language/tree.ts'
import type { Citation } from '../screening/result.ts'
import { type Dated, firstOverlap } from './days.ts'
import type { ConditionDocument, FiledPolicy, PolicyDocument } from './documents.ts'
import { heldValues } from './figures.ts'
import type { Condition, Figure, Payment, Policy, Version } from './library.ts'

type Names = Omit<Scope, 'check' | 'read' | 'source'>

/** What a policy may name, besides its own parameters and terms. */
export type Surrounding = Pick<Names, 'facts' | 'derived'> & {
  readonly figures: ReadonlyMap<string, Figure>
  readonly terms: ReadonlyMap<string, Term>
  /** Whether its formulas may look at changes (`was`): those of signals. */
  readonly changes?: boolean
}

/** Checks one policy: every formula, every citation, every date. Problems are gathered, not thrown. */
export function checkPolicy(
  filed: FiledPolicy,
  own: ReadonlyMap<string, Figure>,
  around: Surrounding,
  problems: RuleError[],
): Policy {
  const { policy, ...place } = filed
  const figures = new Map([...around.figures, ...own])
  const terms = new Map(around.terms)
  for (const term of policy.terms ?? [])
    terms.set(term.name, { name: term.name, label: term.label, source: term.formula })
  const names: Names = {
    facts: around.facts,
    derived: around.derived,
    figures: new Map([...figures].map(([name, figure]) => [name, figure.shape] as const)),
    terms,
    tables: tablesOf(policy, figures),
    person: policy.entity === 'person' ? 'person' : null,
    bound: new Map(),
    item: null,
    depth: 0,
    open: [],
    ...(around.changes === true ? { changes: true } : {}),
  }
  const gather = <T>(work: () => T): T | null => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      problems.push(error)
      return null
    }
  }
  const fail = (code: string, message: string, fix?: string) =>
    new RuleError({
      code,
      message: `${policy.id}: ${message}`,
      file: place.file,
      line: 1,
      column: 1,
      ...(fix ? { fix } : {}),
    })
  for (const [what, list] of [
    ['names', policy.names],
    ['versions', policy.versions ?? []],
  ] as const) {
    const overlap = firstOverlap<Dated>(list)
    if (overlap)
      problems.push(
        fail(
          'overlap',
          `two ${what} are in force at once from ${overlap[1].from}`,
          'end the earlier one the day before',
        ),
      )
  }
  for (const table of policy.tables ?? [])
    gather(() => checkText({ ...table.table, text: table.name, indent: undefined }, names))
  const versions: Version[] = []
  for (const version of policy.versions ?? []) {
    const conditions = version.conditions.map((one) =>
      gather(() => checkCondition(one, null, names, policy, fail)),
    )
    const payment = version.amount ? gather(() => checkPayment(version.amount, names, policy, fail)) : null
    const known = conditions.filter((one) => one !== null)
    if (known.length < conditions.length || (version.amount && !payment)) continue
    const node = together('all', known)
    if (isConstant(node))
      problems.push(
        fail(
          'constant',
          'the rule asks for no fact: it would decide alike for everybody',
          'name the facts it rests on',
        ),
      )
    versions.push({ from: version.from, to: version.to, conditions: known, node, payment })
  }
  return {
    id: policy.id,
    ...place,
    document: policy,
    coverage: policy.versions ? 'rule' : 'guide',
    figures,
    versions,
  }
}

type Fail = (code: string, message: string, fix?: string) => RuleError

function checkCondition(
  document: ConditionDocument,
  above: Citation | null,
  names: Names,
  policy: PolicyDocument,
  fail: Fail,
): Condition {
  const cite = document.cite ? citationOf(document.cite, policy, fail) : above
  const of = document.all ?? document.any
  const base = { title: document.title ?? null, cite, applies: document.applies === true }
  if (of) {
    const body = {
      kind: document.all ? 'all' : 'any',
      of: of.map((one) => checkCondition(one, cite, names, policy, fail)),
    } as const
    return { ...base, body }
  }
  const source = document.when
  if (!source) throw fail('shape', 'a condition has no formula')
  if (!cite)
    throw problemAt(source, 0, 'citation', 'this condition names no clause', 'add cite: { document, clause }')
  return { ...base, body: { kind: 'one', node: checkTruthText(source, names) } }
}

function checkTruthText(source: Source, names: Names): TruthNode {
  const node = checkText(source, names)
  if (node.type === 'boolean') return node
  throw problemAt(source, 0, 'type', 'a condition must be yes or no', 'compare the value with something')
}

function checkPayment(
  amount: NonNullable<NonNullable<PolicyDocument['versions']>[number]['amount']> | undefined,
  names: Names,
  policy: PolicyDocument,
  fail: Fail,
): Payment | null {
  if (!amount) return null
  const node = checkText(amount.formula, names)
  if (node.type !== 'number' || node.shape.money === false) {
    throw problemAt(amount.formula, 0, 'type', 'an amount must be money', 'multiply or add money')
  }
  if (!isWholeFen(node)) {
    throw problemAt(
      amount.formula,
      0,
      'rounding',
      'this amount may have parts of a fen',
      'say how the law rounds: round half up(…, 2)',
    )
  }
  return { node, per: amount.per, upTo: amount.up_to === true, cite: citationOf(amount.cite, policy, fail) }
}

function citationOf(
  cite: { document: string; clause: string },
  policy: PolicyDocument,
  fail: Fail,
): Citation {
  const document = policy.documents[cite.document]
  if (!document)
    throw fail(
      'citation',
      `there is no document "${cite.document}"`,
      `documents are ${Object.keys(policy.documents).join(', ')}`,
    )
  return cited(document, cite.clause)
}

function cited(document: PolicyDocument['documents'][string], clause: string): Citation {
  const { title, number, url, verified } = document
  return { document: title, number, clause, ...(url ? { url } : {}), verified }
}

function tablesOf(policy: PolicyDocument, figures: ReadonlyMap<string, Figure>): Map<string, TableText> {
  return new Map(
    (policy.tables ?? []).map(({ name, label, hit, table: source }) => [
      name,
      {
        name,
        label,
        hit,
        source,
        citation: (key, clause) => {
          const document = policy.documents[key]
          return document ? cited(document, clause) : null
        },
        valuesOf: (figure) => {
          const found = figures.get(figure)
          return found ? heldValues(found) : []
        },
      },
    ]),
  )
}

/** Conditions as one tree. */
export function together(kind: 'all' | 'any', conditions: readonly Condition[]): TruthNode {
  const of = conditions.map((one) =>
    one.body.kind === 'one' ? one.body.node : together(one.body.kind, one.body.of),
  )
  const [first] = of
  return of.length === 1 && first ? first : { kind, type: 'boolean', at: { from: 0, to: 0 }, of }
}

/** Whether a tree rests on no fact: the rule that silently matches everybody. */
function isConstant(node: unknown): boolean {
  if (node === null || typeof node !== 'object') return true
  if (
    'kind' in node &&
    (node.kind === 'fact' || node.kind === 'some' || node.kind === 'every' || node.kind === 'count')
  )
    return false
  return Object.entries(node).every(
    ([key, part]) =>
      key === 'fact' || key === 'derived' || key === 'label' || key === 'shape' || isConstant(part),
  )
}
