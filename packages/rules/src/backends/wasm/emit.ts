import { type Columns, type Storage, startsOf, WIDTH } from '../../columns/index.ts'
import { isReduction, type Ref, reachable } from '../dataflow/index.ts'
import { BLOCK, type Output, type Plan, UnsupportedWork, type Work } from '../kernel.ts'
import { type BinaryFunction, moduleBytes } from './binary.ts'
import { Code, OP } from './code.ts'
import { BlockLoop, PARAMETERS, type Slot } from './loops.ts'
import { type Gather, gatherFunction, type Spread, spreadFunction } from './members.ts'
import { formOf } from './vectors.ts'

/** Nodes worked out in one function: longer ones need more registers than there are. */
const NODES_A_LOOP = 120
/** Places put together in one loop over members. */
const GATHERED_AT_ONCE = 16

/**
 * WebAssembly over the columns, sixteen elements at a time: persons, then what households make of them, then households, as often as the
 * rules go back and forth. Throws `UnsupportedWork` where members are compared with each other.
 */
export function webassemblyPlan(columns: Columns, work: Work): Plan {
  const stages = new Stages(columns)
  stages.write(work)
  const shared =
    typeof SharedArrayBuffer !== 'undefined' && columns.memory.buffer instanceof SharedArrayBuffer
  return {
    kind: 'webassembly',
    module: new WebAssembly.Module(moduleBytes(stages.functions, shared)),
    scratch: stages.scratch,
    end: Math.max(columns.end, ...work.outputs.map((output) => endOf(columns, output))),
    starts: { storage: 'i32', offset: columns.startOffset, length: columns.households + 1 },
    tallies: stages.tallies,
  }
}

/** Whether the work has a vector form. */
export function hasVectors(roots: Iterable<Ref>): boolean {
  return reachable(roots).every((node) => node.level <= 1 && !(isReduction(node) && node.level > 0))
}

function endOf(columns: Columns, { of, storage, offset }: Output): number {
  return offset + columns[of === 'household' ? 'households' : 'persons'] * WIDTH[storage] + 128
}

/** The functions of a module, in the order in which they are called for a block. */
class Stages {
  readonly functions: BinaryFunction[] = []
  /** Where the totals lie in scratch. */
  readonly tallies: number
  scratch = 64
  private readonly columns: Columns
  private readonly persons: number
  /** What households have of members, and members of households. */
  private readonly ofHousehold = new Map<Ref, Slot>()
  private readonly ofPerson = new Map<Ref, Slot>()

  constructor(columns: Columns) {
    this.columns = columns
    this.persons = mostPersons(columns)
    this.tallies = this.scratch
  }

  write({ outputs, tallies }: Work): void {
    const roots = [...outputs.flatMap(({ node, known }) => (known ? [node, known] : [node])), ...tallies]
    if (!hasVectors(roots)) throw new UnsupportedWork('members are compared with each other')
    this.scratch += 8 * tallies.length
    const reductions = reachable(roots).filter(isReduction)
    const passes = Math.max(0, ...reductions.map((node) => node.pass))
    for (let pass = 1; pass <= passes; pass++) this.pass(reductions.filter((node) => node.pass === pass))
    this.personOutputs(outputs.filter((output) => output.of === 'person'))
    this.households(
      outputs.filter((output) => output.of === 'household'),
      tallies,
    )
    this.entry()
  }

  /** Goes over the persons once and puts together what the reductions ask for. */
  private pass(reductions: readonly Ref[]): void {
    const bodies = reductions.map((node) => node.args[0] as Ref)
    this.spread(bodies)
    const gathers: Gather[] = []
    for (const chunk of chunks(reductions, (node) => this.worked([node.args[0] as Ref], 'person'))) {
      const loop = new BlockLoop('person', this.ofPerson, this.columns.startOffset)
      const code = loop.write(() => {
        for (const group of eights(chunk.filter((node) => node.op === 'any'))) {
          const [from, to] = [this.room('person', 'u8'), this.room('household', 'u8')]
          loop.storeBits(
            group.map((node) => node.args[0] as Ref),
            from,
          )
          gathers.push({ kind: 'bits', from, to })
          group.forEach((node, bit) => {
            this.ofHousehold.set(node, { kind: 'bit', offset: to, bit })
          })
        }
        for (const node of chunk.filter((one) => one.op !== 'any')) gathers.push(this.gather(node, loop))
      })
      this.functions.push(code.finish())
    }
    for (let at = 0; at < gathers.length; at += GATHERED_AT_ONCE)
      this.functions.push(gatherFunction(gathers.slice(at, at + GATHERED_AT_ONCE), this.columns.startOffset))
  }

