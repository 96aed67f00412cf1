import { isReduction, type Ref, reachable, type Source } from '../dataflow/index.ts'
import { UnsupportedWork } from '../kernel.ts'
import { type Dialect, expression } from './expression.ts'
import { type Known, Layers } from './layers.ts'

/**
 * Where a database has the population. Both queries give one row each household or person; a fact is a bigint in the engine's form
 * (fen, YYYYMMDD, truths 0 and 1, the place of a word in its list), null where it is unknown.
 */
export type SqlPopulation = {
  /** A query with the columns `h` (the household) and the facts' columns. */
  readonly households: string
  /** A query with `h` and the facts' columns, one row each member. */
  readonly persons: string
  /** The name of a fact's column. */
  readonly column: (source: Source) => string
}

/** Something to be told of each household, under a name of its own. */
export type SqlAnswer = { readonly name: string; readonly node: Ref; readonly known: Ref | null }

/**
 * A query that gives, for each household, `h` and the answers. Aggregates are never taken over what is unknown: whether all is known is
 * a truth of its own, so that a sum with a missing part is null and not the sum of the rest. Throws `UnsupportedWork` where members are
 * compared with each other.
 */
export function sqlQuery(answers: readonly SqlAnswer[], population: SqlPopulation, dialect: Dialect): string {
  const roots = answers.flatMap(({ node, known }) => (known ? [node, known] : [node]))
  const nodes = reachable(roots)
  if (nodes.some((node) => node.level > 1 || (isReduction(node) && node.level > 0)))
    throw new UnsupportedWork('members are compared with each other')
  const layers = new Layers(dialect)
  const { column } = population
  const persons = layers.table(layers.name('p'), population.persons)
  const sizes = `SELECT h, count(*) AS size FROM ${persons} GROUP BY h`
  let households = layers.table(
    layers.name('f'),
    `SELECT f.*, s.size FROM (${population.households}) f JOIN (${sizes}) s ON s.h = f.h`,
  )
  let known: Known = new Map()
  const reductions = nodes.filter(isReduction)
  const passes = Math.max(0, ...reductions.map((node) => node.pass))
  for (let pass = 1; pass <= passes; pass++) {
    const group = reductions.filter((node) => node.pass === pass)
    const bodies = group.map((node) => node.args[0] as Ref)
    const shared = sharedWith(bodies)
    ;({ relation: households, known } = layers.over(households, shared, known, column))
    const given = new Map(shared.map((node) => [node, `g${node.id}`]))
    const columns = shared.map((node) => `, h.${known.get(node)} AS g${node.id}`)
    const members = layers.table(
      layers.name('m'),
      `SELECT p.*${columns.join('')} FROM ${persons} p JOIN ${households} h ON h.h = p.h`,
    )
    const made = layers.over(members, bodies, given, column)
    const value = (node: Ref) => made.known.get(node) ?? expression(node, value, column, dialect)
    const sums = group.map((node) => `${aggregate(node, value(node.args[0] as Ref))} AS v${node.id}`)
    const gathered = `SELECT h, ${sums.join(',\n  ')}\nFROM ${made.relation} GROUP BY h`
    const names = group.map((node) => `g.v${node.id}`).join(', ')
    households = layers.table(
      layers.name('f'),
      `SELECT h.*, ${names} FROM ${households} h JOIN (${gathered}) g ON g.h = h.h`,
    )
    known = new Map([...known, ...group.map((node) => [node, `v${node.id}`] as const)])
  }
  const last = layers.over(households, roots, known, column)
  const value = (node: Ref): string => last.known.get(node) ?? expression(node, value, column, dialect)
  const said = answers.map(({ name, node, known: sure }) =>
    sure ? `CASE WHEN ${value(sure)} THEN ${value(node)} END AS "${name}"` : `${value(node)} AS "${name}"`,
  )
  return `WITH ${layers.parts.join(',\n')}\nSELECT h, ${said.join(',\n  ')}\nFROM ${last.relation}`
}

/** Nodes of households that these nodes of persons rest on directly. */
function sharedWith(nodes: readonly Ref[]): Ref[] {
  const found = new Set<Ref>()
  const seen = new Set<Ref>()
  const visit = (node: Ref): void => {
    if (seen.has(node) || node.op === 'number' || node.op === 'truth') return
    seen.add(node)
    if (node.level === 0) found.add(node)
    else node.args.forEach(visit)
  }
  nodes.forEach(visit)
  return [...found].sort((a, b) => a.id - b.id)
}

function aggregate(node: Ref, body: string): string {
  if (node.op === 'any') return `bool_or(${body})`
  return node.op === 'count' ? `count(*) FILTER (WHERE ${body})` : `COALESCE(sum(${body}), 0)::bigint`
}
