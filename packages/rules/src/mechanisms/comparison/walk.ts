import {
  type Exact,
  joinNeeds,
  type WalkedPart,
  type WalkedTruth,
  type Walker,
} from '../../explain/walker.ts'
import { joinTexts, say, sayDay, sayFen, sayNumber, UNKNOWN } from '../../explain/words.ts'
import type { Comparator, QuantityNode, TruthNode } from '../../language/tree.ts'
import type { Bilingual, Tree } from '../../screening/result.ts'
import { wordLabel } from '../reference/walk.ts'
import { ASKED, OPPOSITE } from './asked.ts'
import { raises } from './closure.ts'
import { distanceOf } from './distance.ts'
import { compareRanges } from './order.ts'

/** A comparison: both figures, how they stand, and when it fails by how much. */
export function walkCompare(
  node: Extract<TruthNode, { kind: 'compare' }>,
  wanted: boolean,
  walker: Walker,
): WalkedTruth {
  const left = walker.quantity(node.left)
  const right = inUnitOf(node, walker.quantity(node.right))
  const op = wanted ? node.op : OPPOSITE[node.op]
  const value = decide(node, left, right)
  const needs = value === null ? joinNeeds([left.needs, right.needs]) : []
  const failed = value !== null && value !== wanted
  const distance = failed ? distanceOf(node, left, right) : null
  const text = sentence(node.left, op, left, right, failed)
  const children = [...left.under, ...right.under]
  const facts = [...left.facts, ...right.facts]
  const figures = [...left.figures, ...right.figures]
  const tree: Tree = {
    text,
    value,
    ...(facts.length > 0 ? { facts } : {}),
    ...(figures.length > 0 ? { figures } : {}),
    ...(children.length > 0 ? { children } : {}),
  }
  return { value, tree, needs, distances: distance ? [distance] : [] }
}

/** A number of the text takes the unit of what it is compared with: 60 岁, 30,000 元. */
function inUnitOf(
  node: Extract<TruthNode, { kind: 'compare' }>,
  right: WalkedPart<Exact>,
): WalkedPart<Exact> {
  if (node.right.kind !== 'number' || node.left.type !== 'number' || !right.value) return right
  const shown = sayNumber(right.value, node.left.shape)
  return { ...right, shown, phrase: shown }
}

function decide(
  node: Extract<TruthNode, { kind: 'compare' }>,
  left: WalkedPart<Exact>,
  right: WalkedPart<Exact>,
): boolean | null {
  const [raiseLeft, raiseRight] = raises(node.left, node.right)
  const ends = (part: WalkedPart<Exact>): [number, number, number] | null =>
    part.range
      ? [part.range.least, part.range.most, 1]
      : part.value
        ? [part.value.top, part.value.top, part.value.bottom]
        : null
  const [a, b] = [ends(left), ends(right)]
  if (!a || !b) return null
  const [x, y] = [raiseLeft * b[2], raiseRight * a[2]]
  return compareRanges(node.op, a[0] * x, a[1] * x, b[0] * y, b[1] * y)
}

function sentence(
  leftNode: QuantityNode,
  op: Comparator,
  left: WalkedPart<Exact>,
  right: WalkedPart<Exact>,
  failed: boolean,
): Bilingual {
  const kind = leftNode.type === 'date' ? 'date' : leftNode.shape.money ? 'money' : 'number'
  const asked = ASKED[op][kind]
  const name = left.name ?? left.phrase
  const than = spaced(
    right.phrase === right.shown || right.name || right.value === null ? right.phrase : totalled(right),
  )
  if (left.value === null) {
    const standing = left.range
      ? say(
          `在 ${left.range.least} 到 ${left.range.most} 之间`,
          `between ${left.range.least} and ${left.range.most}`,
        )
      : UNKNOWN
    return say(
      `${name.zh}${standing.zh}（要求${asked.zh}${than.zh}）`,
      `${name.en}: ${standing.en} (must be ${asked.en} ${than.en})`,
    )
  }
  if (right.value === null)
    return say(
      `${left.phrase.zh}，要求${asked.zh}${than.zh}`,
      `${left.phrase.en}, must be ${asked.en} ${than.en}`,
    )
  const order = orderOf(left.value, right.value)
  const actual = order < 0 ? ASKED['<'][kind] : order > 0 ? ASKED['>'][kind] : ASKED['='][kind]
  const apart = kind === 'money' && order !== 0 ? gap(left.value, right.value) : null
  const wants =
    failed && order === 0 ? say(`；要求${asked.zh}`, `; it must be ${asked.en} that`) : say('', '')
  const by = failed && apart ? say(` ${apart.zh}`, ` by ${apart.en}`) : say('', '')
  return say(
    `${left.phrase.zh}，${actual.zh}${than.zh}${by.zh}${wants.zh}`,
    `${left.phrase.en}, ${actual.en} ${than.en}${by.en}${wants.en}`,
  )
}

