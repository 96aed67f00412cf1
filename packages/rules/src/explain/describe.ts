import type { DateNode, NumberNode, QuantityNode, Shape, TruthNode, WordNode } from '../language/tree.ts'
import { ASKED, OPPOSITE } from '../mechanisms/comparison/asked.ts'
import { wordLabel } from '../mechanisms/reference/walk.ts'
import { MODES } from '../mechanisms/rounding/walk.ts'
import type { Bilingual } from '../screening/result.ts'
import { joinTexts, say, sayDay, sayNumber, yesNo } from './words.ts'

/** How a figure of the law is said: its label with the value of the day. */
export type Sayer = { figure(name: string, shape: Shape): Bilingual }

const JOINED = { all: [' 且 ', ' and '], any: [' 或 ', ' or '] } as const

/** A condition as a sentence that asks, over nobody in particular: 人均月收入低于低保标准（1,690 元）. */
export function describeTruth(node: TruthNode, sayer: Sayer, wanted = true): Bilingual {
  switch (node.kind) {
    case 'truth':
      return node.value === wanted ? say('一律符合', 'always') : say('一律不符合', 'never')
    case 'fact':
      return answered(node.fact.label, wanted)
    case 'named':
      return answered(node.label, wanted)
    case 'not':
      return describeTruth(node.of, sayer, !wanted)
    case 'all':
    case 'any': {
      const [zh, en] = JOINED[(node.kind === 'all') === wanted ? 'all' : 'any']
      const parts = node.of.map((one) => {
        const text = describeTruth(one, sayer, wanted)
        return one.kind === 'all' || one.kind === 'any' ? say(`（${text.zh}）`, `(${text.en})`) : text
      })
      return joinTexts(parts, zh, en)
    }
    case 'choice': {
      const [test, then, otherwise] = [
        describeTruth(node.test, sayer),
        describeTruth(node.then, sayer, wanted),
        describeTruth(node.otherwise, sayer, wanted),
      ]
      return say(
        `如果${test.zh}，则要求${then.zh}；否则要求${otherwise.zh}`,
        `if ${test.en}: ${then.en}; otherwise: ${otherwise.en}`,
      )
    }
    case 'compare':
      return compared(node, sayer, wanted)
    case 'word-in':
      return among(
        describeWord(node.of, sayer),
        node.words.map((word) => wordLabel(node.of.fact, word)),
        wanted,
      )
    case 'number-in':
      return among(
        describeNumber(node.of, sayer),
        node.numbers.map((one) => describeNumber(one, sayer, node.of.shape)),
        wanted,
      )
    case 'some':
    case 'every':
      return ofMembers(node, sayer, wanted)
  }
}

/** A number as words: 低保标准（1,690 元）× 家庭人数. `like`: what a bare number is compared with, for its unit. */
export function describeNumber(node: NumberNode, sayer: Sayer, like?: Shape): Bilingual {
  const of = (one: NumberNode) => describeNumber(one, sayer)
  switch (node.kind) {
    case 'number':
      return sayNumber({ top: node.value, bottom: 1, scale: node.shape.scale }, like ?? node.shape)
    case 'fact':
      return node.fact.label
    case 'named':
      return node.label
    case 'figure':
      return sayer.figure(node.name, node.shape)
    case 'choice':
      return chosen(node.test, of(node.then), of(node.otherwise), sayer)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return reckoned(node, sayer)
    case 'least':
    case 'greatest': {
      const like = node.of.find((one) => one.kind !== 'number')?.shape
      const list = joinTexts(
        node.of.map((one) => describeNumber(one, sayer, like)),
        '、',
        ', ',
      )
      return node.kind === 'least'
        ? say(`${list.zh} 中较小的`, `the least of ${list.en}`)
        : say(`${list.zh} 中较大的`, `the greatest of ${list.en}`)
    }
    case 'round': {
      const [zh, en] = MODES[node.mode]
      const text = of(node.of)
      return say(`${text.zh}（${zh}）`, `${text.en} (${en})`)
    }
    case 'count': {
      if (!node.filter) return say('家庭人数', 'number of members')
      const filter = describeTruth(node.filter, sayer)
      return say(`家里符合“${filter.zh}”的人数`, `number of members with: ${filter.en}`)
    }
    case 'sum': {
      const what = of(node.of)
      if (!node.filter) return say(`全家每人的${what.zh}合计`, `sum over the members of: ${what.en}`)
      const filter = describeTruth(node.filter, sayer)
      return say(
        `符合“${filter.zh}”的人的${what.zh}合计`,
        `sum of ${what.en} over members with: ${filter.en}`,
      )
    }
    case 'age': {
      const [birth, on] = [describeDay(node.birth, sayer), describeDay(node.on, sayer)]
      return say(`按${birth.zh}算到${on.zh}的周岁`, `full years from ${birth.en} to ${on.en}`)
    }
  }
}

