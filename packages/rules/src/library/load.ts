import * as z from 'zod'
import { RuleError, type Source } from '../language/problem.ts'
import {
  coverageDocument,
  type LibraryBundle,
  parameterDocument,
  policyDocument,
  termDocument,
} from './documents.ts'
import type { Library } from './library.ts'
import { LibraryError, openLibrary } from './open.ts'
import { readYaml } from './yaml.ts'

/** One file of a policies folder: its path from there with forward slashes, its text, and a hash of it where known. */
export type LibraryFile = { readonly path: string; readonly text: string; readonly hash?: string }

/** The texts a library is made of. `factsPath` names facts.yaml in messages. */
export type LibrarySource = {
  readonly facts: string
  readonly factsPath?: string
  readonly files: readonly LibraryFile[]
}

/** Reads, checks and opens a library from texts. Throws `LibraryError` with every problem found. */
export function loadLibrary(source: LibrarySource): Library {
  return openLibrary(readBundle(source))
}

/**
 * What was read from a file before. A changed library has the same objects for the files that did not change, so those
 * are neither read nor held twice.
 */
const known = new WeakMap<LibraryFile, unknown>()
/** Facts change with a release only: the last ones are enough. */
let knownFacts: { readonly text: string; readonly document: unknown } | null = null

function readFile<T>(file: LibraryFile, schema: z.ZodType<T>): T {
  const before = known.get(file)
  if (before !== undefined) return before as T
  const document = readYaml(file.path, file.text, schema)
  known.set(file, document)
  return document
}

/** Reads the texts of a library into plain data. Throws `LibraryError` when a file cannot be read as what it should be. */
export function readBundle(source: LibrarySource): LibraryBundle {
  const problems: RuleError[] = []
  const attempt = <T>(work: () => T): T[] => {
    try {
      return [work()]
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      problems.push(error)
      return []
    }
  }
  const factsPath = source.factsPath ?? 'facts.yaml'
  const facts = attempt(() => readFacts(factsPath, source.facts))[0]
  const read = <T>(file: LibraryFile, schema: z.ZodType<T>) => attempt(() => readFile(file, schema))
  const coverage = source.files
    .filter((file) => file.path === 'coverage.yaml')
    .flatMap((file) => read(file, coverageDocument))[0]
  const guides = new Map(
    source.files
      .filter((file) => file.path.endsWith('/guide.zh.md'))
      .map((file) => [folder(file.path), file.text] as const),
  )
  const parameters: LibraryBundle['parameters'][number][] = []
  const terms: LibraryBundle['terms'][number][] = []
  const policies: LibraryBundle['policies'][number][] = []
  for (const file of source.files) {
    const place = file.path.split('/')[0] ?? ''
    if (/^[^/]+\/parameters\/[^/]+\.yaml$/.test(file.path)) {
      for (const parameter of read(file, parameterDocument))
        parameters.push({ place, file: file.path, parameter })
    } else if (/^[^/]+\/terms\/[^/]+\.yaml$/.test(file.path)) {
      for (const term of read(file, termDocument)) terms.push({ place, file: file.path, term })
    } else if (file.path.endsWith('/policy.yaml')) {
      for (const policy of read(file, policyDocument)) {
        policies.push({
          place,
          file: file.path,
          hash: file.hash ?? null,
          guide: guides.get(folder(file.path)) ?? null,
          policy,
        })
      }
    }
  }
  if (problems.length > 0 || !facts) throw new LibraryError(problems.map((error) => error.problem))
  return {
    format: 'lastmile-library-1',
    facts: { ...facts.document, facts: facts.document.facts.map(plainFact) },
    derived: facts.document.facts.flatMap((fact) =>
      fact.derived ? [{ key: `${fact.entity}.${fact.name}`, source: fact.derived }] : [],
    ),
    parameters,
    terms,
    policies,
    coverage: coverage ?? {
      policies: policies.map(({ policy }) => ({
        id: policy.id,
        rank: policy.rank,
        zh: policy.names[0]?.zh ?? '',
        en: policy.names[0]?.en ?? '',
        status: policy.versions ? 'rule' : 'guide',
      })),
    },
  }
}

/** facts.yaml with the places of its formulas; the dictionary's own schema checks the rest. */
const factsWithSources = z
  .looseObject({
    facts: z.array(
      z.looseObject({ name: z.string(), entity: z.string(), derived: z.custom<Source>().optional() }),
    ),
  })
  .transform((document) => ({ document }))

type FactsWithSources = z.infer<typeof factsWithSources>

function readFacts(path: string, text: string): FactsWithSources {
  if (knownFacts?.text === text) return knownFacts.document as FactsWithSources
  const document = readYaml(path, text, factsWithSources)
  knownFacts = { text, document }
  return document
}

function plainFact(fact: { derived?: Source | undefined }): unknown {
  const { derived, ...rest } = fact
  return derived ? { ...rest, derived: derived.text } : rest
}

function folder(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