  private gather(node: Ref, loop: BlockLoop): Gather {
    const body = node.args[0] as Ref
    if (node.op === 'count') {
      const [from, to] = [this.room('person', 'u8'), this.room('household', 'i32')]
      loop.storeNumber(body, 'u8', from)
      this.ofHousehold.set(node, { kind: 'number', offset: to, storage: 'i32' })
      return { kind: 'count', from, to }
    }
    const storage = formOf(body) === 'f64' ? 'f64' : 'i32'
    const total = formOf(node) === 'f64' ? 'f64' : 'i32'
    const [from, to] = [this.room('person', storage), this.room('household', total)]
    loop.storeNumber(body, storage, from)
    this.ofHousehold.set(node, { kind: 'number', offset: to, storage: total })
    return { kind: 'sum', from, to, storage, total }
  }

  /** Gives the persons what these nodes need of their households. */
  private spread(nodes: readonly Ref[]): void {
    const needed = this.needed(nodes).filter((node) => !this.ofPerson.has(node))
    const items: Spread[] = []
    const truths = needed.filter((node) => node.truth)
    const numbers = needed.filter((node) => !node.truth)
    for (const node of numbers) {
      if (node.op !== 'load' || !node.source) continue
      const { storage, offset } = node.source
      items.push(this.toPersons(node, storage, { kind: 'column', offset }))
    }
    const made = [...truths, ...numbers.filter((node) => node.op !== 'load')]
    for (const chunk of chunks(made, (node) => this.worked([node], 'household'))) {
      const loop = new BlockLoop('household', this.ofHousehold, this.columns.startOffset)
      const code = loop.write(() => {
        for (const group of eights(chunk.filter((node) => node.truth))) {
          const [from, to] = [this.room('household', 'u8'), this.room('person', 'u8')]
          loop.storeBits(group, from)
          items.push({ storage: 'u8', from: { kind: 'scratch', offset: from }, to })
          group.forEach((node, bit) => {
            this.ofPerson.set(node, { kind: 'bit', offset: to, bit })
          })
        }
        for (const node of chunk.filter((one) => !one.truth)) {
          const storage = formOf(node) as Storage
          const offset = this.room('household', storage)
          loop.storeNumber(node, storage, offset)
          items.push(this.toPersons(node, storage, { kind: 'scratch', offset }))
        }
      })
      this.functions.push(code.finish())
    }
    if (items.length > 0) this.functions.push(spreadFunction(items, this.columns.startOffset))
  }

  private toPersons(node: Ref, storage: Storage, from: Spread['from']): Spread {
    const to = this.room('person', storage)
    this.ofPerson.set(node, { kind: 'number', offset: to, storage })
    return { storage, from, to }
  }

  private personOutputs(outputs: readonly Output[]): void {
    const roots = ({ node, known }: Output) => (known ? [node, known] : [node])
    this.spread(outputs.flatMap(roots))
    for (const chunk of chunks(outputs, (output) => this.worked(roots(output), 'person'))) {
      const loop = new BlockLoop('person', this.ofPerson, this.columns.startOffset)
      const places = chunk.map(({ storage }) => this.room('person', storage))
      const code = loop.write(() => {
        chunk.forEach((output, at) => {
          loop.storeOutput(output, places[at] ?? 0)
        })
      })
      // What was worked out beyond the last person of the block must not reach the next one's place.
      chunk.forEach(({ storage, offset }, at) => {
        const shift = Math.log2(WIDTH[storage])
        code.get(PARAMETERS.firstPerson).int(shift).op(OP.shiftLeft).int(offset).op(OP.add)
        code
          .get(PARAMETERS.scratch)
          .int(places[at] ?? 0)
          .op(OP.add)
        code.get(PARAMETERS.endPerson).get(PARAMETERS.firstPerson).op(OP.subtract).int(shift).op(OP.shiftLeft)
        code.op(0xfc, 10, 0, 0)
      })
      this.functions.push(code.finish())
    }
  }

