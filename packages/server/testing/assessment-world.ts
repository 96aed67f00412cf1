import { newId } from '@lastmile/domain'
import { expect } from 'vitest'
import { type Area, idNumber, makeArea } from './area.ts'
import type { Answer, ApiClient } from './index.ts'

export interface View {
  proposed: { tier: number }
  possible: { tier: number }
  tier: { tier: number } | null
  state: string
  score: number
  bounds: { lower: number; upper: number }
  override: { zh: string } | null
  rank: { place: number; of: number }
  dueOn: string | null
  version: number
  dimensions: {
    id: string
    depth: { lower: number } | null
    indicators: { id: string; deprived: boolean | null; hidden: boolean; because: unknown }[]
  }[]
  because: { text: { zh: string } }
  missing: { fact: string }[]
  nextQuestion: { fact: string } | null
  decisions: { step: string; tier: number; reason: string | null; by: string }[]
  groups: { group: string; meets: boolean; because: string; id: string | null }[]
  openTier: { tier: number } | null
  alerts: { id: string; kind: string }[]
}
export interface Page {
  items: { householdId: string; proposed: number; place: number; version: number; urgent: boolean }[]
  total: number
  counts: { toConfirm: number; due: number; all: number }
}
export interface Refusal {
  code: string
}

/** A household that is deep in tier 2: nobody works, ill, disabled, poor, in debt. */
export const HARD = {
  monthly_income: 1000,
  annual_income: 12_000,
  approved_income_disregard: 0,
  annual_medical_expense: 30_000,
  debt: 50_000,
  utility_arrears_months: 4,
  without_family_support: true,
  phone_reachable: true,
  housing_tenure: 'lent',
  living_area: 40,
  event: 'none',
  single_parent: false,
  basic_living_broken: false,
  annual_education_expense: 0,
  on_homestead: false,
}
export const PERSON = {
  able_to_work: true,
  employed: false,
  has_serious_illness: true,
  has_listed_major_disease: false,
  has_disability_certificate: false,
  receives_long_term_care: false,
  education_level: 'junior',
  in_school: false,
}

/** The same household without its hardship. */
export const EASY = {
  ...HARD,
  monthly_income: 20_000,
  annual_income: 240_000,
  debt: 0,
  annual_medical_expense: 0,
  utility_arrears_months: 0,
  without_family_support: false,
  housing_tenure: 'owned',
}
export const WELL = {
  ...PERSON,
  employed: true,
  flexible_employed: false,
  has_serious_illness: false,
}

/** Households with facts, and the people who decide about them. */
export interface AssessmentWorld {
  readonly area: Area
  readonly cadre: ApiClient
  readonly backbone: ApiClient
  readonly worker: ApiClient
  /** Opens a household of one with facts of the household and of its head; the social worker is granted it. */
  household(facts?: object, person?: object): Promise<{ id: string; personId: string }>
  record(id: string, entityKind: string, entityId: string, facts: object): Promise<void>
  view(id: string, who?: ApiClient): Promise<View>
  confirm(who: ApiClient, id: string, input: object): Promise<Answer<View & Refusal>>
}

/** `from`: where the numbers of invented identity cards begin. */
export async function makeAssessmentWorld(from: number): Promise<AssessmentWorld> {
  const area = await makeArea()
  const [cadre, backbone, worker] = [
    await area.as('cadre'),
    await area.as('backbone'),
    await area.as('worker'),
  ]
  let sequence = from
  const record = async (id: string, entityKind: string, entityId: string, facts: object) => {
    const answer = await cadre.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind,
        entityId,
        fact,
        value,
        validFrom: '2025-06-16',
      })),
    })
    expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  }
  return {
    area,
    cadre,
    backbone,
    worker,
    record,
    household: async (facts = HARD, person = PERSON) => {
      const id = await area.openHousehold({ name: '周家', idNumber: idNumber('1980-05-06', ++sequence) })
      const [member] = await area.rows<{ person_id: string }>(
        'SELECT person_id FROM membership WHERE household_id = $1',
        [id],
      )
      const personId = member?.person_id ?? ''
      await record(id, 'household', id, facts)
      await record(id, 'person', personId, person)
      await area.grant(id, worker.accountId)
      return { id, personId }
    },
    view: async (id, who = cadre) => {
      const { status, body } = await who.get<View>(`/households/${id}/assessment`)
      expect([status, body]).toEqual([200, expect.anything()])
      return body
    },
    confirm: (who, id, input) => who.post<View & Refusal>(`/households/${id}/assessment/confirm`, input),
  }
}
