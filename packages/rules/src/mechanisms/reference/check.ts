import { nearest } from '@lastmile/domain/nearest'
import { type Fact, nearestFact } from '../../facts/dictionary.ts'
import { factBefore } from '../../facts/moments.ts'
import { factShape } from '../../language/fact-shape.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope, TableText, Term } from '../../language/scope.ts'
import { parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { Node, Place, Subject, Table } from '../../language/tree.ts'
import { checkTable } from '../table/check.ts'

/** `household.fact`, `person.fact`, `m.fact`, a bare fact inside `members[…]`, a figure of the law, or a term. */
export function checkReference(node: SyntaxNode, scope: Scope): Node {
  const at = { from: node.from, to: node.to }
  if (node.name === 'PathExpression') return checkPath(node, at, scope)
  const name = textOf(node, scope.source)
  const own = checkItemFact(node, scope)
  if (own) return own
  const shape = scope.figures.get(name)
  if (shape) return { kind: 'figure', type: 'number', at, name, shape }
  const term = scope.terms.get(name)
  if (term) return termNode(term, at, scope)
  const table = scope.tables?.get(name)
  if (table) return tableNode(table, at, scope)
  throw unknownName(name, node.from, scope)
}

/** A bare name inside `members[…]` or at the end of `sum(members.fact)`: a fact of the member at hand, or null. */
export function checkItemFact(node: SyntaxNode, scope: Scope): Node | null {
  const fact = scope.item === null ? undefined : scope.facts.person.get(textOf(node, scope.source))
  return fact && scope.item !== null
    ? factNode(fact, scope.item, { from: node.from, to: node.to }, scope)
    : null
}

function checkPath(node: SyntaxNode, at: Place, scope: Scope): Node {
  const [head, tail] = parts(node)
  const who = head ? textOf(head, scope.source) : ''
  const name = tail ? textOf(tail, scope.source) : ''
  if (head?.name !== 'VariableName' || !tail) {
    throw problemAt(
      scope.source,
      node.from,
      'unsupported',
      'only one dot is allowed',
      'write household.fact, person.fact or m.fact',
    )
  }
  if (who === 'members') {
    throw problemAt(
      scope.source,
      head.from,
      'type',
      'members stands only inside count, sum, some and every',
      `write some m in members satisfies m.${name} …`,
    )
  }
  const subject = subjectOf(who, head, scope)
  const entity = subject === 'household' ? 'household' : 'person'
  const fact = scope.facts[entity].get(name)
  if (fact) return factNode(fact, subject, at, scope)
  const near = nearestFact(scope.facts, entity, name)
  throw problemAt(
    scope.source,
    tail.from,
    'unknown-fact',
    `there is no fact ${entity}.${name}`,
    near ? `did you mean ${who}.${near}?` : 'see lastmile facts',
  )
}

function subjectOf(who: string, head: SyntaxNode, scope: Scope): Subject {
  if (who === 'household') return 'household'
  const bound = scope.bound.get(who)
  if (bound !== undefined) return bound
  if (who === 'person') {
    if (scope.person !== null) return scope.person
    throw problemAt(
      scope.source,
      head.from,
      'no-person',
      'this is asked for a whole household: which person?',
      'write some m in members satisfies …',
    )
  }
  throw unknownName(who, head.from, scope)
}

/** A fact where it is used: a derived one brings its formula along, worked out for this subject. */
function factNode(fact: Fact, subject: Subject, at: Place, scope: Scope): Node {
  if (fact.derived !== undefined) return derivedNode(fact, subject, at, scope)
  const read = scope.back === undefined ? fact : factBefore(fact, scope.back)
  const part = { kind: 'fact', fact: read, subject, at } as const
  switch (fact.type) {
    case 'boolean':
      return { ...part, type: 'boolean' }
    case 'date':
      return { ...part, type: 'date' }
    case 'enum':
      return { ...part, type: 'word' }
    case 'string':
      throw problemAt(
        scope.source,
        at.from,
        'type',
        `${fact.name} is free text: no rule can rest on it`,
        'use a fact of another type',
      )
    default:
      return { ...part, type: 'number', shape: factShape(fact) }
  }
}

function derivedNode(fact: Fact, subject: Subject, at: Place, scope: Scope): Node {
  const key = `${fact.entity}.${fact.name}`
  const source = scope.derived.get(key)
  if (!source)
    throw problemAt(scope.source, at.from, 'unknown-fact', `${key} has no formula here`, 'see facts.yaml')
  const inside: Scope = {
    ...scope,
    source,
    person: fact.entity === 'person' ? subject : null,
    item: null,
    bound: new Map(),
    terms: new Map(),
    tables: new Map(),
    open: opened(key, at, scope),
  }
  const label = scope.back === undefined ? fact.label : factBefore(fact, scope.back).label
  return named(fact.name, label, fact, subject, scope.read(source, inside), at)
}

function termNode(term: Term, at: Place, scope: Scope): Node {
  const inside: Scope = {
    ...scope,
    source: term.source,
    item: null,
    bound: new Map(),
    open: opened(term.name, at, scope),
  }
  return named(term.name, term.label, null, scope.person ?? 'household', scope.read(term.source, inside), at)
}

function tableNode(text: TableText, at: Place, scope: Scope): Node {
  const inside: Scope = {
    ...scope,
    source: text.source,
    item: null,
    bound: new Map(),
    open: opened(text.name, at, scope),
  }
  const { table, body } = checkTable(text, inside)
  return named(text.name, text.label, null, scope.person ?? 'household', body, at, table)
}

function opened(key: string, at: Place, scope: Scope): readonly string[] {
  if (!scope.open.includes(key)) return [...scope.open, key]
  throw problemAt(
    scope.source,
    at.from,
    'circular',
    `${key} needs itself: ${[...scope.open, key].join(' → ')}`,
    'break the circle',
  )
}

function named(
  name: string,
  label: Fact['label'],
  derived: Fact | null,
  subject: Subject,
  body: Node,
  at: Place,
  table?: Table,
): Node {
  const part = { kind: 'named', name, label, derived, subject, at, ...(table ? { table } : {}) } as const
  switch (body.type) {
    case 'boolean':
      return { ...part, type: 'boolean', body }
    case 'number':
      return { ...part, type: 'number', shape: body.shape, body }
    case 'date':
      return { ...part, type: 'date', body }
    case 'word':
      return { ...part, type: 'word', fact: body.fact, body }
  }
}

function unknownName(name: string, offset: number, scope: Scope) {
  const known = ['household', ...(scope.person === null ? [] : ['person']), ...scope.bound.keys()]
  const items = scope.item === null ? [] : [...scope.facts.person.keys()]
  const near = nearest(name, [
    ...known,
    ...items,
    ...scope.figures.keys(),
    ...scope.terms.keys(),
    ...(scope.tables?.keys() ?? []),
  ])
  const fix = near
    ? `did you mean ${near}?`
    : 'facts need household. or person. before them; figures stand in parameters/'
  return problemAt(scope.source, offset, 'unknown-name', `"${name}" is not known here`, fix)
}
