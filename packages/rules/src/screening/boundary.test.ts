import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { randomFrom, randomHouseholds } from '../../testing/random-households.ts'
import { reference } from '../backends/reference/evaluate.ts'
import { readLibrary } from '../node.ts'
import { factsOf } from '../population/facts-read.ts'
import { rulesOn } from '../population/program.ts'
import { closureDecider } from './closures.ts'
import { frameOf, outcomeOf } from './decide.ts'
import { OUTCOMES } from './decider.ts'
import { emittedDecider } from './emitted.ts'
import type { Household } from './household.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))
const DAY = '2026-06-30'
const CASES = process.env.LASTMILE_LONG === '1' ? 1_000_000 : 20_000
/** Fen: all thresholds of households lie below. */
const MOST = 100_000_000

/** Rules of households that rest on money, each ready to be asked alone. */
const rules = rulesOn(library, DAY).flatMap((rule) => {
  const { policy, version, figure } = rule
  if (!version || policy.document.entity !== 'household') return []
  const money = [...factsOf([version.node])].filter(
    ({ type, entity }) => type === 'money' && entity === 'household',
  )
  const figures = [...policy.figures.keys()].map((name) => [name, figure(name).value] as const)
  const deciders = [emittedDecider(library, DAY, [policy.id]), closureDecider(library, DAY, [policy.id])]
  return money.length > 0
    ? [
        {
          node: version.node,
          money,
          slow: reference(new Map(figures)),
          deciders,
          room: new Float64Array(600),
        },
      ]
    : []
})

it(`decides ${CASES.toLocaleString('en')} households at a threshold, one fen below and one above, like the exact reference`, () => {
  const random = randomFrom(2026)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const bases = randomHouseholds(library, 400, 9)
  let [cases, wrong] = [0, 0]
  const thresholds = new Set<number>()
  while (cases < CASES) {
    const rule = pick(rules)
    const fact = pick(rule.money)
    const base = pick(bases)
    const others = rule.money.map(({ name }) => [name, Math.floor(random() * 1_000_000)] as const)
    const facts = { ...base.facts, ...Object.fromEntries(others) }
    const [quick] = rule.deciders.map((decider) => decider.hold({ ...base, facts }))
    const codeAt = (fen: number): number => {
      quick?.put(fact, -1, fen)
      quick?.run(rule.room)
      return rule.room[0] ?? -1
    }
    // Between two amounts with different answers there is a fen at which the answer turns.
    let [low, high] = [0, MOST]
    const first = codeAt(low)
    if (codeAt(high) === first) continue
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (codeAt(middle) === first) low = middle
      else high = middle
    }
    thresholds.add(high)
    for (const fen of [low - 1, low, high, high + 1]) {
      if (fen < 0) continue
      const household: Household = { ...base, facts: { ...facts, [fact.name]: fen } }
      const right = outcomeOf(rule.slow.truth(rule.node, frameOf(household, DAY)))
      for (const decider of rule.deciders) {
        decider.hold(household).run(rule.room)
        if (OUTCOMES[rule.room[0] ?? -1] !== right) wrong++
      }
      cases++
    }
  }
  expect(wrong).toBe(0)
  expect(rules.length).toBeGreaterThan(4)
  expect(thresholds.size).toBeGreaterThan(CASES / 100)
}, 3_600_000)
