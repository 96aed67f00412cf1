import type { Row, Value } from '../../backends/frame.ts'
import {
  type Exact,
  joinNeeds,
  type Need,
  type WalkedPart,
  type WalkedTruth,
  type Walker,
} from '../../explain/walker.ts'
import { mark, say, sayDay, sayNumber, UNKNOWN, yesNo } from '../../explain/words.ts'
import type { Fact } from '../../facts/dictionary.ts'
import { factScale } from '../../language/fact-shape.ts'
import type { NumberNode, Shape, Subject } from '../../language/tree.ts'
import type { Bilingual, FactUse, Tree } from '../../screening/result.ts'
import { dayText } from '../calendar/days.ts'

type FactPart = { readonly fact: Fact; readonly subject: Subject }

/** The value of a fact, what it is called here, and the need for it when it is unknown. */
function look(
  part: FactPart,
  walker: Walker,
): { value: Value; name: Bilingual; needs: Need[]; use: FactUse } {
  const { fact, subject } = part
  const row = rowOf(subject, walker)
  const value = row?.[fact.name] ?? null
  const member = subject === 'household' || row === null ? null : walker.idOf(row)
  const needs: Need[] = value === null ? [{ kind: 'fact', fact, member }] : []
  const use = { fact: fact.name, value: outside(value, fact), ...(member === null ? {} : { member }) }
  return { value, name: calledAt(fact.label, subject, walker), needs, use }
}

function rowOf(subject: Subject, walker: Walker): Row | null {
  if (subject === 'household') return walker.frame.household
  if (subject === 'person') return walker.frame.person
  return walker.frame.locals[subject] ?? null
}

/** A label, with the member's name before it where several members are gone through. */
export function calledAt(label: Bilingual, subject: Subject, walker: Walker): Bilingual {
  const row = typeof subject === 'number' ? rowOf(subject, walker) : null
  if (row === null) return label
  const who = walker.calledBy(row)
  return say(`${who.zh}的${label.zh}`, `${who.en}: ${label.en}`)
}

/** A value as files write it: money in yuan, days as text. */
export function outside(value: Value, fact: Fact): boolean | number | string | null {
  if (typeof value !== 'number') return value
  return fact.type === 'date' ? dayText(value) : value / 10 ** factScale(fact)
}

/** A yes-or-no fact. */
export function walkFactTruth(part: FactPart, walker: Walker): WalkedTruth {
  const { value, name, needs, use } = look(part, walker)
  const truth = value as boolean | null
  const answer = yesNo(truth)
  const tree: Tree = {
    text: say(`${name.zh}：${answer.zh}`, `${name.en}: ${answer.en}`),
    value: truth,
    facts: [use],
  }
  return { value: truth, tree, needs, distances: [] }
}

/** A fact that is a number. */
export function walkFactNumber(
  part: FactPart & { readonly shape: Shape },
  walker: Walker,
): WalkedPart<Exact> {
  const { value, name, needs, use } = look(part, walker)
  const exact = typeof value === 'number' ? { top: value, bottom: 1, scale: part.shape.scale } : null
  return leaf(exact, name, exact ? sayNumber(exact, part.shape) : UNKNOWN, needs, use)
}

/** A fact that is a day. */
export function walkFactDay(part: FactPart, walker: Walker): WalkedPart<number> {
  const { value, name, needs, use } = look(part, walker)
  const day = typeof value === 'number' ? value : null
  return leaf(day, name, day === null ? UNKNOWN : sayDay(day), needs, use)
}

/** A fact that is a word of a list. */
export function walkFactWord(part: FactPart, walker: Walker): WalkedPart<string> {
  const { value, name, needs, use } = look(part, walker)
  const word = typeof value === 'string' ? value : null
  return leaf(word, name, word === null ? UNKNOWN : wordLabel(part.fact, word), needs, use)
}

/** The label of a word in its list. */
export function wordLabel(fact: Fact, word: string): Bilingual {
  const found = fact.values?.find((value) => value.value === word)
  return found ? say(found.zh, found.en) : say(word, word)
}

/** A figure of the law on the day, marked by how sure it is. */
export function walkFigure(node: Extract<NumberNode, { kind: 'figure' }>, walker: Walker): WalkedPart<Exact> {
  const { value, use, knownFrom } = walker.figure(node.name)
  const marked = mark(use.verified)
  const exact = value === null ? null : { top: value, bottom: 1, scale: node.shape.scale }
  const plain = exact
    ? sayNumber(exact, node.shape)
    : say('（当日的数字没有查到）', '(not known on this day)')
  const shown = exact ? say(`${plain.zh}${marked.zh}`, `${plain.en}${marked.en}`) : plain
  const needs: Need[] = exact ? [] : [{ kind: 'figure', name: node.name, from: knownFrom }]
  const phrase = say(`${use.label.zh} ${shown.zh}`, `${use.label.en} ${shown.en}`)
  return { value: exact, name: use.label, shown, phrase, under: [], needs, facts: [], figures: [use] }
}

/** A named formula: its own name and value, and how it came about under it. */
export function walkNamed<V>(
  label: Bilingual,
  subject: Subject,
  body: WalkedPart<V>,
  plain: (value: V) => number | string,
  walker: Walker,
): WalkedPart<V> {
  const name = calledAt(label, subject, walker)
  const tree: Tree = {
    text: say(
      `${name.zh} = ${body.phrase.zh} = ${body.shown.zh}`,
      `${name.en} = ${body.phrase.en} = ${body.shown.en}`,
    ),
    value: body.value === null ? null : plain(body.value),
    ...(body.facts.length > 0 ? { facts: body.facts } : {}),
    ...(body.figures.length > 0 ? { figures: body.figures } : {}),
    ...(body.under.length > 0 ? { children: body.under } : {}),
  }
  const phrase = say(`${name.zh} ${body.shown.zh}`, `${name.en} ${body.shown.en}`)
  // A formula over nothing but the list of members (the size) explains itself.
  const plainly = body.facts.length + body.figures.length + body.under.length === 0
  return {
    ...body,
    name,
    phrase,
    under: plainly ? [] : [tree],
    needs: joinNeeds([body.needs]),
    facts: [],
    figures: [],
  }
}

function leaf<V>(
  value: V | null,
  name: Bilingual,
  shown: Bilingual,
  needs: readonly Need[],
  use: FactUse,
): WalkedPart<V> {
  const phrase = say(`${name.zh} ${shown.zh}`, `${name.en} ${shown.en}`)
  return { value, name, shown, phrase, under: [], needs, facts: [use], figures: [] }
}