  private households(outputs: readonly Output[], tallies: readonly Ref[]): void {
    type Job = { readonly roots: readonly Ref[]; readonly write: (loop: BlockLoop) => void }
    const jobs: Job[] = [
      ...outputs.map(
        (output): Job => ({
          roots: output.known ? [output.node, output.known] : [output.node],
          write: (loop) => loop.storeOutput(output, null),
        }),
      ),
      ...tallies.flatMap((node, at): Job[] =>
        node.op === 'number' && node.value === 0
          ? []
          : [{ roots: [node], write: (loop) => loop.tally(node, this.tallies + 8 * at) }],
      ),
    ]
    // What needs the same parts stands together.
    const sorted = jobs.sort((a, b) => (a.roots[0]?.id ?? 0) - (b.roots[0]?.id ?? 0))
    for (const chunk of chunks(sorted, (job) => this.worked(job.roots, 'household'))) {
      const loop = new BlockLoop('household', this.ofHousehold, this.columns.startOffset)
      const code = loop.write(() => {
        for (const job of chunk) job.write(loop)
      })
      this.functions.push(code.finish())
    }
  }

  /** The exported function: (from, to, scratch), which calls all others for one block. */
  private entry(): void {
    const code = new Code(3)
    const { startOffset } = this.columns
    const persons = [0, 1].map((household) =>
      code.get(household).int(2).op(OP.shiftLeft).memory(OP.i32Load, startOffset).keep('i32'),
    )
    this.functions.forEach((_, place) => {
      code.get(0).get(1)
      for (const person of persons) code.get(person)
      code.get(2).call(place)
    })
    this.functions.push(code.finish())
  }

  /** Nodes of households that these nodes of persons rest on directly. */
  private needed(nodes: readonly Ref[]): Ref[] {
    const found = new Set<Ref>()
    const seen = new Set<Ref>()
    const visit = (node: Ref): void => {
      if (seen.has(node) || node.op === 'number' || node.op === 'truth') return
      seen.add(node)
      // A negation is worked out where it is read, often as part of a conjunction.
      if (node.level === 0 && node.op !== 'not') found.add(node)
      else node.args.forEach(visit)
    }
    nodes.forEach(visit)
    return [...found].sort((a, b) => a.id - b.id)
  }

  /** Nodes that a loop has to work out for these. */
  private worked(nodes: readonly Ref[], of: 'household' | 'person'): ReadonlySet<Ref> {
    const slots = of === 'household' ? this.ofHousehold : this.ofPerson
    const seen = new Set<Ref>()
    const visit = (node: Ref): void => {
      if (seen.has(node) || slots.has(node)) return
      seen.add(node)
      if (!isReduction(node)) node.args.forEach(visit)
    }
    nodes.forEach(visit)
    return seen
  }

  private room(of: 'household' | 'person', storage: Storage): number {
    const offset = this.scratch
    const count = (of === 'household' ? BLOCK : this.persons) + 16
    this.scratch = Math.ceil((offset + count * WIDTH[storage]) / 64) * 64
    return offset
  }
}

/** Persons of the largest block. */
function mostPersons(columns: Columns): number {
  const starts = startsOf(columns)
  let most = 0
  for (let from = 0; from < columns.households; from += BLOCK) {
    const to = Math.min(from + BLOCK, columns.households)
    most = Math.max(most, (starts[to] ?? 0) - (starts[from] ?? 0))
  }
  return most
}

/** Cuts a list where the work of its items together gets too long. */
function chunks<T>(items: readonly T[], work: (item: T) => ReadonlySet<Ref>): T[][] {
  const made: T[][] = []
  let nodes = new Set<Ref>()
  for (const item of items) {
    const more = work(item)
    const last = made.at(-1)
    const together = new Set([...nodes, ...more])
    if (!last || together.size > NODES_A_LOOP) {
      made.push([item])
      nodes = new Set(more)
    } else {
      last.push(item)
      nodes = together
    }
  }
  return made
}

function eights<T>(items: readonly T[]): T[][] {
  return items.flatMap((_, at) => (at % 8 === 0 ? [items.slice(at, at + 8)] : []))
}
