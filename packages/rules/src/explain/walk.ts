import type { Frame, Row } from '../backends/frame.ts'
import type { DateNode, NumberNode, TruthNode, WordNode } from '../language/tree.ts'
import { merge, shownAs, walkArithmetic } from '../mechanisms/arithmetic/walk.ts'
import { completedYears, dayText, shiftDay } from '../mechanisms/calendar/days.ts'
import { walkChoice, walkTruthChoice } from '../mechanisms/choice/walk.ts'
import { dayQuantity, walkCompare, walkNumberIn, walkWordIn } from '../mechanisms/comparison/walk.ts'
import { walkExtreme } from '../mechanisms/extremes/walk.ts'
import { walkGroup, walkNot } from '../mechanisms/logic/walk.ts'
import { walkCount, walkQuantified, walkSum } from '../mechanisms/members/walk.ts'
import {
  calledAt,
  walkFactDay,
  walkFactNumber,
  walkFactTruth,
  walkFactWord,
  walkFigure,
  walkNamed,
  wordLabel,
} from '../mechanisms/reference/walk.ts'
import { walkRound } from '../mechanisms/rounding/walk.ts'
import { tableTrees, walkTable } from '../mechanisms/table/walk.ts'
import type { Bilingual } from '../screening/result.ts'
import type { Exact, FigureOnDay, WalkedPart, WalkedTruth, Walker } from './walker.ts'
import { say, sayDay, sayNumber, UNKNOWN, yesNo } from './words.ts'

/** What a walk is made over. */
export type Ground = {
  readonly frame: Frame
  readonly figure: (name: string) => FigureOnDay
  readonly idOf: (row: Row) => string
  readonly calledBy: (row: Row) => Bilingual
}

/** A walker over one household on one day: it evaluates by itself and writes the sentences as it goes. */
export function walkerOver(ground: Ground): Walker {
  const walker: Walker = {
    ...ground,
    truth: (node, wanted = true) => truth(node, wanted, walker),
    number: (node) => number(node, walker),
    day: (node) => day(node, walker),
    word: (node) => word(node, walker),
    quantity: (node) => (node.type === 'number' ? number(node, walker) : dayQuantity(day(node, walker))),
  }
  return walker
}

function truth(node: TruthNode, wanted: boolean, walker: Walker): WalkedTruth {
  switch (node.kind) {
    case 'truth': {
      const tree = {
        text: node.value ? say('一律符合', 'Always') : say('一律不符合', 'Never'),
        value: node.value,
      }
      return { value: node.value, tree, needs: [], distances: [] }
    }
    case 'fact':
      return walkFactTruth(node, walker)
    case 'named': {
      const body = walker.truth(node.body, wanted)
      const name = calledAt(node.label, node.subject, walker)
      const answer = yesNo(body.value)
      const text = say(`${name.zh}：${answer.zh}`, `${name.en}: ${answer.en}`)
      const children = node.table ? tableTrees(node.table, walker) : [body.tree]
      return { ...body, tree: { text, value: body.value, children } }
    }
    case 'choice':
      return walkTruthChoice(node, wanted, walker)
    case 'not':
      return walkNot(node, wanted, walker)
    case 'all':
    case 'any':
      return walkGroup(node, wanted, walker)
    case 'compare':
      return walkCompare(node, wanted, walker)
    case 'word-in':
      return walkWordIn(node, wanted, walker)
    case 'number-in':
      return walkNumberIn(node, wanted, walker)
    case 'some':
    case 'every':
      return walkQuantified(node, wanted, walker)
  }
}

