import type { Policy } from '@lastmile/rules'
import type { OpenedLibrary } from '../library-texts.ts'
import { policyTitle } from '../present-rule.ts'
import { figuresOf } from './affected.ts'

type FigureDocument = NonNullable<Policy['document']['parameters']>[number]

/** A figure of the library with the file that holds it and the policies that rest on it. */
export interface FiledFigure {
  readonly path: string
  readonly name: string
  readonly label: FigureDocument['label']
  readonly unit: string
  readonly note: string | null
  readonly values: FigureDocument['values']
  readonly policies: readonly {
    readonly id: string
    readonly name: { readonly zh: string; readonly en: string }
  }[]
}

const known = new WeakMap<OpenedLibrary, readonly FiledFigure[]>()

/** Every figure of a library: the shared ones of each place, then those that a policy has for itself. */
export function figureFiles(opened: OpenedLibrary): readonly FiledFigure[] {
  const ready = known.get(opened)
  if (ready) return ready
  const { library } = opened
  const users = new Map<FigureDocument, Policy[]>()
  for (const policy of library.policies)
    for (const name of figuresOf(library, policy)) {
      const document = policy.figures.get(name)?.document
      if (document) users.set(document, [...(users.get(document) ?? []), policy])
    }
  const filed = (path: string, document: FigureDocument, owner: Policy | null): FiledFigure => ({
    path,
    name: document.name,
    label: document.label,
    unit: document.unit,
    note: document.note ?? null,
    values: document.values,
    policies: [...new Set([...(owner ? [owner] : []), ...(users.get(document) ?? [])])].map((policy) => ({
      id: policy.id,
      name: policyTitle(policy),
    })),
  })
  const made = [
    ...library.bundle.parameters.map(({ file, parameter }) => filed(file, parameter, null)),
    ...library.policies.flatMap((policy) =>
      (policy.document.parameters ?? []).map((document) => filed(policy.file, document, policy)),
    ),
  ]
  known.set(opened, made)
  return made
}

/** The files of a policy: its folder, and the figures that its rule rests on. */
export function filesOf(
  opened: OpenedLibrary,
  policy: Policy,
): { path: string; text: string; hash: string }[] {
  const folder = policy.file.slice(0, policy.file.lastIndexOf('/') + 1)
  const figures = figureFiles(opened).filter((figure) =>
    figure.policies.some((user) => user.id === policy.id),
  )
  const paths = new Set(figures.map((figure) => figure.path))
  return opened.source.files
    .filter((file) => file.path.startsWith(folder) || paths.has(file.path))
    .map(({ path, text, hash }) => ({ path, text, hash: hash ?? '' }))
}
