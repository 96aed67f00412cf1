import type {
  AskedCampaign,
  FactQuestion,
  FieldBody,
  FieldForm,
  Newcomer,
  PackedHousehold,
  StatedFact,
} from '@lastmile/contract'
import type { Operation, Receipt } from '@lastmile/field'
import type { z } from 'zod'

export type Household = z.infer<typeof PackedHousehold>
export type Body = z.infer<typeof FieldBody>
export type ScaleBody = Extract<Body, { kind: 'scale' }>
export type FieldOperation = Operation<Body>
export type QuestionView = z.infer<typeof FactQuestion>
export type NewcomerView = z.infer<typeof Newcomer>
export type Form = z.infer<typeof FieldForm>
export type Asked = z.infer<typeof AskedCampaign>
export type Stated = z.infer<typeof StatedFact>

/** A household as lists show it. */
export interface Card {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly unit: string
  readonly size: number
  readonly tier: number | null
  readonly lat: number | null
  readonly lng: number | null
  readonly nextContactOn: string | null
  readonly lastContactAt: string | null
  readonly gaps: number
}

export function cardOf(household: Household): Card {
  return {
    id: household.id,
    name: household.headName,
    address: household.address,
    unit: household.orgName,
    size: household.members.length,
    tier: household.tier,
    lat: household.lat,
    lng: household.lng,
    nextContactOn: household.nextContactOn,
    lastContactAt: household.lastContactAt,
    gaps: household.openGaps,
  }
}

/** A visit that is not handed in yet. */
export interface Draft {
  readonly householdId: string
  readonly formId: string
  readonly formVersion: number
  readonly startedAt: string
  readonly page: number
  readonly data: Record<string, unknown>
  readonly place: { readonly lat: number; readonly lng: number; readonly accuracy: number } | null
}

/** The form of visits that nobody asked for. */
export const HOME_VISIT = 'home-visit'

/** The place of a draft: one a household and form. The first phones kept the usual form under the household alone. */
export function draftKey({ householdId, formId }: Pick<Draft, 'householdId' | 'formId'>): string {
  return formId === HOME_VISIT ? householdId : `${householdId} ${formId}`
}

/** A scale that is being filled in. */
export interface ScaleDraft {
  readonly householdId: string
  readonly instrument: string
  /** Null for a scale about the household. */
  readonly personId: string | null
  readonly mode: 'self' | 'interview' | 'observer'
  readonly respondent: 'self' | 'proxy'
  readonly answers: Readonly<Record<string, number | 'not-applicable'>>
}

export function scaleKey({
  householdId,
  instrument,
  personId,
}: Pick<ScaleDraft, 'householdId' | 'instrument' | 'personId'>): string {
  return `${householdId} ${personId ?? ''} ${instrument}`
}

/** An answered operation, kept so that the person sees what became of it. */
export interface Answered {
  readonly operation: FieldOperation
  readonly receipt: Receipt
}

/** Numbers that belong together and change together. */
export interface SyncState {
  readonly nextSeq: number
  readonly cursor: string | null
}

/** What campaigns ask, as of a sync. */
export interface AskedState {
  /** By the server's clock, as the phone knew it. */
  readonly at: string
  readonly campaigns: readonly Asked[]
}
