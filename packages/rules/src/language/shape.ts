import type { NumberNode, Shape } from './tree.ts'

/** Whole numbers up to here are exact in a double. */
export const EXACT = Number.MAX_SAFE_INTEGER

/** The most digits after the point that a number of the profile may carry on the way. */
export const MOST_DIGITS = 9

/** Shape of a number written in the text: 1690, 0.4. Null when it has too many digits to be exact. */
export function literalShape(text: string): { value: number; shape: Shape } | null {
  const match = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const decimals = (match[3] ?? '').replace(/0+$/, '')
  const value = Number(`${match[2] ?? ''}${decimals}` || '0')
  if (value > EXACT || decimals.length > MOST_DIGITS) return null
  const signed = match[1] ? -value : value
  return {
    value: signed,
    shape: { scale: decimals.length, money: null, unit: null, bound: value, denominator: 1 },
  }
}

/** 10 to a power between 0 and 15. */
export function power(exponent: number): number {
  return 10 ** exponent
}

/** Size of the numerator after bringing a number to a scale and another number's denominator. */
export function reach(shape: Shape, scale: number, denominator: number): number {
  return shape.bound * power(scale - shape.scale) * denominator
}

/** Whether two numbers may be added or compared: money with money, units alike; a bare number goes with either. */
export function alike(a: Shape, b: Shape): boolean {
  const money = a.money === null || b.money === null || a.money === b.money
  const unit = a.unit === null || b.unit === null || a.unit === b.unit
  return money && unit
}

/** Shape of what two alike numbers have in common, before size is known. */
export function joined(a: Shape, b: Shape): Pick<Shape, 'scale' | 'money' | 'unit'> {
  return { scale: Math.max(a.scale, b.scale), money: a.money ?? b.money, unit: a.unit ?? b.unit }
}

/** Whether a number is a whole number of fen on every household: what an amount must be. */
export function isWholeFen(node: NumberNode): boolean {
  return node.shape.denominator === 1 && node.shape.scale <= 2
}