function number(node: NumberNode, walker: Walker): WalkedPart<Exact> {
  switch (node.kind) {
    case 'number': {
      const value = { top: node.value, bottom: 1, scale: node.shape.scale }
      const shown = sayNumber(value, node.shape)
      return { value, name: null, shown, phrase: shown, under: [], needs: [], facts: [], figures: [] }
    }
    case 'fact':
      return walkFactNumber(node, walker)
    case 'figure':
      return walkFigure(node, walker)
    case 'named': {
      const body = namedNumber(node, walker)
      const shown = body.value
        ? shownAs(body.value, { ...node.shape, unit: node.derived?.unit ?? node.shape.unit })
        : body.shown
      return walkNamed(node.label, node.subject, { ...body, shown }, plain, walker)
    }
    case 'choice': {
      const branches = () => [walker.number(node.then), walker.number(node.otherwise)] as const
      return atScale(walkChoice(walker.truth(node.test), branches, sameNumber), node.shape.scale)
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return walkArithmetic(node, walker)
    case 'least':
    case 'greatest':
      return atScale(walkExtreme(node, walker), node.shape.scale)
    case 'round':
      return walkRound(node, walker)
    case 'count':
      return walkCount(node, walker)
    case 'sum':
      return walkSum(node, walker)
    case 'age': {
      const [birth, on] = [walker.day(node.birth), walker.day(node.on)]
      const years = birth.value !== null && on.value !== null ? completedYears(birth.value, on.value) : null
      const value = years === null ? null : { top: years, bottom: 1, scale: 0 }
      const phrase = say(`${birth.phrase.zh}，到${on.shown.zh}`, `${birth.phrase.en}, on ${on.shown.en}`)
      return { ...merge([birth, on]), value, phrase, shown: shownAs(value, node.shape) }
    }
  }
}

function day(node: DateNode, walker: Walker): WalkedPart<number> {
  switch (node.kind) {
    case 'day':
      return plainDay(node.value)
    case 'today':
      return plainDay(walker.frame.today)
    case 'fact':
      return walkFactDay(node, walker)
    case 'named':
      return walkNamed(node.label, node.subject, namedDay(node, walker), dayText, walker)
    case 'choice':
      return walkChoice(
        walker.truth(node.test),
        () => [walker.day(node.then), walker.day(node.otherwise)] as const,
        Object.is,
      )
    case 'shift': {
      const of = walker.day(node.of)
      const value = of.value === null ? null : shiftDay(of.value, node.months, node.days)
      const shown = value === null ? UNKNOWN : sayDay(value)
      return {
        ...of,
        name: null,
        value,
        shown,
        phrase: say(`${of.phrase.zh}起推算的${shown.zh}`, `${shown.en}, from ${of.phrase.en}`),
      }
    }
  }
}

function word(node: WordNode, walker: Walker): WalkedPart<string> {
  switch (node.kind) {
    case 'word': {
      const shown = wordLabel(node.fact, node.value)
      return {
        value: node.value,
        name: null,
        shown,
        phrase: shown,
        under: [],
        needs: [],
        facts: [],
        figures: [],
      }
    }
    case 'fact':
      return walkFactWord(node, walker)
    case 'named':
      return walkNamed(node.label, node.subject, namedWord(node, walker), (value) => value, walker)
    case 'choice':
      return walkChoice(
        walker.truth(node.test),
        () => [walker.word(node.then), walker.word(node.otherwise)] as const,
        Object.is,
      )
  }
}

function namedNumber(node: Extract<NumberNode, { kind: 'named' }>, walker: Walker): WalkedPart<Exact> {
  const body = walker.number(node.body)
  if (!node.table) return body
  return walkTable(
    node.table,
    body,
    ({ value }) => (value.type === 'number' ? walker.number(value) : null),
    walker,
  )
}

function namedDay(node: Extract<DateNode, { kind: 'named' }>, walker: Walker): WalkedPart<number> {
  const body = walker.day(node.body)
  if (!node.table) return body
  return walkTable(
    node.table,
    body,
    ({ value }) => (value.type === 'date' ? walker.day(value) : null),
    walker,
  )
}

function namedWord(node: Extract<WordNode, { kind: 'named' }>, walker: Walker): WalkedPart<string> {
  const body = walker.word(node.body)
  if (!node.table) return body
  return walkTable(
    node.table,
    body,
    ({ value }) => (value.type === 'word' ? walker.word(value) : null),
    walker,
  )
}

function plainDay(value: number): WalkedPart<number> {
  const shown = sayDay(value)
  return { value, name: null, shown, phrase: shown, under: [], needs: [], facts: [], figures: [] }
}

/** What may come from parts of several scales, brought to the one that the checker promised. */
function atScale(part: WalkedPart<Exact>, scale: number): WalkedPart<Exact> {
  const { value } = part
  return value === null
    ? part
    : { ...part, value: { ...value, top: value.top * 10 ** (scale - value.scale), scale } }
}

function plain(value: Exact): number {
  return value.top / (value.bottom * 10 ** value.scale)
}

function sameNumber(a: Exact, b: Exact): boolean {
  const scale = Math.max(a.scale, b.scale)
  return a.top * 10 ** (scale - a.scale) * b.bottom === b.top * 10 ** (scale - b.scale) * a.bottom
}
