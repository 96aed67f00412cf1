import type { Fact } from '../../facts/dictionary.ts'
import type { DateNode, NumberNode, TruthNode, WordNode } from '../../language/tree.ts'
import { arithmetic } from '../../mechanisms/arithmetic/closure.ts'
import { completedYears, shiftDay } from '../../mechanisms/calendar/days.ts'
import { choice, numberChoice } from '../../mechanisms/choice/closure.ts'
import { comparison, numberIn, wordIn } from '../../mechanisms/comparison/closure.ts'
import { extreme } from '../../mechanisms/extremes/closure.ts'
import { connective, negation } from '../../mechanisms/logic/closure.ts'
import { counted, quantified, summed } from '../../mechanisms/members/closure.ts'
import { readFact } from '../../mechanisms/reference/closure.ts'
import { rounded } from '../../mechanisms/rounding/closure.ts'
import type { Compiler, Numeral, Quantity, Speller, Test } from './machine.ts'

/** Builds closures for checked trees: no text is evaluated, so they run under any content security policy. */
export function closures(figure: (name: string) => number | null, slot: (fact: Fact) => number): Compiler {
  const compiler: Compiler = {
    truth: (node) => truth(node, compiler),
    number: (node) => number(node, compiler),
    day: (node) => day(node, compiler),
    word: (node) => word(node, compiler),
    figure,
    slot,
  }
  return compiler
}

function truth(node: TruthNode, compiler: Compiler): Test {
  switch (node.kind) {
    case 'truth':
      return () => node.value
    case 'fact':
      return readFact<boolean>(node, compiler)
    case 'named':
      return compiler.truth(node.body)
    case 'choice':
      return choice(compiler.truth(node.test), compiler.truth(node.then), compiler.truth(node.otherwise))
    case 'not':
      return negation(compiler.truth(node.of))
    case 'all':
    case 'any':
      return connective(
        node.of.map((part) => compiler.truth(part)),
        node.kind === 'any',
      )
    case 'compare':
      return comparison(node, compiler)
    case 'word-in':
      return wordIn(compiler.word(node.of), node.words)
    case 'number-in':
      return numberIn(node.of, node.numbers, compiler)
    case 'some':
    case 'every':
      return quantified(node, compiler)
  }
}

function number(node: NumberNode, compiler: Compiler): Quantity {
  switch (node.kind) {
    case 'number':
      return { top: () => node.value, bottom: null }
    case 'fact':
      return { top: readFact<number>(node, compiler), bottom: null }
    case 'named':
      return compiler.number(node.body)
    case 'figure': {
      const value = compiler.figure(node.name)
      return { top: () => value, bottom: null }
    }
    case 'choice':
      return numberChoice(node, compiler)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return arithmetic(node, compiler)
    case 'least':
    case 'greatest':
      return extreme(node, compiler)
    case 'round':
      return rounded(node, compiler)
    case 'count':
      return counted(node, compiler)
    case 'sum':
      return summed(node, compiler)
    case 'age': {
      const [birth, on] = [compiler.day(node.birth), compiler.day(node.on)]
      return { top: both(birth, on, completedYears), bottom: null }
    }
  }
}

function day(node: DateNode, compiler: Compiler): Numeral {
  switch (node.kind) {
    case 'day':
      return () => node.value
    case 'today':
      return (frame) => frame.today
    case 'fact':
      return readFact<number>(node, compiler)
    case 'named':
      return compiler.day(node.body)
    case 'choice':
      return choice(compiler.truth(node.test), compiler.day(node.then), compiler.day(node.otherwise))
    case 'shift': {
      const of = compiler.day(node.of)
      return (frame) => {
        const value = of(frame)
        return value === null ? null : shiftDay(value, node.months, node.days)
      }
    }
  }
}

function word(node: WordNode, compiler: Compiler): Speller {
  switch (node.kind) {
    case 'word':
      return () => node.value
    case 'fact':
      return readFact<string>(node, compiler)
    case 'named':
      return compiler.word(node.body)
    case 'choice':
      return choice(compiler.truth(node.test), compiler.word(node.then), compiler.word(node.otherwise))
  }
}

function both(a: Numeral, b: Numeral, combine: (x: number, y: number) => number): Numeral {
  return (frame) => {
    const x = a(frame)
    if (x === null) return null
    const y = b(frame)
    return y === null ? null : combine(x, y)
  }
}
