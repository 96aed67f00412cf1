import type { Library, LibraryBundle, Policy } from '@lastmile/rules'

type Texts = ReadonlyMap<string, string>

const NAME = /[a-z][a-z0-9_]*/g

/** Everything that has a name and is not a fact of a household, as text: figures, terms, derived facts. */
function namedTexts(bundle: LibraryBundle, policy: Policy): Texts {
  const texts = new Map<string, string>()
  const add = (name: string, text: unknown) =>
    texts.set(name, `${texts.get(name) ?? ''}${JSON.stringify(text)}`)
  for (const { key, source } of bundle.derived) add(key.slice(key.indexOf('.') + 1), source.text)
  for (const { term } of bundle.terms) add(term.name, term.formula.text)
  for (const term of policy.document.terms ?? []) add(term.name, term.formula.text)
  for (const [name, figure] of policy.figures) add(name, figure.document)
  return texts
}

/** The text of a rule with all that it names, transitively. Two policies with the same closure decide the same. */
function closureOf(bundle: LibraryBundle, policy: Policy): Texts {
  const texts = namedTexts(bundle, policy)
  const { versions, in_force, names } = policy.document
  const found = new Map<string, string>()
  const follow = (text: string): void => {
    for (const name of text.match(NAME) ?? []) {
      const next = texts.get(name)
      if (next === undefined || found.has(name)) continue
      found.set(name, next)
      follow(next)
    }
  }
  const own = JSON.stringify({ versions: withoutPlaces(versions), in_force, names })
  found.set('', own)
  follow(own)
  return found
}

/** Line numbers move when a comment is added; they decide nothing. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, part) =>
      ['line', 'column', 'indent', 'file'].includes(key) ? undefined : part,
    ),
  )
}

/** Names of the figures that a policy's rule rests on, its terms and the derived facts included. */
export function figuresOf(library: Library, policy: Policy): string[] {
  const closure = closureOf(library.bundle, policy)
  return [...policy.figures.keys()].filter((name) => closure.has(name)).sort()
}

/** Policies that may decide otherwise after a change: their rule, or something it names, is another, or they are new or gone. */
export function affectedPolicies(before: Library, after: Library): string[] {
  const text = (library: Library, policy: Policy) =>
    JSON.stringify([...closureOf(library.bundle, policy)].sort(([a], [b]) => (a < b ? -1 : 1)))
  const ids = new Set([...before.byId.keys(), ...after.byId.keys()])
  return [...ids].filter((id) => {
    const [old, now] = [before.byId.get(id), after.byId.get(id)]
    return !old || !now || text(before, old) !== text(after, now)
  })
}
