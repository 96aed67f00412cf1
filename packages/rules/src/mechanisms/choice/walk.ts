import { joinNeeds, type WalkedPart, type WalkedTruth, type Walker } from '../../explain/walker.ts'
import { say, UNKNOWN } from '../../explain/words.ts'
import type { TruthNode } from '../../language/tree.ts'
import type { Tree } from '../../screening/result.ts'

type Choice = Extract<TruthNode, { kind: 'choice' }>

/** `if` over conditions: the test, and the branch that counts. */
export function walkTruthChoice(node: Choice, wanted: boolean, walker: Walker): WalkedTruth {
  const test = walker.truth(node.test)
  const head = say('按情形判断', 'Depending on the case')
  if (test.value !== null) {
    const branch = walker.truth(test.value ? node.then : node.otherwise, wanted)
    return {
      ...branch,
      tree: { text: head, value: branch.value, children: [caseOf(test.tree), branch.tree] },
    }
  }
  const [a, b] = [walker.truth(node.then, wanted), walker.truth(node.otherwise, wanted)]
  const value = a.value !== null && a.value === b.value ? a.value : null
  const open = [test, a, b].filter((part) => part.value === null)
  const needs = value === null ? joinNeeds(open.map((part) => part.needs)) : []
  const distances = value === !wanted ? a.distances : []
  return {
    value,
    needs,
    distances,
    tree: { text: head, value, children: [caseOf(test.tree), a.tree, b.tree] },
  }
}

/** `if` over values: the branch that counts, with the test under it. */
export function walkChoice<V>(
  test: WalkedTruth,
  branches: () => readonly [WalkedPart<V>, WalkedPart<V>],
  same: (a: V, b: V) => boolean,
): WalkedPart<V> {
  const [then, otherwise] = branches()
  if (test.value !== null) {
    const branch = test.value ? then : otherwise
    return { ...branch, under: [caseOf(test.tree), ...branch.under] }
  }
  const agree = then.value !== null && otherwise.value !== null && same(then.value, otherwise.value)
  const open = [then, otherwise].filter((part) => part.value === null)
  const { range: _, ...rest } = then
  return {
    ...rest,
    value: agree ? then.value : null,
    shown: agree ? then.shown : UNKNOWN,
    phrase: agree ? then.phrase : say('视情形而定的数额', 'an amount that depends on the case'),
    name: agree ? then.name : null,
    under: [caseOf(test.tree), ...then.under, ...otherwise.under],
    needs: agree ? [] : joinNeeds([test.needs, ...open.map((part) => part.needs)]),
    facts: [...then.facts, ...otherwise.facts],
    figures: [...then.figures, ...otherwise.figures],
  }
}

function caseOf(tree: Tree): Tree {
  return { ...tree, text: say(`情形：${tree.text.zh}`, `Case: ${tree.text.en}`) }
}
