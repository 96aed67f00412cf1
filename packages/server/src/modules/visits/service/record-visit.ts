import type { FieldBody } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordContact } from '../../casework/index.ts'
import { householdHead, rememberPlace } from '../../households/index.ts'
import type { VisitDeps } from '../deps.ts'
import { findForm } from '../store/forms.ts'
import { insertVisit } from '../store/visits.ts'
import { learn } from './learn.ts'

export type VisitBody = Extract<z.infer<typeof FieldBody>, { kind: 'visit' }>

/** Where a piece of work comes from. */
export interface Origin {
  readonly id: string
  readonly deviceId: string
  /** Milliseconds to add to the phone's clock. */
  readonly clockOff: number
}

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
  const household = await householdHead(tx, body.householdId)
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
