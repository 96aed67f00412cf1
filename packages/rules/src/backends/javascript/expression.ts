import { UNKNOWN_INT } from '../../columns/index.ts'
import type { Ref, Source } from '../dataflow/index.ts'

/** The JavaScript of one operation over the texts of its arguments. Numbers are doubles that hold whole numbers. */
export function expression(node: Ref, text: (arg: Ref) => string, column: (key: string) => string): string {
  const texts = node.args.map(text)
  const [a = '', b = '', c = ''] = texts
  const { source, variable } = node
  switch (node.op) {
    case 'truth':
      return node.value === 1 ? 'true' : 'false'
    case 'number':
      return node.value < 0 ? `(${node.value})` : `${node.value}`
    case 'load':
      return `${column(source?.key ?? '')}[${index(variable)}]`
    case 'known':
      return source ? isKnown(source, `${column(source.key)}[${index(variable)}]`) : 'false'
    case 'size':
      return '(b - a)'
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

function index(variable: number): string {
  return variable < 0 ? 'h' : `p${variable}`
}
