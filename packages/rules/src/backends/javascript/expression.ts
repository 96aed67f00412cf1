import { UNKNOWN_INT } from '../../columns/index.ts'
import type { Ref, Source } from '../dataflow/index.ts'

/** How emitted text reads a household and its members. */
export type Access = {
  /** A fact of the household (`variable` -1) or of the member that a variable stands for. */
  value(source: Source, variable: number): string
  /** How many members there are. */
  readonly size: string
  /** Head of a loop over the members, by the name of its variable. */
  loop(name: string): string
}

/** The JavaScript of one operation over the texts of its arguments. Numbers are doubles that hold whole numbers. */
export function expression(node: Ref, text: (arg: Ref) => string, access: Access): string {
  const texts = node.args.map(text)
  const [a = '', b = '', c = ''] = texts
  const { source, variable } = node
  switch (node.op) {
    case 'truth':
      return node.value === 1 ? 'true' : 'false'
    case 'number':
      return node.value < 0 ? `(${node.value})` : `${node.value}`
    case 'load':
      return source ? access.value(source, variable) : 'NaN'
    case 'known':
      return source ? isKnown(source, access.value(source, variable)) : 'false'
    case 'size':
      return access.size
    case 'less':
      return `(${a} < ${b})`
    case 'equal':
      return `(${a} === ${b})`
    case 'not':
      return `!${a}`
    case 'and':
      return `(${texts.join(' && ')})`
    case 'or':
      return `(${texts.join(' || ')})`
    case 'add':
      return `(${a} + ${b})`
    case 'subtract':
      return `(${a} - ${b})`
    case 'multiply':
      return `(${a} * ${b})`
    case 'floor':
      return `Math.floor(${a} / ${b})`
    case 'round':
      return `round(${a}, ${b}, '${node.mode}')`
    case 'least':
      return `Math.min(${a}, ${b})`
    case 'greatest':
      return `Math.max(${a}, ${b})`
    case 'select':
      return `(${a} ? ${b} : ${c})`
    default:
      throw new Error(`${node.op} is no expression`)
  }
}

function isKnown({ storage }: Source, value: string): string {
  if (storage === 'f64') return `(${value} === ${value})`
  return `(${value} !== ${storage === 'u8' ? 255 : UNKNOWN_INT})`
}
