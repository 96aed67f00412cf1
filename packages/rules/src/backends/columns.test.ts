import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, overColumns } from '../../testing/columns.ts'
import { check, figureValues, households, texts, type WrittenTable } from '../../testing/expressions.ts'
import { tables } from '../../testing/tables.ts'
import { RuleError } from '../language/problem.ts'
import type { Node } from '../language/tree.ts'
import { javascriptPlan } from './javascript/emit.ts'
import type { Backend } from './kernel.ts'
import { fastestPlan } from './plan.ts'
import { reference } from './reference/evaluate.ts'

const RUNS = 250
const TEXTS = 8
const TODAY = 20261124
const backends: [string, Backend][] = [
  ['JavaScript', javascriptPlan],
  ['WebAssembly', fastestPlan],
]

/** The checked tree, or nothing where the checker refuses the text: it could be inexact, compares years with persons, or has a row that never counts. */
function checked(written: string | WrittenTable): Node[] {
  try {
    return [typeof written === 'string' ? check(written) : check('rates', written)]
  } catch (error) {
    if (error instanceof RuleError && ['too-large', 'unit', 'table-row'].includes(error.problem.code))
      return []
    throw error
  }
}

describe.each(backends)('%s over columns and the exact reference', (_, backend) => {
  it('agree on every condition and amount of every person, missing facts included', () => {
    const seen = { true: 0, false: 0, null: 0, number: 0 }
    const formulas = fc.array(fc.oneof(texts.truth, texts.truth, texts.money, texts.number, tables('any')), {
      minLength: TEXTS,
      maxLength: TEXTS,
    })
    const population = fc.array(households, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(formulas, population, (written, worlds) => {
        const nodes = written.flatMap(checked)
        const said = overColumns(backend, columnsOf(worlds), nodes, TODAY)
        const slow = reference(figureValues)
        nodes.forEach((node, place) => {
          let person = 0
          for (const world of worlds) {
            for (const row of world.members) {
              const frame = { ...world, person: row, locals: [], today: TODAY }
              const answer = said[place]?.[person++]
              if (node.type === 'boolean') {
                const wanted = slow.truth(node, frame)
                seen[`${wanted}`]++
                expect(answer).toBe(wanted)
              } else if (node.type === 'number') {
                const wanted = slow.exact(node, frame)
                if (wanted === null || typeof answer !== 'object' || answer === null) {
                  expect(answer).toBe(wanted)
                } else {
                  seen.number++
                  const scale = 10n ** BigInt(node.shape.scale)
                  expect(BigInt(answer.top) * wanted.d).toBe(wanted.n * BigInt(answer.bottom) * scale)
                }
              }
            }
          }
        })
      }),
      { numRuns: RUNS },
    )
    // The comparison would say nothing if nearly all texts were refused or answered alike.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS * TEXTS)
  })
})
