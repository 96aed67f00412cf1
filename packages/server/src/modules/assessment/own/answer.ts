import type { AskedScale, OwnAnswered } from '@lastmile/contract'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { PublicContext } from '../../../platform/operation/index.ts'
import { memberNames } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { type Administration, instrumentOf, recordAnswers } from '../scales/administer.ts'
import { presentInstrument } from '../scales/present-scales.ts'
import { tokenHash } from './ask.ts'
import { endRequest, lockRequest, openRequests, type RequestRow } from './store.ts'

type Asked = z.infer<typeof AskedScale>
type Answered = z.infer<typeof OwnAnswered>
type Answers = Administration['answers']

/** The questions that wait on the resident's own page. Row-level security shows no others. */
export async function ownScales(
  tx: Tx,
  deps: AssessmentDeps,
): Promise<(Asked & { id: string; personName: string | null })[]> {
  const rows = await openRequests(tx, null)
  const names = await memberNames(
    tx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  const asked: (Asked & { id: string; personName: string | null })[] = []
  for (const row of rows)
    asked.push({
      ...(await present(tx, deps, row)),
      id: row.id,
      personName: row.person_id === null ? null : (names.get(row.person_id) ?? null),
    })
  return asked
}

/** Answers on the own page. Throws `scale_link_over`, and as `administer`. */
export async function answerOwnScale(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string; readonly answers: Answers },
): Promise<Answered> {
  const seen = (await openRequests(tx, null)).find((row) => row.id === input.id)
  if (!seen) throw new AppError('scale_link_over')
  return asSystem(tx, seen.org_path, () => answer(tx, deps, { id: seen.id }, input.answers))
}

/** The questions behind a link. Throws `scale_link_over`. */
export function openScaleLink(
  deps: AssessmentDeps,
  transaction: PublicContext['transaction'],
  token: string,
): Promise<Asked> {
  return transaction(platformOf(token), async (tx) =>
    present(tx, deps, await live(tx, { tokenHash: tokenHash(token) })),
  )
}

/** Answers behind a link, once. Throws `scale_link_over`, and as `administer`. */
export function answerScaleLink(
  deps: AssessmentDeps,
  transaction: PublicContext['transaction'],
  input: { readonly token: string; readonly answers: Answers },
): Promise<Answered> {
  return transaction(platformOf(input.token), (tx) =>
    answer(tx, deps, { tokenHash: tokenHash(input.token) }, input.answers),
  )
}

/** A link names its district before its secret: only there is it looked for. */
function platformOf(token: string) {
  const [district = ''] = token.split('.')
  if (!/^\d{6}$/.test(district)) throw new AppError('scale_link_over')
  return { userId: '', role: 'system', orgPath: `${district}/` } as const
}

async function live(
  tx: Tx,
  by: { readonly id: string } | { readonly tokenHash: string },
): Promise<RequestRow> {
  const row = await lockRequest(tx, by)
  if (row?.state !== 'open' || row.until_at <= tx.now) throw new AppError('scale_link_over')
  return row
}

async function answer(
  tx: Tx,
  deps: AssessmentDeps,
  by: { readonly id: string } | { readonly tokenHash: string },
  answers: Answers,
): Promise<Answered> {
  const row = await live(tx, by)
  const { id, urgent } = await recordAnswers(
    tx,
    deps,
    {
      id: row.household_id,
      instrument: row.instrument,
      ...(row.person_id === null ? {} : { personId: row.person_id }),
      mode: 'self',
      respondent: 'self',
      answers,
    },
    row.asked_by,
  )
  await endRequest(tx, row.id, id)
  return { callsAtOnce: urgent }
}

async function present(tx: Tx, deps: AssessmentDeps, row: RequestRow): Promise<Asked> {
  const staff = await staffByIds(tx, [row.asked_by])
  const { recall, stem, notApplicable, items, licence, wording } = presentInstrument(
    instrumentOf(deps, row.instrument),
  )
  return {
    recall,
    stem,
    notApplicable,
    items,
    licence,
    wording,
    guarded: row.guarded,
    askedBy: staff.get(row.asked_by)?.name ?? '',
  }
}
