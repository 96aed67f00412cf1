import { newId } from '@lastmile/domain'
import type { FactValue, Operation } from '@lastmile/field'
import {
  type FieldServer,
  faultsOf,
  happenings,
  runTrial,
  type TrialOperation,
  type TrialPull,
} from '@lastmile/field/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AreaPerson } from '../../../testing/area.ts'
import { type FieldArea, makeFieldArea } from '../../../testing/field-area.ts'

/** The whole number runs in `npm run test:long`. */
const RUNS = process.env.LASTMILE_LONG === '1' ? 200 : 20
const FACT = 'utility_arrears_months'
const PHONES: readonly AreaPerson[] = ['cadre', 'backbone']

/** The real server on its database, for the trials of the protocol. A place is a household of this run. */
class RealServer implements FieldServer {
  readonly #field: FieldArea
  readonly #households: ReadonlyMap<string, string>
  readonly #owners = new Map<string, AreaPerson>()

  constructor(field: FieldArea, households: ReadonlyMap<string, string>) {
    this.#field = field
    this.#households = households
  }

  #id(place: string): string {
    return this.#households.get(place) ?? ''
  }

  async register(phone: number): Promise<string> {
    const owner = PHONES[phone] ?? 'cadre'
    const id = await this.#field.register(owner)
    this.#owners.set(id, owner)
    await this.#field.carry(owner, id, ...this.#households.values())
    return id
  }

  #owner(deviceId: string): AreaPerson {
    return this.#owners.get(deviceId) ?? 'cadre'
  }

  #operation({ body, ...rest }: TrialOperation): Operation<object> {
    if (body.kind === 'state') {
      const entityId = this.#id(body.place)
      const fact = { entityKind: 'household', entityId, fact: FACT, value: body.value, seen: body.seen }
      return { ...rest, body: this.#field.visit(entityId, { facts: [fact] }) }
    }
    const { question, ...answer } = body
    return { ...rest, body: { ...answer, questionId: question, reason: '问清楚了' } }
  }

  async push(deviceId: string, operations: readonly TrialOperation[], dieAfter: number | null) {
    const sent = operations.slice(0, dieAfter ?? operations.length)
    if (sent.length === 0) return null
    const answer = await this.#field.push(
      this.#owner(deviceId),
      deviceId,
      sent.map((operation) => this.#operation(operation)),
    )
    return dieAfter === null ? answer : null
  }

  async pull(deviceId: string, cursor: string | null): Promise<TrialPull> {
    const client = await this.#field.area.as(this.#owner(deviceId))
    const places = new Map([...this.#households].map(([place, id]) => [id, place]))
    const changes = new Map<string, FactValue>()
    let at = cursor
    for (;;) {
      const { body } = await client.post<{
        households: { id: string; facts: { fact: string; value: FactValue }[] }[]
        questions: Record<string, unknown>[]
        cursor: string
        more: boolean
      }>(`/field/devices/${deviceId}/pull`, { cursor: at, limit: 2 })
      for (const { id, facts } of body.households) {
        const known = facts.find(({ fact }) => fact === FACT)
        if (known) changes.set(places.get(id) ?? '', known.value)
      }
      at = body.cursor
      if (body.more) continue
      const questions = body.questions.map((question) => ({
        ...(question as { id: string; state: 'open' | 'settled'; choice: number | null; version: number }),
        place: places.get(String(question.householdId)) ?? '',
        values: (question.voices as { value: FactValue }[]).map(({ value }) => value),
        steps: (question.steps as unknown[]).length,
      }))
      return { changes, questions, cursor: at }
    }
  }

  async desk(place: string, value: FactValue): Promise<void> {
    const answer = await (await this.#field.area.as('backbone')).post(
      `/households/${this.#id(place)}/facts`,
      {
        key: newId(),
        sourceKind: 'staff',
        facts: [
          { entityKind: 'household', entityId: this.#id(place), fact: FACT, value, validFrom: '2025-06-16' },
        ],
      },
    )
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }

  async carriedOut(): Promise<readonly string[]> {
    const rows = await this.#field.area.rows<{ id: string }>(
      'SELECT id FROM field_operation WHERE device_id = ANY ($1::uuid[]) ORDER BY xmin::text::bigint',
      [[...this.#owners.keys()]],
    )
    return rows.map(({ id }) => id)
  }

  async past(place: string): Promise<readonly FactValue[]> {
    const rows = await this.#field.area.rows<{ value: FactValue }>(
      'SELECT value FROM fact WHERE household_id = $1 AND fact = $2 ORDER BY seq',
      [this.#id(place), FACT],
    )
    return rows.map(({ value }) => value)
  }

  /** How many visits and contacts there are in all. */
  async visits(): Promise<{ visits: number; contacts: number; states: number }> {
    const ids = [...this.#households.values()]
    const count = async (text: string, values: unknown[]) =>
      (await this.#field.area.rows<{ n: number }>(text, values))[0]?.n ?? 0
    return {
      visits: await count('SELECT count(*)::int AS n FROM visit WHERE household_id = ANY ($1::uuid[])', [
        ids,
      ]),
      contacts: await count('SELECT count(*)::int AS n FROM contact WHERE household_id = ANY ($1::uuid[])', [
        ids,
      ]),
      states: await count(
        `SELECT count(*)::int AS n FROM field_operation WHERE device_id = ANY ($1::uuid[]) AND kind = 'visit'`,
        [[...this.#owners.keys()]],
      ),
    }
  }
}

describe('phones and the real server', () => {
  let field: FieldArea
  let sequence = 100
  beforeAll(async () => {
    field = await makeFieldArea()
  })
  afterAll(() => field.area.close())

  it(`lose nothing, double nothing and keep the order in ${RUNS} courses of events`, async () => {
    const places = ['a', 'b', 'c']
    await fc.assert(
      fc.asyncProperty(happenings({ devices: 2, places: places.length, most: 20 }), async (events) => {
        const households = new Map<string, string>()
        for (const place of places)
          households.set(place, await field.household(`户${place}`, sequence++ % 999))
        const server = new RealServer(field, households)
        const report = await runTrial(server, events, { places, devices: 2, newId })
        expect(await faultsOf(server, report, places)).toEqual([])
        const { visits, contacts, states } = await server.visits()
        expect({ visits, contacts }).toEqual({ visits: states, contacts: states })
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  }, 1_200_000)
})
