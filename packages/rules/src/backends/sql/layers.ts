import { isReduction, type Ref, reachable, type Source } from '../dataflow/index.ts'
import { type Dialect, expression } from './expression.ts'

/** Where a relation has values already, by the name of the column. */
export type Known = ReadonlyMap<Ref, string>

/**
 * Works out nodes over a relation in layers: what is read more than once becomes a column of its own, materialised, because a planner
 * would otherwise put its text in place of its name and reckon it again at each use.
 */
export class Layers {
  readonly parts: string[] = []
  private readonly dialect: Dialect
  private count = 0

  constructor(dialect: Dialect) {
    this.dialect = dialect
  }

  /** A name that no relation has yet. */
  name(of: string): string {
    this.count++
    return `${of}${this.count}`
  }

  /** Adds a common table. */
  table(name: string, query: string): string {
    this.parts.push(`${name} AS MATERIALIZED (\n${query}\n)`)
    return name
  }

  /** The relation with a column for each root, and all that it had. */
  over(
    relation: string,
    roots: readonly Ref[],
    known: Known,
    column: (source: Source) => string,
  ): { readonly relation: string; readonly known: Known } {
    const wanted = new Set(roots.filter((node) => !known.has(node) && !isConstant(node)))
    const nodes = open(roots, known)
    const uses = new Map<Ref, number>()
    for (const node of nodes) for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1)
    const named = nodes.filter((node) => wanted.has(node) || ((uses.get(node) ?? 0) > 1 && !isPlain(node)))
    const own = new Set(named)
    const depths = new Map<Ref, number>()
    for (const node of nodes) {
      const depth = node.args.map((arg) => (depths.get(arg) ?? 0) + (own.has(arg) ? 1 : 0))
      depths.set(node, Math.max(0, ...depth))
    }
    const made = new Map(known)
    let at = relation
    const deepest = Math.max(-1, ...named.map((node) => depths.get(node) ?? 0))
    for (let depth = 0; depth <= deepest; depth++) {
      const layer = named.filter((node) => depths.get(node) === depth)
      const text = (node: Ref): string => made.get(node) ?? expression(node, text, column, this.dialect)
      const columns = layer.map((node) => `${text(node)} AS v${node.id}`)
      at = this.table(this.name('l'), `SELECT *, ${columns.join(',\n  ')}\nFROM ${at}`)
      for (const node of layer) made.set(node, `v${node.id}`)
    }
    return { relation: at, known: made }
  }
}

/** What has to be worked out for these, arguments first. */
function open(roots: readonly Ref[], known: Known): Ref[] {
  const seen = new Set<Ref>()
  const visit = (node: Ref): void => {
    if (seen.has(node) || known.has(node)) return
    if (isReduction(node)) throw new Error('a reduction is not there yet')
    seen.add(node)
    node.args.forEach(visit)
  }
  roots.forEach(visit)
  return reachable(roots).filter((node) => seen.has(node))
}

function isConstant(node: Ref): boolean {
  return node.op === 'truth' || node.op === 'number'
}

function isPlain(node: Ref): boolean {
  return isConstant(node) || node.op === 'load' || node.op === 'known' || node.op === 'size'
}
