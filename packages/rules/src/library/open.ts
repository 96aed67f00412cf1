import { type Facts, factsFromDocument } from '../facts/dictionary.ts'
import { checkText } from '../language/check.ts'
import { describeProblem, type Problem, problemAt, RuleError, type Source } from '../language/problem.ts'
import type { Node } from '../language/tree.ts'
import { checkPolicy, type Surrounding } from './check-policy.ts'
import type { FiledPolicy, LibraryBundle } from './documents.ts'
import { checkFigure } from './figures.ts'
import type { Figure, Library, Policy } from './library.ts'

/** A library that was refused, with everything that is wrong in it. */
export class LibraryError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(`the policies are refused: ${problems.length} problem(s)`)
    this.problems = problems
  }
}

/** Checks a bundle and opens it. Nothing is skipped: with any problem the whole library is refused (`LibraryError`). */
export function openLibrary(bundle: LibraryBundle): Library {
  const { library, problems } = checkLibrary(bundle)
  if (problems.length > 0) throw new LibraryError(problems)
  return library
}

/** Checks a bundle and reports every problem beside what could be made of it. */
export function checkLibrary(bundle: LibraryBundle): { library: Library; problems: readonly Problem[] } {
  const errors: RuleError[] = []
  const facts = factsFromDocument(bundle.facts)
  const derived = new Map(bundle.derived.map(({ key, source }) => [key, source] as const))
  const shared = gatherAll(bundle.parameters, errors, ({ place, file, parameter }) => ({
    place,
    figure: checkFigure(parameter, file),
  }))
  const around = (place: string) => surroundingOf({ facts, sources: derived, shared, bundle }, place)
  checkDerived(facts, derived, around(deepest(bundle.parameters.map((one) => one.place))), errors)
  const policies: Policy[] = []
  const byId = new Map<string, Policy>()
  for (const filed of bundle.policies) {
    const own = new Map<string, Figure>()
    for (const document of filed.policy.parameters ?? []) {
      const figure = gatherAll([document], errors, (one) => checkFigure(one, filed.file))[0]
      if (figure) own.set(document.name, figure)
    }
    const policy = checkPolicy(filed, own, around(filed.place), errors)
    if (byId.has(policy.id)) errors.push(at(filed, `the id ${policy.id} stands twice`))
    policies.push(policy)
    byId.set(policy.id, policy)
  }
  for (const policy of policies)
    for (const road of policy.document.received_as ?? [])
      if (!byId.has(road)) errors.push(at(policy, `received_as names ${road}, which is no policy`))
  policies.sort((a, b) => a.document.rank - b.document.rank)
  checkCoverage(bundle, byId, errors)
  const library = {
    facts,
    policies,
    byId,
    shared,
    derived: facts.all.filter((fact) => fact.derived !== undefined),
    sources: derived,
    coverage: bundle.coverage,
    bundle,
  }
  // A mistake in a table or term is met wherever it is used; it is said once.
  const problems = new Map(errors.map(({ problem }) => [describeProblem(problem), problem] as const))
  return { library, problems: [...problems.values()] }
}

/** What formulas of a place may name: the facts, and the figures and terms of the place and those above it. */
export function surroundingOf(
  library: Pick<Library, 'facts' | 'sources' | 'shared' | 'bundle'>,
  place: string,
): Surrounding {
  const terms = library.bundle.terms.map(
    ({ place: at, term }) =>
      [at, term.name, { name: term.name, label: term.label, source: term.formula }] as const,
  )
  return {
    facts: library.facts,
    derived: library.sources,
    figures: visible(
      library.shared.map(({ place: at, figure }) => [at, figure.document.name, figure] as const),
      place,
    ),
    terms: visible(terms, place),
  }
}

/** The plain data a library was made from: JSON that `openLibrary` takes back, in a browser too. */
export function bundleLibrary(library: Library): LibraryBundle {
  return library.bundle
}

function checkDerived(
  facts: Facts,
  sources: ReadonlyMap<string, Source>,
  around: Surrounding,
  errors: RuleError[],
): void {
  const figures = new Map([...around.figures].map(([name, figure]) => [name, figure.shape] as const))
  for (const fact of facts.all) {
    const source = sources.get(`${fact.entity}.${fact.name}`)
    if (fact.derived === undefined || !source) continue
    const person = fact.entity === 'person' ? ('person' as const) : null
    gatherAll([source], errors, (one) => {
      const names = {
        ...around,
        figures,
        person,
        terms: new Map(),
        bound: new Map(),
        item: null,
        depth: 0,
        open: [`${fact.entity}.${fact.name}`],
      }
      const node = checkText(one, names)
      if (!fits(node, fact.type))
        throw problemAt(
          one,
          0,
          'type',
          `${fact.name} is said to be ${fact.type}, but its formula is not`,
          'change the type or the formula',
        )
    })
  }
}

function fits(node: Node, type: Facts['all'][number]['type']): boolean {
  if (node.type !== 'number') return type === (node.type === 'word' ? 'enum' : node.type)
  if (type === 'money') return node.shape.money === true
  if (node.shape.money === true) return false
  return type === 'ratio' || (type === 'integer' && node.shape.scale === 0 && node.shape.denominator === 1)
}

function checkCoverage(bundle: LibraryBundle, byId: ReadonlyMap<string, Policy>, errors: RuleError[]): void {
  const listed = new Map(bundle.coverage.policies.map((one) => [one.id, one.status] as const))
  const file = 'coverage.yaml'
  const fail = (message: string) =>
    errors.push(new RuleError({ code: 'coverage', message, file, line: 1, column: 1 }))
  for (const policy of byId.values()) {
    if (listed.get(policy.id) !== policy.coverage)
      fail(
        `${policy.id} is a ${policy.coverage}, but coverage.yaml says ${listed.get(policy.id) ?? 'nothing'}`,
      )
  }
  for (const [id, status] of listed)
    if (status !== 'planned' && !byId.has(id)) fail(`${id} is said to be a ${status}, but has no folder`)
}

/** What a place sees: its own, and what the places above it have; the nearest wins. */
export function visible<T>(all: readonly (readonly [string, string, T])[], place: string): Map<string, T> {
  const seen = new Map<string, T>()
  const above = all.filter(([at]) => place === at || place.startsWith(`${at}-`))
  for (const [, name, value] of above.sort(([a], [b]) => a.length - b.length)) seen.set(name, value)
  return seen
}

function deepest(places: readonly string[]): string {
  return places.reduce((a, b) => (b.length > a.length ? b : a), '')
}

function gatherAll<A, B>(list: readonly A[], errors: RuleError[], work: (one: A) => B): B[] {
  const made: B[] = []
  for (const one of list) {
    try {
      made.push(work(one))
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      errors.push(error)
    }
  }
  return made
}

function at(filed: Pick<FiledPolicy, 'file'>, message: string): RuleError {
  return new RuleError({ code: 'library', message, file: filed.file, line: 1, column: 1 })
}
