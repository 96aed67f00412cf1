import { expect, test } from 'vitest'
import { TEST_ORG } from '../../testing/org.ts'
import { DEFAULT_AS_OF, type GenerateOptions, generateHouseholds } from '../generate.ts'
import type { FactChange, SyntheticHousehold } from '../synthetic-household.ts'
import { NO_ERRORS } from './error-model.ts'
import { recordAt } from './record-at.ts'

const START = '2023-10-31'
const households = (
  seed: string,
  errors: NonNullable<GenerateOptions['errors']> = {},
): SyntheticHousehold[] =>
  Array.from(generateHouseholds({ seed, count: 600, org: TEST_ORG, focus: 'difficulty', errors }))
const changesOf = ({ history }: SyntheticHousehold): FactChange[] =>
  history.filter((entry): entry is FactChange => entry.kind === 'fact')

test('the history lies within three years, is in order, and names only members of the household', () => {
  const wrong: unknown[] = []
  let entries = 0
  for (const { history, members } of households('history')) {
    const names = new Map(members.map((member) => [member.id, member.name]))
    let last = START
    for (const entry of history) {
      entries += 1
      const learnedOn = entry.kind === 'benefit' ? entry.date : entry.learnedOn
      const inOrder = entry.date >= last && learnedOn >= entry.date && learnedOn <= DEFAULT_AS_OF
      const known = entry.member === null || names.has(entry.member)
      const named =
        entry.kind !== 'event' || entry.member === null || entry.note.includes(names.get(entry.member) ?? '?')
      if (!inOrder || !known || !named) wrong.push(entry)
      last = entry.date
    }
  }
  expect(wrong).toEqual([])
  expect(entries).toBeGreaterThan(2_500)
})

test('the record of the last day is the record, and played back it changes by its history only', () => {
  const wrong: string[] = []
  for (const household of households('played')) {
    const now = recordAt(household, DEFAULT_AS_OF)
    const members = household.members.map((member) => member.facts)
    if (JSON.stringify(sorted(now.household)) !== JSON.stringify(sorted(household.facts)))
      wrong.push(household.id)
    if (JSON.stringify(now.members.map(sorted)) !== JSON.stringify(members.map(sorted)))
      wrong.push(household.id)
    const before = recordAt(household, START)
    const changed = new Set(
      changesOf(household).flatMap((change) => (change.member === null ? [change.fact] : [])),
    )
    for (const [fact, value] of Object.entries(household.facts)) {
      if (!changed.has(fact) && before.household[fact] !== value) wrong.push(`${household.id} ${fact}`)
    }
  }
  expect(wrong).toEqual([])
})

const sorted = (facts: object): [string, unknown][] =>
  Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))

test('each change of a fact starts where the one before it ended', () => {
  const wrong: FactChange[] = []
  let chained = 0
  for (const household of households('chains')) {
    const last = new Map<string, unknown>()
    for (const change of changesOf(household)) {
      const key = `${change.member}.${change.fact}`
      if (last.has(key)) chained += 1
      if (last.has(key) && last.get(key) !== change.from) wrong.push(change)
      last.set(key, change.to)
    }
  }
  expect(wrong).toEqual([])
  expect(chained).toBeGreaterThan(150)
})

test('what is paid now began and has not ended, and the facts say so', () => {
  const wrong: unknown[] = []
  for (const { history, benefits, facts, id } of households('paid', 'none')) {
    for (const benefit of benefits) {
      const moves = history.filter(
        (entry) =>
          entry.kind === 'benefit' && entry.policy === benefit.policy && entry.member === benefit.member,
      )
      const last = moves.at(-1)
      if (last?.kind === 'benefit' && last.change === 'end') wrong.push([id, benefit])
      if (moves.some((entry) => entry.kind === 'benefit' && entry.since > entry.date))
        wrong.push([id, benefit])
      if (benefit.since > START && !moves.some((entry) => entry.date === benefit.since))
        wrong.push([id, benefit])
    }
    const dibao = benefits.find((benefit) => benefit.policy === 'dibao')
    if ((dibao !== undefined) !== facts.receives_dibao) wrong.push([id, 'receives_dibao'])
    if (facts.dibao_amount !== (dibao?.amountFen ?? 0) / 100) wrong.push([id, 'dibao_amount'])
  }
  expect(wrong).toEqual([])
})

test('what nobody has learned yet leaves the old value standing', () => {
  const never = { register: 1e9, bureau: 1e9, health: 1e9, asked: 1e9 }
  const blind = households('late', { ...NO_ERRORS, lateDays: never })
  const prompt = households('late', 'none')
  const changes = (list: readonly SyntheticHousehold[]): number =>
    list.reduce((sum, each) => sum + changesOf(each).length, 0)
  expect(changes(prompt)).toBeGreaterThan(1_000)
  expect(changes(blind)).toBeLessThan(5)
  // A record that learned nothing in three years is the record of three years ago.
  const differing = blind.filter((household, at) => {
    const known = prompt[at]
    return (
      known &&
      JSON.stringify(sorted(recordAt(known, START).household)) !== JSON.stringify(sorted(household.facts))
    )
  })
  expect(differing.length).toBeLessThan(5)
})
