import type { Library } from '@lastmile/rules'
import {
  changedLibrary,
  type FigureChange,
  FigureChangeError,
  fastestPlan,
  narrowedLibrary,
  Simulator,
} from '@lastmile/rules/population'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { libraryHash } from '../library-hash.ts'
import { type Subject, subjectOf } from './ask-which.ts'
import type { WhatIfDeps } from './deps.ts'
import type { Result } from './prepared.ts'
import { type Population, readPopulation } from './read-population.ts'

export interface Question {
  readonly policies: readonly string[]
  readonly changes: readonly FigureChange[]
  readonly date?: string | undefined
}

export interface Answer {
  readonly subject: Subject
  readonly readAt: Date
  readonly result: Result
}

/** Reckons a question on the households within the actor's scope. What they are entitled to by hidden facts is counted, not shown. */
export async function ask(tx: Tx, deps: WhatIfDeps, question: Question): Promise<Answer> {
  const { library } = await deps.holder.current(tx)
  const subject = subjectOf(tx, library, question)
  const own = narrowedLibrary(library, subject.policies)
  // Before anything is read: a question that is refused must not leave a reading behind that no entry tells of.
  checkChanges(own, subject.date, question.changes)
  const { date, policies } = subject
  const { simulator, readAt } = await deps.prepared.get(
    tx,
    [libraryHash(library), date, ...policies],
    async () => {
      const { columns, groupings } = await readSubject(tx, subject, 'simulate.read')
      return {
        simulator: new Simulator(own, columns, date, policies, groupings, fastestPlan),
        readAt: tx.now,
      }
    },
  )
  return { subject, readAt, result: simulator.ask(question.changes) }
}

/** Throws `what_if_change_refused` with the first change that cannot be asked for. */
function checkChanges(library: Library, date: string, changes: readonly FigureChange[]): void {
  for (const change of changes) {
    try {
      changedLibrary(library, date, [change])
    } catch (error) {
      if (!(error instanceof FigureChangeError)) throw error
      const { parameter, value } = change
      throw new AppError('what_if_change_refused', { parameter, value: String(value) }, { cause: error })
    }
  }
}

/** Reads the households of a subject, which stands in the ledger. */
export async function readSubject(
  tx: Tx,
  { library, date, policies, facts, hidden }: Subject,
  action: 'simulate.read' | 'simulate.columns',
): Promise<Population> {
  const read = () => readPopulation(tx, library.facts, facts, date)
  const population = hidden ? await asSystem(tx, tx.actor.orgPath, read) : await read()
  tx.ledger({
    action,
    objectKind: 'population',
    objectId: tx.actor.orgPath,
    orgPath: tx.actor.orgPath,
    data: {
      date,
      policies: [...policies],
      facts: facts.map(({ entity, name }) => `${entity}.${name}`),
      households: population.columns.households,
      refused: population.refused,
    },
  })
  return population
}
