import { createHash } from 'node:crypto'
import type { Screening } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import {
  emittedOn,
  isGuarded,
  type Library,
  type NextQuestion,
  type PolicyResult,
  screenHousehold,
} from '@lastmile/rules'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import {
  factSources,
  householdHead,
  mayReadFact,
  maySeeFacts,
  presentTree,
  readHouseholdFileAsKnown,
  readHouseholdFiles,
  readOpenReceipts,
  type SourceOf,
} from '../../households/index.ts'
import type { LibraryDeps } from '../deps.ts'
import { libraryHash } from '../library-hash.ts'
import { isReceiving } from '../receiving.ts'
import { librarySnapshot } from '../snapshots.ts'
import { gapsOfHouseholds } from '../store.ts'

/**
 * What a household is entitled to on a day, with the reasons of each answer, against what it receives. Every fact in a
 * reason carries its source and day; what the reader may not see is taken out with its sentence.
 */
export async function viewScreening(
  tx: Tx,
  deps: LibraryDeps,
  input: {
    readonly id: string
    readonly date?: string | undefined
    readonly library?: string | undefined
    /** An instant: by what was known then. */
    readonly knownAt?: string | undefined
  },
): Promise<z.infer<typeof Screening>> {
  const library = await libraryFor(tx, deps, input.library)
  const head = await householdHead(tx, input.id)
  const knownAt = input.knownAt === undefined ? undefined : new Date(input.knownAt)
  const date = input.date ?? legalDateAt(knownAt ?? tx.now)
  const root = head.orgPath.slice(0, head.orgPath.indexOf('/') + 1)
  const file = await asSystem(tx, root, async () =>
    knownAt
      ? readHouseholdFileAsKnown(tx, { facts: library.facts }, head.id, date, knownAt)
      : (await readHouseholdFiles(tx, { facts: library.facts }, [head.id], date)).get(head.id),
  )
  if (!file) throw new AppError('not_found')
  if (!file.ok) throw new AppError('household_unreadable', { reason: file.error.message })
  const screened = screenHousehold(library, file.household, date, { decider: emittedOn(library, date) })
  const receipts = (await readOpenReceipts(tx, [head.id], date, knownAt)).get(head.id) ?? []
  // A gap is of today; a replay has none.
  const gaps = knownAt ? [] : await gapsOfHouseholds(tx, [head.id])
  const sources = await factSources(tx, [head.id], knownAt ?? null)
  const see = maySeeFacts(tx, library.facts.all)
  const sourceOf: SourceOf = (use) => sources.get(`${use.member ?? head.id} ${use.fact}`) ?? null
  const hidden = (policy: string) => {
    const one = library.byId.get(policy)
    return one !== undefined && isGuarded(one) && !mayReadFact(tx.actor, 'protected')
  }
  const receiving = new Map(
    screened.results.map(({ policy }) => [policy, isReceiving(library.byId.get(policy), receipts)]),
  )
  const answer = answerHash(date, screened.results, receiving)
  const shown = screened.results.filter((result) => !hidden(result.policy))
  tx.ledger({
    action: 'household.screen',
    objectKind: 'household',
    objectId: head.id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: {
      date,
      ...(input.knownAt === undefined
        ? { library: libraryHash(library), answer }
        : { knownAt: input.knownAt }),
    },
  })
  return {
    date,
    libraryHash: libraryHash(library),
    answerHash: answer,
    results: shown.map((result) => ({
      policy: result.policy,
      name: result.name,
      outcome: result.outcome,
      amountFen: result.amount ? Math.round(result.amount.value * 100) : null,
      per: result.amount?.per ?? null,
      receiving: receiving.get(result.policy) ?? false,
      because: presentTree(result.because, see, sourceOf),
      missing: result.missing
        .filter((one) => see(one.fact))
        .map((one) => ({
          fact: one.fact,
          entity: one.entity,
          question: one.question,
          ...(one.member ? { member: one.member } : {}),
        })),
      missingParameters: (result.missingParameters ?? []).map(({ name, from }) => ({
        name,
        label: library.byId.get(result.policy)?.figures.get(name)?.document.label ?? { zh: name, en: name },
        from,
      })),
      citations: [...result.citations],
      unverified: result.confidence === 'unverified',
      gapId:
        gaps.find(
          (gap) => gap.policy === result.policy && (gap.state === 'open' || gap.state === 'confirmed'),
        )?.id ?? null,
    })),
    nextQuestion: visibleQuestion(screened.nextQuestion, see),
  }
}

/** What an answer is known by, to the last letter: all results with their reasons, seen by this reader or not. */
function answerHash(
  date: string,
  results: readonly PolicyResult[],
  receiving: ReadonlyMap<string, boolean>,
): string {
  const whole = JSON.stringify([date, results, [...receiving]])
  return createHash('sha256').update(whole).digest('hex').slice(0, 32)
}

/** The question without what the reader may not see; a list of which one line is left is a plain question. */
function visibleQuestion(
  next: NextQuestion | null,
  see: (fact: string) => boolean,
): z.infer<typeof Screening>['nextQuestion'] {
  const [first, ...more] = (next?.list ?? (next ? [next] : [])).filter(({ fact }) => see(fact))
  if (!first) return null
  const [member] = first.members ?? []
  return {
    fact: first.fact,
    question: first.question,
    ...(member === undefined ? {} : { member }),
    ...(more.length === 0
      ? {}
      : {
          list: [first, ...more].map(({ fact, entity, members }) => ({
            fact,
            entity,
            ...(members ? { members: [...members] } : {}),
          })),
        }),
  }
}

/** The library in force, or the one that a past result names. */
async function libraryFor(tx: Tx, deps: LibraryDeps, hash: string | undefined): Promise<Library> {
  const { library } = await deps.holder.current(tx)
  if (hash === undefined || hash === libraryHash(library)) return library
  const kept = await librarySnapshot(tx, hash)
  if (!kept) throw new AppError('library_unknown', { hash })
  return kept
}