/** A formula with what it comes to: 低保标准 1,690 元 × 家庭人数 3 人（即 5,070 元）. */
function totalled(part: WalkedPart<Exact>): Bilingual {
  return say(`${part.phrase.zh}（即 ${part.shown.zh}）`, `${part.phrase.en} (that is ${part.shown.en})`)
}

/** Chinese sets a figure off from the word before it. */
function spaced(text: Bilingual): Bilingual {
  return say(/^[0-9-]/.test(text.zh) ? ` ${text.zh}` : text.zh, text.en)
}

/** Sign of left − right. */
function orderOf(left: Exact, right: Exact): number {
  const scale = Math.max(left.scale, right.scale)
  return Math.sign(
    left.top * 10 ** (scale - left.scale) * right.bottom -
      right.top * 10 ** (scale - right.scale) * left.bottom,
  )
}

/** The distance between two amounts, to the fen and away from nothing. */
function gap(left: Exact, right: Exact): Bilingual {
  const scale = Math.max(left.scale, right.scale)
  const top = Math.abs(
    left.top * 10 ** (scale - left.scale) * right.bottom -
      right.top * 10 ** (scale - right.scale) * left.bottom,
  )
  const bottom = left.bottom * right.bottom * 10 ** (scale - 2)
  return sayFen(Math.ceil(top / bottom))
}

/** A word among words: what it is, and what was asked where that differs. */
export function walkWordIn(
  node: Extract<TruthNode, { kind: 'word-in' }>,
  wanted: boolean,
  walker: Walker,
): WalkedTruth {
  const of = walker.word(node.of)
  const value = of.value === null ? null : node.words.includes(of.value)
  const words = joinTexts(
    node.words.map((word) => wordLabel(node.of.fact, word)),
    '、',
    ', ',
  )
  return membership(of, value, wanted, words)
}

/** A number among written numbers. */
export function walkNumberIn(
  node: Extract<TruthNode, { kind: 'number-in' }>,
  wanted: boolean,
  walker: Walker,
): WalkedTruth {
  const of = walker.number(node.of)
  const numbers = node.numbers.map((number) => walker.number(number))
  const verdicts = node.numbers.map((right, index) => {
    const number = numbers[index]
    return number
      ? decide({ kind: 'compare', type: 'boolean', at: node.at, op: '=', left: node.of, right }, of, number)
      : null
  })
  const value = verdicts.includes(true) ? true : verdicts.includes(null) ? null : false
  const shown = numbers.map((number) =>
    number.value ? sayNumber(number.value, { ...node.of.shape }) : number.shown,
  )
  return membership(of, value, wanted, joinTexts(shown, '、', ', '))
}

function membership<V>(
  of: WalkedPart<V>,
  value: boolean | null,
  wanted: boolean,
  words: Bilingual,
): WalkedTruth {
  const name = of.name ?? of.phrase
  const off =
    value === wanted
      ? say('', '')
      : wanted
        ? say(`（要求：${words.zh}）`, ` (must be: ${words.en})`)
        : say(`（不能是：${words.zh}）`, ` (must not be: ${words.en})`)
  const text = say(`${name.zh}：${of.shown.zh}${off.zh}`, `${name.en}: ${of.shown.en}${off.en}`)
  const tree: Tree = {
    text,
    value,
    ...(of.facts.length > 0 ? { facts: of.facts } : {}),
    ...(of.figures.length > 0 ? { figures: of.figures } : {}),
    ...(of.under.length > 0 ? { children: of.under } : {}),
  }
  return { value, tree, needs: value === null ? of.needs : [], distances: [] }
}

/** A day as a quantity. */
export function dayQuantity(part: WalkedPart<number>): WalkedPart<Exact> {
  return {
    ...part,
    value: part.value === null ? null : { top: part.value, bottom: 1, scale: 0 },
    shown: part.value === null ? part.shown : sayDay(part.value),
  }
}
