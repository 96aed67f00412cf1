import {
  type Exact,
  joinNeeds,
  type WalkedPart,
  type WalkedTruth,
  type Walker,
} from '../../explain/walker.ts'
import { say, UNKNOWN } from '../../explain/words.ts'
import type { NumberNode, TruthNode } from '../../language/tree.ts'
import type { Tree } from '../../screening/result.ts'
import { merge, shownAs } from '../arithmetic/walk.ts'
import { groupOf } from '../logic/walk.ts'

type Quantified = Extract<TruthNode, { kind: 'some' | 'every' }>

/** `some` and `every`: each member who may count, under one head. */
export function walkQuantified(node: Quantified, wanted: boolean, walker: Walker): WalkedTruth {
  const decisive = node.kind === 'some'
  const parts: WalkedTruth[] = []
  for (const member of walker.frame.members) {
    walker.frame.locals[node.depth] = member
    const belongs = node.filter ? walker.truth(node.filter) : null
    if (belongs?.value === false) continue
    walker.frame.locals[node.depth] = member
    const test = walker.truth(node.test, wanted)
    parts.push(belongs?.value === null ? uncertain(belongs, test, decisive) : test)
  }
  const head = decisive
    ? say('家里至少有一人符合', 'At least one member fits')
    : say('家里每个人都符合', 'Every member fits')
  const turned = decisive
    ? say('家里不能有人属于以下情形', 'No member may be in this case')
    : say('并非每个人都属于以下情形', 'Not every member may be in this case')
  return groupOf(decisive ? 'any' : 'all', wanted ? head : turned, parts, wanted)
}

/** A member who may not belong: the verdict counts only where it would not matter. */
function uncertain(belongs: WalkedTruth, test: WalkedTruth, decisive: boolean): WalkedTruth {
  if (test.value === !decisive) return test
  return {
    ...test,
    value: null,
    needs: joinNeeds([belongs.needs, test.needs]),
    tree: { ...test.tree, value: null },
    distances: [],
  }
}

/** A count: those who surely belong, and those who may. */
export function walkCount(node: Extract<NumberNode, { kind: 'count' }>, walker: Walker): WalkedPart<Exact> {
  const { filter } = node
  let least = 0
  const open: WalkedTruth[] = []
  const trees: Tree[] = []
  for (const member of walker.frame.members) {
    walker.frame.locals[node.depth] = member
    const belongs = filter ? walker.truth(filter) : null
    if (belongs) trees.push(belongs.tree)
    if (belongs === null || belongs.value === true) least++
    else if (belongs.value === null) open.push(belongs)
  }
  const most = least + open.length
  const value = open.length === 0 ? { top: least, bottom: 1, scale: 0 } : null
  const shown = value ? shownAs(value, node.shape) : say(`${least} 到 ${most} 人`, `${least} to ${most}`)
  const name = filter ? say('符合条件的人数', 'Number of members who fit') : null
  const phrase = name
    ? say(`${name.zh} ${shown.zh}`, `${name.en} ${shown.en}`)
    : say(`家里一共 ${shown.zh}`, `${shown.en} in the household`)
  const needs = joinNeeds(open.map((part) => part.needs))
  const part = { value, name, shown, phrase, under: trees, needs, facts: [], figures: [] }
  return value ? part : { ...part, range: { least, most } }
}

/** A sum over members: unknown as soon as one part is. */
export function walkSum(node: Extract<NumberNode, { kind: 'sum' }>, walker: Walker): WalkedPart<Exact> {
  const parts: WalkedPart<Exact>[] = []
  const open: WalkedTruth[] = []
  for (const member of walker.frame.members) {
    walker.frame.locals[node.depth] = member
    const belongs = node.filter ? walker.truth(node.filter) : null
    if (belongs?.value === false) continue
    if (belongs?.value === null) open.push(belongs)
    walker.frame.locals[node.depth] = member
    parts.push(walker.number(node.of))
  }
  const known = open.length === 0 && parts.every((part) => part.value !== null)
  const top = parts.reduce((total, part) => total + (part.value?.top ?? 0), 0)
  const value = known ? { top, bottom: 1, scale: node.of.shape.scale } : null
  const base = merge(parts)
  const phrases = parts.length === 0 ? say('没有符合的成员', 'nobody fits') : join(parts)
  const needs = joinNeeds([...open.map((part) => part.needs), base.needs])
  return { ...base, value, needs, phrase: phrases, shown: value ? shownAs(value, node.shape) : UNKNOWN }
}

function join(parts: readonly WalkedPart<Exact>[]) {
  return say(parts.map((part) => part.phrase.zh).join(' + '), parts.map((part) => part.phrase.en).join(' + '))
}