/** A day as words. */
export function describeDay(node: DateNode, sayer: Sayer): Bilingual {
  switch (node.kind) {
    case 'day':
      return sayDay(node.value)
    case 'today':
      return say('当天', 'the day')
    case 'fact':
      return node.fact.label
    case 'named':
      return node.label
    case 'choice':
      return chosen(node.test, describeDay(node.then, sayer), describeDay(node.otherwise, sayer), sayer)
    case 'shift': {
      const of = describeDay(node.of, sayer)
      const parts = [
        node.months === 0 ? null : say(`${Math.abs(node.months)} 个月`, `${Math.abs(node.months)} months`),
        node.days === 0 ? null : say(`${Math.abs(node.days)} 天`, `${Math.abs(node.days)} days`),
      ].filter((part) => part !== null)
      const by = joinTexts(parts, '又 ', ' and ')
      const later = (node.months || node.days) >= 0
      return later
        ? say(`${of.zh}之后 ${by.zh}`, `${by.en} after ${of.en}`)
        : say(`${of.zh}之前 ${by.zh}`, `${by.en} before ${of.en}`)
    }
  }
}

/** A word of a list as words. */
export function describeWord(node: WordNode, sayer: Sayer): Bilingual {
  switch (node.kind) {
    case 'word':
      return wordLabel(node.fact, node.value)
    case 'fact':
      return node.fact.label
    case 'named':
      return node.label
    case 'choice':
      return chosen(node.test, describeWord(node.then, sayer), describeWord(node.otherwise, sayer), sayer)
  }
}

function answered(label: Bilingual, wanted: boolean): Bilingual {
  const answer = yesNo(wanted)
  return say(`${label.zh}：${answer.zh}`, `${label.en}: ${answer.en}`)
}

function compared(node: Extract<TruthNode, { kind: 'compare' }>, sayer: Sayer, wanted: boolean): Bilingual {
  const { left, right } = node
  const kind = left.type === 'date' ? 'date' : left.shape.money ? 'money' : 'number'
  const asked = ASKED[wanted ? node.op : OPPOSITE[node.op]][kind]
  const name = describeQuantity(left, sayer)
  const than =
    right.type === 'number'
      ? describeNumber(right, sayer, left.type === 'number' ? left.shape : undefined)
      : describeDay(right, sayer)
  const gap = /^[0-9-]/.test(than.zh) ? ' ' : ''
  return say(`${name.zh}${asked.zh}${gap}${than.zh}`, `${name.en} ${asked.en} ${than.en}`)
}

function describeQuantity(node: QuantityNode, sayer: Sayer): Bilingual {
  return node.type === 'number' ? describeNumber(node, sayer) : describeDay(node, sayer)
}

function among(name: Bilingual, words: readonly Bilingual[], wanted: boolean): Bilingual {
  const list = joinTexts(words, '、', ', ')
  const many = words.length > 1
  const verb = wanted
    ? say(many ? '是其中之一：' : '是', many ? 'is one of' : 'is')
    : say(many ? '不是其中任何一个：' : '不是', many ? 'is none of' : 'is not')
  return say(`${name.zh}${verb.zh}${list.zh}`, `${name.en} ${verb.en} ${list.en}`)
}

function ofMembers(
  node: Extract<TruthNode, { kind: 'some' | 'every' }>,
  sayer: Sayer,
  wanted: boolean,
): Bilingual {
  const test = describeTruth(node.test, sayer)
  const filter = node.filter ? describeTruth(node.filter, sayer) : null
  const who = filter ? say(`${filter.zh}的人里，`, `of the members with ${filter.en}, `) : say('家里', '')
  const head =
    node.kind === 'some'
      ? wanted
        ? say('至少有一人', 'at least one: ')
        : say('没有人', 'nobody: ')
      : wanted
        ? say('每个人都', 'everybody: ')
        : say('并非每个人都', 'not everybody: ')
  return say(`${who.zh}${head.zh}符合“${test.zh}”`, `${who.en}${head.en}${test.en}`)
}

function chosen(test: TruthNode, then: Bilingual, otherwise: Bilingual, sayer: Sayer): Bilingual {
  const when = describeTruth(test, sayer)
  return say(
    `（${when.zh}时用${then.zh}，否则用${otherwise.zh}）`,
    `(if ${when.en}: ${then.en}, otherwise ${otherwise.en})`,
  )
}

const SIGNS = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const

function reckoned(
  node: Extract<NumberNode, { kind: 'add' | 'subtract' | 'multiply' | 'divide' }>,
  sayer: Sayer,
): Bilingual {
  const tight = node.kind === 'multiply' || node.kind === 'divide'
  const side = (one: NumberNode, other: NumberNode, close: boolean) => {
    // What is added to money is money; a factor is a plain number.
    const text = describeNumber(one, sayer, tight ? undefined : other.shape)
    const loose = one.kind === 'add' || one.kind === 'subtract'
    return close && loose ? say(`（${text.zh}）`, `(${text.en})`) : text
  }
  const left = side(node.left, node.right, tight)
  const right = side(node.right, node.left, tight || node.kind === 'subtract')
  const sign = SIGNS[node.kind]
  return say(`${left.zh} ${sign} ${right.zh}`, `${left.en} ${sign} ${right.en}`)
}
