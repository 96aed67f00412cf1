import { type Exact, joinNeeds, type WalkedPart, type Walker } from '../../explain/walker.ts'
import { say, sayNumber, UNKNOWN } from '../../explain/words.ts'
import type { NumberNode, Shape } from '../../language/tree.ts'
import type { Bilingual } from '../../screening/result.ts'

type Arithmetic = Extract<NumberNode, { kind: 'add' | 'subtract' | 'multiply' | 'divide' }>
const SIGNS = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const

/** Two numbers reckoned together, exactly, and how it reads: （收入 5,160 元 − 豁免 0 元）÷ 人数 3 人. */
export function walkArithmetic(node: Arithmetic, walker: Walker): WalkedPart<Exact> {
  const [left, right] = [walker.number(node.left), walker.number(node.right)]
  const value = left.value && right.value ? reckon(node, left.value, right.value) : null
  const tight = node.kind === 'multiply' || node.kind === 'divide'
  const phrase = between(
    wrap(left.phrase, node.left, tight),
    SIGNS[node.kind],
    wrap(right.phrase, node.right, tight || node.kind === 'subtract'),
  )
  return { ...merge([left, right]), value, phrase, shown: shownAs(value, node.shape) }
}

function reckon(node: Arithmetic, a: Exact, b: Exact): Exact | null {
  if (node.kind === 'multiply')
    return { top: a.top * b.top, bottom: a.bottom * b.bottom, scale: a.scale + b.scale }
  if (node.kind === 'divide') {
    if (b.top === 0) return null
    const lift = 10 ** Math.max(0, b.scale - a.scale)
    return {
      top: a.top * b.bottom * lift * Math.sign(b.top),
      bottom: a.bottom * Math.abs(b.top),
      scale: Math.max(0, a.scale - b.scale),
    }
  }
  const { scale } = node.shape
  const x = a.top * 10 ** (scale - a.scale) * b.bottom
  const y = b.top * 10 ** (scale - b.scale) * a.bottom
  return { top: node.kind === 'add' ? x + y : x - y, bottom: a.bottom * b.bottom, scale }
}

/** Everything that several parts rest on. */
export function merge(
  parts: readonly WalkedPart<unknown>[],
): Omit<WalkedPart<never>, 'value' | 'phrase' | 'shown' | 'range'> {
  return {
    name: null,
    under: parts.flatMap((part) => part.under),
    needs: joinNeeds(parts.map((part) => part.needs)),
    facts: parts.flatMap((part) => part.facts),
    figures: parts.flatMap((part) => part.figures),
  }
}

/** A value in words, or that it is not known. */
export function shownAs(value: Exact | null, shape: Shape): Bilingual {
  return value ? sayNumber(value, shape) : UNKNOWN
}

function between(a: Bilingual, sign: string, b: Bilingual): Bilingual {
  return say(`${a.zh} ${sign} ${b.zh}`, `${a.en} ${sign} ${b.en}`)
}

function wrap(text: Bilingual, node: NumberNode, tight: boolean): Bilingual {
  const loose = node.kind === 'add' || node.kind === 'subtract'
  return tight && loose ? say(`（${text.zh}）`, `(${text.en})`) : text
}
