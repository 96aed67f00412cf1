import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { randomHouseholds } from '../../testing/random-households.ts'
import { engineValue, type Household, readHousehold, type Turn, whyNot } from '../index.ts'
import { readLibrary } from '../node.ts'
import { libraryOn } from '../screening/day-library.ts'
import { decideHousehold } from '../screening/decide.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const library = readLibrary(root)
const DAY = '2026-11-24'

function sample(name: string): Household {
  return readHousehold(
    library.facts,
    JSON.parse(readFileSync(join(root, 'samples/households', `${name}.json`), 'utf8')),
  )
}

/** The household after a turn that changes a fact. */
function turned(household: Household, turn: Turn): Household {
  const fact = library.facts[turn.entity].get(turn.fact)
  if (!fact) throw new Error(turn.fact)
  const read = engineValue(fact, turn.to)
  if (!read.ok) throw new Error(read.message)
  if (turn.member === undefined)
    return { ...household, facts: { ...household.facts, [turn.fact]: read.value } }
  return {
    ...household,
    members: household.members.map((member) =>
      member.id === turn.member ? { ...member, facts: { ...member.facts, [turn.fact]: read.value } } : member,
    ),
  }
}

describe('why a policy does not fit', () => {
  it('names the clause, the figure, and the smallest change: 30 yuan a head over the line', () => {
    const [reason] = whyNot(library, sample('02-thirty-yuan-over-the-line'), 'dibao', DAY)
    expect(reason).toMatchObject({ member: null, outcome: 'ineligible', missing: [] })
    expect(reason?.failed).toHaveLength(1)
    const [clause] = reason?.failed ?? []
    expect(clause?.cite).toMatchObject({ document: '上海市社会救助条例', clause: '第十条' })
    expect(JSON.stringify(clause?.tree)).toContain('高于低保标准 1,690 元〔转引待确认〕 30 元')
    expect(clause?.turns[0]).toMatchObject({
      kind: 'change',
      fact: 'monthly_income',
      from: 5160,
      to: 5069.99,
      enough: true,
    })
    expect(clause?.turns[0]?.text.zh).toBe(
      '家庭月可支配收入合计不超过 5,069.99 元（现在 5,160 元，多 90.01 元）',
    )
  })

  it('waits for a birthday where only time is lacking', () => {
    const household = readHousehold(library.facts, {
      household: {},
      members: [{ id: 'a', birth_date: '1962-03-05', is_shanghai_hukou: true }],
    })
    const [reason] = whyNot(library, household, 'senior-comprehensive-allowance', DAY)
    expect(reason?.failed[0]?.turns).toEqual([
      expect.objectContaining({ kind: 'wait', to: '2027-03-05', enough: true }),
    ])
  })

  it('asks for what is missing where nothing fails, and says nothing where the policy fits', () => {
    const open = readHousehold(library.facts, { household: {}, members: [{ id: 'a' }] })
    const [reason] = whyNot(library, open, 'dibao', DAY)
    expect(reason).toMatchObject({ outcome: 'unknown', failed: [] })
    expect(reason?.missing.map(({ fact }) => fact)).toContain('monthly_income')
    const fits = readHousehold(library.facts, {
      household: {},
      members: [{ id: 'a', birth_date: '1950-01-01', is_shanghai_hukou: true }],
    })
    expect(whyNot(library, fits, 'senior-comprehensive-allowance', DAY)).toEqual([])
    expect(whyNot(library, fits, 'dibao', '1990-01-01')).toEqual([])
  })

  it('keeps its word over the whole library: a turn that is said to be enough turns the answer, and one fen less does not', () => {
    const policies = libraryOn(library, DAY).filter(({ state }) => state === 'rule')
    const decided = (one: Household) =>
      new Map(decideHousehold(library, one, DAY).map((decision) => [decision.policy, decision] as const))
    let [clauses, tried, edges] = [0, 0, 0]
    for (const household of randomHouseholds(library, 40, 11)) {
      for (const policy of policies) {
        const before = decided(household).get(policy.policy.id)
        if (!before) throw new Error(policy.policy.id)
        const reasons = whyNot(library, household, policy.policy.id, DAY)
        const verdict = (after: Household, member: string | null) => {
          const decision = decided(after).get(policy.policy.id)
          return member === null
            ? decision?.outcome
            : decision?.persons?.find((person) => person.member === member)?.outcome
        }
        if (before.persons === null) expect(reasons.length === 0).toBe(before.outcome === 'eligible')
        for (const { member, outcome, failed, missing } of reasons) {
          expect(verdict(household, member)).toBe(outcome)
          // A reason that names nothing is none; figures that nobody knows are named by the screening.
          if (outcome === 'ineligible') expect(failed.length).toBeGreaterThan(0)
          else expect(failed).toEqual([])
          if (outcome === 'ineligible') expect(missing).toEqual([])
          for (const { turns, asked } of failed) {
            clauses++
            expect(`${asked.zh}${asked.en}`).not.toMatch(/undefined|NaN/)
            for (const turn of turns) {
              expect(`${turn.text.zh}${turn.text.en}`).not.toMatch(/undefined|NaN/)
              if (turn.kind === 'wait' || !turn.enough) continue
              tried++
              expect(verdict(turned(household, turn), member)).toBe('eligible')
              if (typeof turn.to !== 'number' || typeof turn.from !== 'number') continue
              edges++
              const step = library.facts[turn.entity].get(turn.fact)?.type === 'integer' ? 1 : 0.01
              const back = Math.round((turn.to + Math.sign(turn.from - turn.to) * step) * 100) / 100
              expect(verdict(turned(household, { ...turn, to: back }), member)).not.toBe('eligible')
            }
          }
        }
      }
    }
    expect(clauses).toBeGreaterThan(1000)
    expect(tried).toBeGreaterThan(200)
    expect(edges).toBeGreaterThan(20)
  }, 120_000)
})
