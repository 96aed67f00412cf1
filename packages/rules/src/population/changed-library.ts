import { nearest } from '@lastmile/domain/nearest'
import { inForceOn } from '../library/days.ts'
import type { LibraryBundle, ParameterDocument } from '../library/documents.ts'
import { fitsShape } from '../library/figures.ts'
import type { Figure, Library, Policy } from '../library/library.ts'
import { LibraryError, openLibrary } from '../library/open.ts'

/** A figure with the value that it would have: money in yuan, ratios as such. */
export type FigureChange = { readonly policy: string; readonly parameter: string; readonly value: number }

/** A change that cannot be asked for: no such policy or figure, or a value the rules are not exact with. */
export class FigureChangeError extends Error {
  readonly nearest: string | null
  constructor(message: string, near: string | null = null) {
    super(near === null ? message : `${message}; did you mean "${near}"?`)
    this.nearest = near
  }
}

/**
 * The library as it would be with other figures on a day. A figure that policies share changes for all of them. Throws
 * `FigureChangeError`.
 */
export function changedLibrary(library: Library, date: string, changes: readonly FigureChange[]): Library {
  const bundle = changes.reduce<LibraryBundle>(
    (made, change) => changedBundle(library, made, date, change),
    library.bundle,
  )
  const quick = withFigures(library, bundle, date, changes)
  if (quick) return quick
  try {
    return openLibrary(bundle)
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error
    throw new FigureChangeError(error.problems.map(({ message }) => message).join('; '))
  }
}

/**
 * The same checked rules with other figures in them. What the checker proved of a rule rests on the size and the decimals that a figure may
 * have, so a value within them needs no new check; limits of tables are proved by the values themselves. Null: it has to be checked anew.
 */
function withFigures(
  library: Library,
  bundle: LibraryBundle,
  date: string,
  changes: readonly FigureChange[],
): Library | null {
  const changed = new Map<Figure, Figure>()
  for (const { policy, parameter, value } of changes) {
    const figure = library.byId.get(policy)?.figures.get(parameter)
    if (!figure || !fitsShape(figure, value)) return null
    const { document } = changed.get(figure) ?? figure
    changed.set(figure, { ...figure, document: changedDocument(document, date, value) })
  }
  if (library.policies.some((policy) => [...changed.keys()].some((figure) => isLimit(policy, figure))))
    return null
  const policies = library.policies.map((policy): Policy => {
    const figures = [...policy.figures].map(([name, one]) => [name, changed.get(one) ?? one] as const)
    return { ...policy, figures: new Map(figures) }
  })
  return {
    ...library,
    policies,
    byId: new Map(policies.map((policy) => [policy.id, policy])),
    shared: library.shared.map(({ place, figure }) => ({ place, figure: changed.get(figure) ?? figure })),
    bundle,
  }
}

/** Whether a table of a policy has a figure in its conditions: the checker looked for gaps and overlaps by its values. */
function isLimit({ document, figures }: Policy, figure: Figure): boolean {
  const { name } = figure.document
  if (figures.get(name) !== figure) return false
  return (document.tables ?? []).some(({ table }) => {
    const lines = table.text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
    const result = lines.find((cells) => cells.includes('result'))?.indexOf('result')
    // A name of another kind that holds this one only means that it is checked anew.
    return lines.some((cells) => cells.slice(0, result).some((cell) => cell.includes(name)))
  })
}

function changedBundle(
  library: Library,
  bundle: LibraryBundle,
  date: string,
  { policy: id, parameter: name, value }: FigureChange,
): LibraryBundle {
  const policy = library.byId.get(id)
  if (!policy)
    throw new FigureChangeError(`there is no policy "${id}"`, nearest(id, [...library.byId.keys()]))
  const figure = policy.figures.get(name)
  if (!figure)
    throw new FigureChangeError(`${id} has no figure "${name}"`, nearest(name, [...policy.figures.keys()]))
  const changed = (document: ParameterDocument) => changedDocument(document, date, value)
  if (policy.document.parameters?.some((own) => own.name === name)) {
    const own = (all: readonly ParameterDocument[] = []) =>
      all.map((one) => (one.name === name ? changed(one) : one))
    return {
      ...bundle,
      policies: bundle.policies.map((filed) =>
        filed.policy.id === id
          ? { ...filed, policy: { ...filed.policy, parameters: own(filed.policy.parameters) } }
          : filed,
      ),
    }
  }
  const place = library.shared.find((one) => one.figure === figure)?.place
  return {
    ...bundle,
    parameters: bundle.parameters.map((one) =>
      one.place === place && one.parameter.name === name
        ? { ...one, parameter: changed(one.parameter) }
        : one,
    ),
  }
}

/** The same figure with another value on the day. Where none is known, that day alone gets one. */
function changedDocument(document: ParameterDocument, date: string, value: number): ParameterDocument {
  const entry = inForceOn(document.values, date)
  const made = {
    ...(entry ?? { from: date, to: date, source: 'what-if' }),
    verified: 'unverified' as const,
    value,
  }
  return { ...document, values: [...document.values.filter((one) => one !== entry), made] }
}
