import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { WhatIfPolicy, WhatIfSetting } from '@lastmile/contract'
import { ancestry, legalDateAt } from '@lastmile/domain'
import { type Library, overviewOn, type PolicyOverview } from '@lastmile/rules'
import { encodePopulation, factsRead } from '@lastmile/rules/population'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { countHouseholds } from '../../households/index.ts'
import { listUnits, unitNames } from '../../identity/index.ts'
import { libraryHash } from '../library-hash.ts'
import { readSubject } from './ask.ts'
import { askable, subjectOf, whyNotSent } from './ask-which.ts'
import type { WhatIfDeps } from './deps.ts'

type Asked = { readonly policies: readonly string[]; readonly date?: string | undefined }
type PolicyView = z.infer<typeof WhatIfPolicy>

/** The policies that can be asked about on a day, with their figures; those without a figure have nothing to move. */
export async function listWhatIfPolicies(
  tx: Tx,
  deps: WhatIfDeps,
  input: { readonly date?: string | undefined },
) {
  const { library } = await deps.holder.current(tx)
  const date = input.date ?? legalDateAt(tx.now)
  const open = askable(tx, library, date)
  const overviews = new Map(overviewOn(library, date).map((one) => [one.id, one]))
  const users = usersOfFigures(
    library,
    open.map(({ policy }) => policy.id),
    overviews,
  )
  const policies = open.map((rule): PolicyView => {
    const { policy, name, version } = rule
    const overview = overviews.get(policy.id)
    return {
      id: policy.id,
      name,
      category: policy.document.category,
      per: version?.payment?.per ?? null,
      rests: [...factsRead([rule])].some(({ sensitivity }) => sensitivity === 'protected')
        ? 'protected'
        : 'ordinary',
      figures: (overview?.parameters ?? []).flatMap((parameter) => {
        const figure = policy.figures.get(parameter.name)
        if (!figure) return []
        const { label, type, unit, values } = figure.document
        return {
          name: parameter.name,
          label,
          type,
          unit,
          value: parameter.value,
          from: parameter.from,
          verified: parameter.verified,
          source: values.find(({ from }) => from === parameter.from)?.source ?? null,
          sharedWith: (users.get(figure) ?? []).filter((id) => id !== policy.id),
        }
      }),
    }
  })
  return { date, libraryHash: libraryHash(library), policies }
}

function usersOfFigures(
  library: Library,
  ids: readonly string[],
  overviews: ReadonlyMap<string, PolicyOverview>,
) {
  const users = new Map<unknown, string[]>()
  for (const id of ids)
    for (const { name } of overviews.get(id)?.parameters ?? []) {
      const figure = library.byId.get(id)?.figures.get(name)
      users.set(figure, [...(users.get(figure) ?? []), id])
    }
  return users
}

/** What a question starts from: day, library, area, and where it is reckoned. */
export async function viewSetting(
  tx: Tx,
  deps: WhatIfDeps,
  input: Asked,
): Promise<z.infer<typeof WhatIfSetting>> {
  const { library } = await deps.holder.current(tx)
  const subject = subjectOf(tx, library, input)
  const total = await countHouseholds(tx)
  const why = whyNotSent(subject, total)
  const scope = tx.actor.orgPath
  return {
    date: subject.date,
    libraryHash: libraryHash(library),
    scope: { path: scope, name: (await unitNames(tx, [scope])).get(scope) ?? scope },
    households: total,
    streets: await streetsOf(tx),
    where: why === null ? 'browser' : 'server',
    why,
    facts: subject.facts.map(({ entity, name, label }) => ({ entity, name, label })),
  }
}

/** The unit of the actor and the streets below it. */
export async function streetsOf(tx: Tx): Promise<{ path: string; name: string }[]> {
  const depth = Math.max(0, 2 - ancestry(tx.actor.orgPath).length)
  return (await listUnits(tx, { depth })).map(({ path, name }) => ({ path, name }))
}

/** The columns of a question as one compressed file, made in memory. Throws `what_if_columns_refused`. */
export async function sendColumns(tx: Tx, deps: WhatIfDeps, input: Asked): Promise<File> {
  const { library } = await deps.holder.current(tx)
  const subject = subjectOf(tx, library, input)
  if (whyNotSent(subject, await countHouseholds(tx)) !== null) throw new AppError('what_if_columns_refused')
  const { columns, groupings } = await readSubject(tx, subject, 'simulate.columns')
  const { policies, date } = subject
  const notes = { libraryHash: libraryHash(library), readAt: tx.now.toISOString() }
  const bytes = encodePopulation({ library, policies, date, columns, groupings, notes })
  const packed = await promisify(gzip)(bytes, { level: 4 })
  return new File([new Uint8Array(packed)], 'population.bin.gz', { type: 'application/octet-stream' })
}
