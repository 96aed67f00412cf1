import type { FieldBody } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { addVoice, ask, judge, type Voice } from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordContact } from '../../casework/index.ts'
import { householdHeads, recordFacts, rememberPlace, standingFacts } from '../../households/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import type { VisitDeps } from '../deps.ts'
import { findForm } from '../store/forms.ts'
import { openQuestionsOf, type QuestionRow, saveQuestion } from '../store/questions.ts'
import { insertVisit } from '../store/visits.ts'
import { openQuestion, voiceOf, withLastWords } from './ask-question.ts'

export type VisitBody = Extract<z.infer<typeof FieldBody>, { kind: 'visit' }>
type StatedFact = VisitBody['facts'][number]

/** Where a piece of work comes from. */
export interface Origin {
  readonly id: string
  readonly deviceId: string
  /** Milliseconds to add to the phone's clock. */
  readonly clockOff: number
}

const VISIT_SOURCE = '入户走访'

/** An instant of the phone's clock put right, and never later than now. */
export function righted(tx: Tx, stated: string, clockOff: number): Date {
  return new Date(Math.min(Date.parse(stated) + clockOff, tx.now.getTime()))
}

/**
 * Records a visit: its answers, the contact on the household's thread, and what was learned. A fact that somebody else
 * changed since the visitor saw it becomes a question with both values; the ids of the questions come back.
 */
export async function recordVisit(
  tx: Tx,
  deps: VisitDeps,
  body: VisitBody,
  origin: Origin,
): Promise<{ questions: string[] }> {
  const household = (await householdHeads(tx, [body.householdId])).get(body.householdId)
  if (!household) throw new AppError('not_found')
  const form = await findForm(tx, body.formId, body.formVersion)
  if (!form) throw new AppError('form_unknown', { form: body.formId, version: body.formVersion })
  const startedAt = righted(tx, body.startedAt, origin.clockOff)
  const endedAt = new Date(
    Math.max(startedAt.getTime(), righted(tx, body.endedAt, origin.clockOff).getTime()),
  )
  const minutes = Math.min(1440, Math.round((endedAt.getTime() - startedAt.getTime()) / 60_000))
  const contact = await recordContact(tx, {
    householdId: household.id,
    at: startedAt.toISOString(),
    channel: 'visit',
    minutes,
    summary: body.summary,
    reached: body.reached,
    nextOn: body.nextOn,
  })
  await insertVisit(tx, {
    id: origin.id,
    household_id: household.id,
    org_path: household.orgPath,
    contact_id: contact.id,
    form_id: form.form_id,
    form_version: form.version,
    by_id: tx.actor.userId,
    device_id: origin.deviceId,
    started_at: startedAt,
    ended_at: endedAt,
    clock_off_seconds: Math.round(origin.clockOff / 1000),
    received_at: tx.now,
    reached: body.reached,
    answers: body.answers,
    lat: body.place?.lat ?? null,
    lng: body.place?.lng ?? null,
    accuracy_m: body.place?.accuracy ?? null,
  })
  if (body.place) await rememberPlace(tx, household.id, body.place)
  const questions = await learn(tx, deps, household, body.facts, legalDateAt(endedAt))
  tx.ledger({
    action: 'visit.record',
    objectKind: 'visit',
    objectId: origin.id,
    householdId: household.id,
    orgPath: household.orgPath,
    data: {
      form: form.title_zh,
      formEn: form.title_en,
      version: form.version,
      facts: body.facts.length,
      questions: questions.length,
    },
  })
  return { questions }
}

/** Records what the form states, and asks where somebody else said otherwise meanwhile. */
async function learn(
  tx: Tx,
  deps: VisitDeps,
  household: { readonly id: string; readonly orgPath: string },
  facts: readonly StatedFact[],
  day: string,
): Promise<string[]> {
  if (facts.length === 0) return []
  const standing = new Map(
    (await standingFacts(tx, household.id)).map((one) => [`${one.entityId} ${one.fact}`, one]),
  )
  const open = new Map(
    (await openQuestionsOf(tx, household.id)).map((one) => [`${one.entity_id} ${one.fact}`, one]),
  )
  const by = (await findStaffMember(tx, tx.actor.userId))?.name ?? null
  const news = facts.filter((stated) => {
    const present = standing.get(`${stated.entityId} ${stated.fact}`) ?? null
    return judge(stated.value, stated.seen, present) !== 'same'
  })
  if (news.length > 0)
    await recordFacts(tx, deps.households, {
      id: household.id,
      sourceKind: 'visit',
      facts: news.map(({ seen: _, ...stated }) => ({ ...stated, validFrom: day })),
    })
  const asked: string[] = []
  for (const stated of news) {
    const key = `${stated.entityId} ${stated.fact}`
    const present = standing.get(key)
    const known = open.get(key)
    if (!present || (judge(stated.value, stated.seen, present) === 'news' && !known)) continue
    const voice: Voice = {
      value: stated.value,
      sourceKind: 'visit',
      sourceName: VISIT_SOURCE,
      by,
      validFrom: day,
      learnedAt: tx.now.toISOString(),
    }
    asked.push(await askAbout(tx, deps, household, stated, { present: voiceOf(present), voice, known }))
  }
  return asked
}

async function askAbout(
  tx: Tx,
  deps: VisitDeps,
  household: { readonly id: string; readonly orgPath: string },
  stated: StatedFact,
  sides: { readonly present: Voice; readonly voice: Voice; readonly known: QuestionRow | undefined },
): Promise<string> {
  const { present, voice, known } = sides
  if (known) {
    const next = addVoice(addVoice(known, present), voice)
    if (next !== known) await saveQuestion(tx, known.id, known.version, next)
    return known.id
  }
  const { entityKind, entityId, fact } = stated
  const asked = { household, entityKind, entityId, fact }
  return (await openQuestion(tx, deps, asked, await withLastWords(tx, asked, ask(present, voice)))).id
}
