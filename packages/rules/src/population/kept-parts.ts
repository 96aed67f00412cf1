import type { Graph, Ref, Source } from '../backends/dataflow/index.ts'
import type { Output } from '../backends/kernel.ts'
import type { Columns } from '../columns/index.ts'
import { Places } from './program.ts'

/** A part is worth a column when working it out again takes more operations than this. */
const CHEAP = 2

/**
 * Splits formulas at their largest parts that an earlier set of formulas has too, and keeps those as columns, so that a changed formula
 * costs only what the change touches.
 */
export class KeptParts {
  readonly places: Places
  private readonly graph: Graph
  private readonly same: ReadonlySet<Ref>
  private readonly kept = new Map<Ref, Source>()
  private readonly made = new Map<Ref, Ref>()
  private fresh: Output[] = []

  /** @param same every node that does not depend on the change */
  constructor(graph: Graph, columns: Columns, from: number, same: ReadonlySet<Ref>) {
    this.graph = graph
    this.same = same
    this.places = new Places(columns, from)
  }

  /** The columns that `reduced` has asked for since the last call: to be worked out before what reads them. */
  take(): readonly Output[] {
    const outputs = this.fresh
    this.fresh = []
    return outputs
  }

  /** The same value from kept columns. */
  reduced(node: Ref): Ref {
    const known = this.made.get(node)
    if (known) return known
    const made = this.same.has(node) && node.level <= 1 ? this.column(node) : this.rebuilt(node)
    this.made.set(node, made)
    return made
  }

  private rebuilt(node: Ref): Ref {
    if (node.args.length === 0) return node
    const args = node.op === 'and' || node.op === 'or' ? this.gathered(node) : node.args
    return this.graph.node({ ...node, args: args.map((arg) => this.reduced(arg)) })
  }

  /** The arguments of a conjunction with those that stay the same put together, by whom they are about. */
  private gathered(node: Ref): readonly Ref[] {
    const steady = node.args.filter((arg) => this.same.has(arg) && arg.level <= 1)
    const groups = [0, 1].map((level) => steady.filter((arg) => arg.level === level))
    const together = groups.flatMap((args) => {
      if (args.length < 2) return args
      const one = this.graph.node({ op: node.op, truth: true, args })
      this.made.set(one, this.column(one))
      return [one]
    })
    return [...together, ...node.args.filter((arg) => !steady.includes(arg))]
  }

  private column(node: Ref): Ref {
    if (isCheap(node)) return node
    const source = this.kept.get(node) ?? this.keep(node)
    const value = this.graph.load(source, node.level === 0 ? -1 : 0)
    return node.truth ? this.graph.equal(value, this.graph.number(1)) : value
  }

  private keep(node: Ref): Source {
    const narrow = Math.max(Math.abs(node.low), Math.abs(node.high)) < 2 ** 31 - 1
    const storage = node.truth ? 'u8' : narrow ? 'i32' : 'f64'
    const entity = node.level === 0 ? 'household' : 'person'
    const output = this.places.output(node, null, entity, storage)
    this.fresh.push(output)
    const source = {
      key: `kept ${node.id}`,
      entity,
      storage,
      offset: output.offset,
      low: node.low,
      high: node.high,
      open: false,
    } as const
    this.kept.set(node, source)
    return source
  }
}

/** Facts, figures and a comparison of them. */
function isCheap(node: Ref): boolean {
  const size = (one: Ref): number =>
    one.op === 'number' || one.op === 'load' || one.op === 'truth'
      ? 0
      : 1 + one.args.reduce((sum, arg) => sum + size(arg), 0)
  if (node.op === 'any' || node.op === 'count' || node.op === 'sum' || node.op === 'round') return false
  return node.args.length <= 2 && node.args.every((arg) => arg.args.length <= 1) && size(node) < CHEAP
}
