import type { rulesOn } from '@lastmile/rules/population'
import { NoWord, type Target, type Whose } from './target.ts'

type Rule = ReturnType<typeof rulesOn>[number]
type Truth = NonNullable<Rule['version']>['node']
type Compared = Extract<Truth, { kind: 'compare' }>['left']
type NumberNode = Extract<Compared, { type: 'number' }>
type DateNode = Extract<Compared, { type: 'date' }>
type WordNode = Extract<Truth, { kind: 'word-in' }>['of']
type Any = Truth | NumberNode | DateNode | WordNode

/** A checked rule in a peer's language, node by node. Throws `NoWord`. */
export function translated<T>(rule: Rule, today: number, to: Target<T>): T {
  if (!rule.version) throw new NoWord('no rule on the day')
  return new Translation(rule, today, to).any(rule.version.node)
}

class Translation<T> {
  private readonly rule: Rule
  private readonly today: number
  private readonly to: Target<T>
  private depth = 0

  constructor(rule: Rule, today: number, to: Target<T>) {
    this.rule = rule
    this.today = today
    this.to = to
  }

  any(node: Any): T {
    const { to } = this
    switch (node.kind) {
      case 'truth':
      case 'day':
      case 'word':
        return to.value(node.value)
      case 'number':
        return to.value(node.value / 10 ** node.shape.scale)
      case 'today':
        return to.value(this.today)
      case 'figure': {
        const { value } = this.rule.figure(node.name).use
        if (value === null) throw new NoWord(`nobody knows ${node.name}`)
        return to.value(value)
      }
      case 'fact': {
        const whose: Whose = typeof node.subject === 'number' ? 'member' : node.subject
        if (whose === 'person' && this.depth > 0) throw new NoWord('the person, seen from a list of members')
        return to.fact(whose, node.fact.name, node.fact.type === 'boolean' ? 'boolean' : 'other')
      }
      case 'named':
        return this.any(node.body)
      case 'not':
        return to.not(this.any(node.of))
      case 'all':
      case 'any': {
        const parts = node.of.map((part) => this.any(part))
        return node.kind === 'all' ? to.all(parts) : to.any(parts)
      }
      case 'choice':
        return to.choose(this.any(node.test), this.any(node.then), this.any(node.otherwise))
      case 'compare':
        return to.compare(node.op, this.any(node.left), this.any(node.right))
      case 'word-in':
        return to.isIn(this.any(node.of), node.words)
      case 'number-in':
        return to.any(node.numbers.map((number) => to.compare('=', this.any(node.of), this.any(number))))
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
        return to.reckon(SIGN[node.kind], this.any(node.left), this.any(node.right))
      case 'least':
      case 'greatest':
        return to.extreme(
          node.kind === 'least' ? 'min' : 'max',
          node.of.map((of) => this.any(of)),
        )
      case 'round':
        return to.round(node.mode, node.digits, this.any(node.of))
      case 'age':
        return to.round(
          'floor',
          0,
          to.reckon('/', to.reckon('-', this.any(node.on), this.any(node.birth)), to.value(10_000)),
        )
      case 'some':
      case 'every':
        return this.inside(() => {
          const [filter, test] = [node.filter ? this.any(node.filter) : null, this.any(node.test)]
          if (node.kind === 'some') return to.some(filter ? to.all([filter, test]) : test)
          return to.every(filter ? to.any([to.not(filter), test]) : test)
        })
      case 'count':
        return this.inside(() => to.count(node.filter ? this.any(node.filter) : null))
      case 'sum':
        return this.inside(() => to.sum(node.filter ? this.any(node.filter) : null, this.any(node.of)))
      case 'shift':
        throw new NoWord('a day moved by a duration')
    }
  }

  private inside(work: () => T): T {
    if (this.depth > 0) throw new NoWord('members compared with members')
    this.depth++
    try {
      return work()
    } finally {
      this.depth--
    }
  }
}

const SIGN = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const
