import { newId } from '@lastmile/domain'
import type { Operation, PushAnswer } from '@lastmile/field'
import { publishForms } from '../src/modules/visits/index.ts'
import { type Area, type AreaPerson, DISTRICT, idNumber, makeArea } from './area.ts'

/** What a pull answers, as far as tests look at it. */
export interface Pulled {
  households: { id: string; headName: string; facts: { fact: string; value: unknown }[] }[]
  gone: string[]
  questions: {
    id: string
    state: string
    version: number
    voices: { value: unknown; by: string | null; sourceKind: string }[]
  }[]
  cursor: string
  more: boolean
}

/** An area with a published form, and what a phone does against it. */
export interface FieldArea {
  readonly area: Area
  register(as: AreaPerson): Promise<string>
  carry(as: AreaPerson, deviceId: string, ...households: string[]): Promise<void>
  /** `sentAt`: what the phone's clock says. */
  push(
    as: AreaPerson,
    deviceId: string,
    operations: readonly Operation<object>[],
    sentAt?: Date,
  ): Promise<PushAnswer>
  /** A visit as a form makes it. */
  visit(
    householdId: string,
    more?: Record<string, unknown>,
  ): { readonly kind: 'visit' } & Record<string, unknown>
  operation(seq: number, body: object, id?: string): Operation<object>
  household(name: string, sequence: number): Promise<string>
}

export async function makeFieldArea(): Promise<FieldArea> {
  const area = await makeArea()
  const form = {
    id: 'test-visit',
    version: 1,
    title: { zh: '走访表', en: 'Visit' },
    definition: { pages: [] },
  }
  await area.system((tx) => publishForms(tx, [form], DISTRICT))
  const now = () => area.app.clock.now().toISOString()
  return {
    area,
    register: async (as) => {
      const answer = await (await area.as(as)).post<{ deviceId: string }>('/field/devices', {
        key: newId(),
        name: '手机',
      })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return answer.body.deviceId
    },
    carry: async (as, deviceId, ...add) => {
      const answer = await (await area.as(as)).post(`/field/devices/${deviceId}/pack`, { add })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    },
    push: async (as, deviceId, operations, sentAt) => {
      const answer = await (await area.as(as)).post<PushAnswer>(`/field/devices/${deviceId}/push`, {
        sentAt: sentAt?.toISOString() ?? now(),
        operations,
      })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return answer.body
    },
    visit: (householdId, more = {}) => ({
      kind: 'visit',
      householdId,
      formId: form.id,
      formVersion: 1,
      startedAt: now(),
      endedAt: now(),
      reached: true,
      summary: '去看过了',
      answers: {},
      facts: [],
      ...more,
    }),
    operation: (seq, body, id = newId()) => ({ id, seq, writtenAt: now(), body }),
    household: (name, sequence) => area.openHousehold({ name, idNumber: idNumber('1950-05-05', sequence) }),
  }
}
