import {
  type ConditionNames,
  checkCondition,
  factsOf,
  problemAt,
  type Source,
  type TruthNode,
} from '@lastmile/rules/conditions'

/** A condition that rests on some fact: one that asks for nothing would hold for everybody. Throws `RuleError`. */
export function conditionOf(source: Source, names: ConditionNames): TruthNode {
  const node = checkCondition(source, names)
  if (factsOf([node]).size > 0 || source.text.includes('members')) return node
  throw problemAt(
    source,
    0,
    'constant',
    'this asks for no fact: it would decide alike for everybody',
    'name the facts it rests on',
  )
}
