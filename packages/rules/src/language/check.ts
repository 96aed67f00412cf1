import { checkArithmetic } from '../mechanisms/arithmetic/check.ts'
import { checkDayLiteral } from '../mechanisms/calendar/check.ts'
import { checkCall } from '../mechanisms/calls.ts'
import { checkChoice } from '../mechanisms/choice/check.ts'
import { checkComparison } from '../mechanisms/comparison/check.ts'
import { checkLiteral } from '../mechanisms/literal/check.ts'
import { checkLogic } from '../mechanisms/logic/check.ts'
import { checkQuantified } from '../mechanisms/members/check.ts'
import { checkReference } from '../mechanisms/reference/check.ts'
import { problemAt, type Source } from './problem.ts'
import type { Scope } from './scope.ts'
import { parseText, parts, type SyntaxNode } from './syntax.ts'
import type { Node } from './tree.ts'

/** Constructs of FEEL that the policy profile leaves out, by the grammar's name, with what to write instead. */
const LEFT_OUT: Readonly<Record<string, [string, string]>> = {
  null: [
    'null',
    'a rule cannot ask whether a fact is unknown: unknown facts make the answer unknown by themselves',
  ],
  ForExpression: ['for … return', 'use count, sum, some or every over members'],
  InstanceOfExpression: ['instance of', 'facts have their type in facts.yaml'],
  Context: ['a context { … }', 'name the formula under terms'],
  FunctionDefinition: ['function definition', 'name the formula under terms'],
  List: ['a list', 'lists stand only after "in"'],
  Interval: ['a range', 'ranges stand only after "in"'],
  FilterExpression: ['a filter', 'filters stand only on members, inside count, sum, some or every'],
}

/** Reads and checks one expression. Throws a `RuleError` with file, line, column and the likely fix. */
export function checkText(source: Source, scope: Omit<Scope, 'check' | 'read' | 'source'>): Node {
  return checkNode(parseText(source), { ...scope, source, check: checkNode, read: checkText })
}

/** Checks one node of the grammar's tree. */
export function checkNode(node: SyntaxNode, scope: Scope): Node {
  switch (node.name) {
    case 'ParenthesizedExpression': {
      const inner = parts(node)[0]
      if (inner) return checkNode(inner, scope)
      break
    }
    case 'Conjunction':
    case 'Disjunction':
      return checkLogic(node, scope)
    case 'Comparison':
      return checkComparison(node, scope)
    case 'ArithmeticExpression':
      return checkArithmetic(node, scope)
    case 'IfExpression':
      return checkChoice(node, scope)
    case 'QuantifiedExpression':
      return checkQuantified(node, scope)
    case 'FunctionInvocation':
      return checkCall(node, scope)
    case 'VariableName':
    case 'PathExpression':
      return checkReference(node, scope)
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
      return checkLiteral(node, scope)
    case 'DateTimeLiteral':
      return checkDayLiteral(node, scope)
  }
  const [name, fix] = LEFT_OUT[node.name] ?? [node.name, 'see the table of constructs in docs/rules.md']
  throw problemAt(scope.source, node.from, 'unsupported', `${name} is not part of the policy profile`, fix)
}
