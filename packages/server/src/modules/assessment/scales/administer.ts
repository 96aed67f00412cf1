import type { ScaleResult } from '@lastmile/contract'
import { legalDateAt, newIdAt } from '@lastmile/domain'
import { AnswersError, type Instrument, readAnswers, scoreInstrument } from '@lastmile/measure'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type HouseholdHead, householdHead, markNews, readHouseholdFiles } from '../../households/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { reassess } from '../service/reassess.ts'
import type { AlertRaised } from './alert-events.ts'
import { insertAlert } from './alert-store.ts'
import { presentScales } from './present-scales.ts'
import { insertScale, scalesOf } from './store.ts'

/** How long an urgent alert may wait where the district's rule of the signal says nothing else. */
const URGENT_MS = 3_600_000
const FIELD = { table: 'scale_result', column: 'answers' } as const

/** What is recorded of one administration. */
export interface Administration {
  readonly id: string
  readonly instrument: string
  readonly personId?: string | undefined
  readonly mode: 'self' | 'interview' | 'observer' | 'paper'
  readonly respondent: 'self' | 'proxy'
  readonly onDay?: string | undefined
  readonly answers: Readonly<Record<string, number | 'not-applicable' | null>>
}

/**
 * Records the answers to an instrument as its assessor, and gives the result. Throws `instrument_unknown`, `scale_person_needed`,
 * `scale_too_young`, `scale_answers_refused`.
 */
export async function administer(
  tx: Tx,
  deps: AssessmentDeps,
  input: Administration,
): Promise<{ result: z.infer<typeof ScaleResult>; urgent: boolean }> {
  const { urgent, personId, onDay } = await recordAnswers(tx, deps, input, tx.actor.userId)
  const rows = await scalesOf(tx, input.id)
  const [result] = await presentScales(
    tx,
    deps,
    rows.filter((row) => row.instrument === input.instrument && row.person_id === personId),
    onDay,
  )
  if (!result) throw new AppError('not_found')
  return { result, urgent }
}

/**
 * Records answers: scored by the program, encrypted, counted in the assessment at once. A crisis answer raises an urgent alert in the same
 * transaction. `by`: whose assessment it is; of a resident's own answers, whoever asked for them. Throws as `administer`.
 */
export async function recordAnswers(
  tx: Tx,
  deps: AssessmentDeps,
  input: Administration,
  by: string,
): Promise<{ id: string; personId: string | null; onDay: string; urgent: boolean }> {
  const head = await householdHead(tx, input.id)
  const instrument = instrumentOf(deps, input.instrument)
  const today = legalDateAt(tx.now)
  const onDay = input.onDay ?? today
  if (onDay > today) throw new AppError('fact_in_future', { fact: instrument.name.zh, day: onDay })
  const person =
    instrument.subject === 'person' ? await personOf(tx, deps, head, input.personId, onDay) : null
  if (person && instrument.age_from !== undefined && person.age !== null && person.age < instrument.age_from)
    throw new AppError('scale_too_young', { from: instrument.age_from })
  const score = scored(instrument, input.answers, person)
  const id = newIdAt(tx.now)
  await insertScale(tx, {
    id,
    by_id: by,
    household_id: head.id,
    org_path: head.orgPath,
    person_id: person?.id ?? null,
    instrument: instrument.id,
    instrument_version: instrument.version,
    mode: input.mode,
    respondent: input.respondent,
    on_day: onDay,
    answers: deps.keys.encrypt({ ...FIELD, rowId: id }, JSON.stringify(input.answers)),
    score: score.score,
    band: score.band?.id ?? null,
    missing: [...score.missing],
    alerts: score.alerts.map((alert) => alert.id),
    guarded: instrument.protected,
  })
  const crisis = score.alerts.find((alert) => alert.level === 'crisis')
  tx.ledger({
    action: 'scale.record',
    objectKind: 'scale_result',
    objectId: id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: {
      guarded: instrument.protected,
      mode: input.mode,
      ...(instrument.protected ? {} : { instrument: instrument.id }),
    },
  })
  if (crisis) await raise(tx, deps, head, { personId: person?.id ?? null, sourceId: id, by, instrument })
  const district = head.orgPath.slice(0, head.orgPath.indexOf('/') + 1)
  await asSystem(tx, district, async () => {
    await reassess(tx, deps, [head.id])
    // Phones that carry it fetch the score.
    await markNews(tx, [head.id])
  })
  return { id, personId: person?.id ?? null, onDay, urgent: crisis !== undefined }
}

/** An instrument of the office. Throws `instrument_unknown`. */
export function instrumentOf(deps: AssessmentDeps, id: string): Instrument {
  const found = deps.instruments.find((one) => one.id === id)
  if (!found) throw new AppError('instrument_unknown', { instrument: id })
  return found
}

interface Subject {
  readonly id: string
  readonly age: number | null
  readonly sex: 'male' | 'female' | null
}

/** The member of a household that an instrument is about. Throws `scale_person_needed`. */
export async function personOf(
  tx: Tx,
  deps: AssessmentDeps,
  head: HouseholdHead,
  personId: string | undefined,
  day: string,
): Promise<Subject> {
  const { facts } = await deps.library(tx)
  const file = (await readHouseholdFiles(tx, { facts }, [head.id], day)).get(head.id)
  const member = file?.ok ? file.household.members.find((one) => one.id === personId) : undefined
  if (!member) throw new AppError('scale_person_needed')
  const { birth_date: birth, sex } = member.facts
  const age =
    typeof birth === 'number' ? Math.floor((Number(day.replaceAll('-', '')) - birth) / 10_000) : null
  return { id: member.id, age, sex: sex === 'male' || sex === 'female' ? sex : null }
}

function scored(instrument: Instrument, answers: Administration['answers'], person: Subject | null) {
  const given = Object.values(answers).filter((answer) => answer !== null)
  if (given.length === 0)
    throw new AppError('scale_answers_refused', { problems: '一题都没有答 / no answer' })
  try {
    return scoreInstrument(
      instrument,
      readAnswers(instrument, {
        answers,
        ...(person?.sex ? { sex: person.sex } : {}),
        ...(person?.age === null || person === null ? {} : { age: person.age }),
      }),
    )
  } catch (error) {
    if (!(error instanceof AnswersError)) throw error
    throw new AppError('scale_answers_refused', { problems: error.message })
  }
}

async function raise(
  tx: Tx,
  deps: AssessmentDeps,
  head: HouseholdHead,
  cause: {
    readonly personId: string | null
    readonly sourceId: string
    readonly by: string
    readonly instrument: Instrument
  },
): Promise<void> {
  const { personId, sourceId, instrument } = cause
  const id = newIdAt(tx.now)
  await insertAlert(tx, {
    id,
    household_id: head.id,
    org_path: head.orgPath,
    person_id: personId,
    kind: 'suicide',
    source_id: sourceId,
    raised_by: cause.by,
    due_at: new Date(tx.now.getTime() + URGENT_MS),
  })
  tx.ledger({
    action: 'alert.raise',
    objectKind: 'urgent_alert',
    objectId: id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: {},
  })
  await deps.events.emit<AlertRaised>(tx, {
    kind: 'alert.raised',
    alertId: id,
    householdId: head.id,
    personId,
    told: `《${instrument.name.zh}》里有危险的回答，请马上联系本人`,
  })
}
