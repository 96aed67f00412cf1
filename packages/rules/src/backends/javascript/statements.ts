import { isReduction, type Ref, reachable } from '../dataflow/index.ts'
import { type Access, expression } from './expression.ts'

/** Statements of one loop body; the outermost is that of the household. */
type Scope = { readonly lines: string[]; readonly names: Map<Ref, string> }

/**
 * Puts nodes into statements, each in the outermost loop where it can be worked out: scope 0 is the household, scope k the loop over
 * member variable k - 1.
 */
export class Statements {
  private readonly scopes: Scope[] = [{ lines: [], names: new Map() }]
  private readonly reductions: readonly Ref[]
  private readonly uses = new Map<Ref, number>()
  private readonly access: Access
  private readonly sizes = new Map<Ref, number>()
  private readonly most: number

  /**
   * @param roots everything that `text` will be asked for
   * @param most what is read more than once but takes no more operations than these is worked out where it is needed, each time: of long
   * conditions little is looked at until they are decided
   */
  constructor(roots: readonly Ref[], access: Access, most = 0) {
    this.most = most
    const nodes = reachable(roots)
    this.access = access
    this.reductions = nodes.filter(isReduction)
    for (const used of [...roots, ...nodes.flatMap((node) => node.args)])
      this.uses.set(used, (this.uses.get(used) ?? 0) + 1)
  }

  /** The text of a node's value for a reader at a depth. */
  text(node: Ref, reader: number): string {
    const named = this.scopes.map((scope) => scope.names.get(node)).find((name) => name !== undefined)
    if (named !== undefined) return named
    const depth = depthOf(node)
    if (isReduction(node)) return this.reduced(node, depth)
    const text = expression(node, (arg) => this.text(arg, depth), this.access)
    // What is read once is worked out in place, and then only when it is needed.
    const inPlace = ((this.uses.get(node) ?? 0) <= 1 || this.size(node) <= this.most) && depth === reader
    if (inPlace || node.op === 'number' || node.op === 'truth') return text
    const name = `v${node.id}`
    const scope = this.scope(depth)
    scope.lines.push(`const ${name} = ${text};`)
    scope.names.set(node, name)
    return name
  }

  /** Operations of a node's text when all of it stands in place. */
  private size(node: Ref): number {
    const known = this.sizes.get(node)
    if (known !== undefined) return known
    const size = isReduction(node) ? 0 : 1 + node.args.reduce((sum, arg) => sum + this.size(arg), 0)
    this.sizes.set(node, size)
    return size
  }

  /** Writes a statement into the household's scope. */
  write(line: string): void {
    this.scope(0).lines.push(line)
  }

  /** Writes a loop over the members with the statement that `work` gives, which may ask for texts at depth `variable + 1`. */
  loop(variable: number, work: () => string): void {
    const hidden = this.scopes.splice(variable + 1)
    const inner: Scope = { lines: [], names: new Map() }
    this.scopes.push(inner)
    const last = work()
    this.scopes.splice(variable + 1)
    const p = `p${variable}`
    this.scope(variable).lines.push(`${this.access.loop(p)} {`, ...inner.lines, last, '}')
    this.scopes.push(...hidden)
  }

  /** All statements. */
  body(): string {
    return this.scope(0).lines.join('\n')
  }

  /** One loop for all reductions that are ready at the same time. */
  private reduced(node: Ref, depth: number): string {
    const { names } = this.scope(depth)
    const { variable } = node
    const group = this.reductions.filter(
      (other) =>
        other.level === node.level &&
        other.variable === variable &&
        other.pass === node.pass &&
        !names.has(other),
    )
    // A variable is always the one after the highest that its reduction reads, so its loop stands in scope `variable`.
    if (depth !== variable) throw new Error('a loop stands in the wrong place')
    const before = group.map((one) => `let v${one.id} = ${one.truth ? 'false' : '0'};`)
    this.loop(variable, () => {
      const steps = group.map((one) => {
        const text = one.args[0] ? this.text(one.args[0], variable + 1) : ''
        if (one.op === 'any') return `if (${text}) v${one.id} = true;`
        return one.op === 'count' ? `if (${text}) v${one.id}++;` : `v${one.id} += ${text};`
      })
      this.scope(depth).lines.push(...before)
      return steps.join('\n')
    })
    for (const one of group) names.set(one, `v${one.id}`)
    return `v${node.id}`
  }

  private scope(depth: number): Scope {
    const scope = this.scopes[depth]
    if (!scope) throw new Error('a node was asked for outside of its loop')
    return scope
  }
}

/** How many loops a node stands in. */
function depthOf(node: Ref): number {
  return node.level === 0 ? 0 : 32 - Math.clz32(node.level)
}
