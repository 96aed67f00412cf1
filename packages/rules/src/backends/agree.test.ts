import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flat, smallClosures } from '../../testing/closures.ts'
import { check, figureShapes, figureValues, households, texts } from '../../testing/expressions.ts'
import { walkerOver } from '../explain/walk.ts'
import { RuleError } from '../language/problem.ts'
import type { Node } from '../language/tree.ts'
import type { Frame } from './frame.ts'
import { reference } from './reference/evaluate.ts'

const RUNS = 4000
const name = { zh: '数', en: 'figure' }

/** The checked tree, or null where the checker refuses the text: it could be inexact, or compares years with persons. */
function checked(text: string): Node | null {
  try {
    return check(text)
  } catch (error) {
    if (error instanceof RuleError && ['too-large', 'unit'].includes(error.problem.code)) return null
    throw error
  }
}

function walkerFor(frame: Frame) {
  return walkerOver({
    frame: { ...frame, locals: [] },
    figure: (key) => ({
      value: figureValues.get(key) ?? null,
      knownFrom: null,
      use: { name: key, label: name, value: null, unit: '', from: null, to: null, verified: 'verified' },
    }),
    idOf: (row) => String(frame.members.indexOf(row)),
    calledBy: () => name,
  })
}

function frameOf(world: { household: Frame['household']; members: Frame['members'] }): Frame {
  return {
    household: world.household,
    members: world.members,
    person: world.members[0] ?? null,
    locals: [],
    today: 20261124,
  }
}

describe('closures, the traced walk and the exact reference', () => {
  it('agree on every condition, missing facts included; the walk names a need exactly where it is unknown', () => {
    let read = 0
    const seen = { true: 0, false: 0, null: 0 }
    fc.assert(
      fc.property(texts.truth, households, (text, world) => {
        const node = checked(text)
        if (node?.type !== 'boolean') return
        read++
        const frame = frameOf(world)
        const slow = reference(figureValues).truth(node, frame)
        const walked = walkerFor(frame).truth(node)
        expect(smallClosures().truth(node)(flat(frame))).toBe(slow)
        expect(walked.value).toBe(slow)
        expect(walked.tree.value).toBe(slow)
        if (slow !== null) expect(walked.needs).toEqual([])
        seen[`${slow}`]++
      }),
      { numRuns: RUNS },
    )
    // The comparison would say nothing if nearly all texts were refused or answered alike.
    expect(read).toBeGreaterThan(RUNS / 2)
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 20)
  })

  it('agree on every amount, to the last fraction', () => {
    let read = 0
    fc.assert(
      fc.property(fc.oneof(texts.money, texts.number), households, (text, world) => {
        const node = checked(text)
        if (node?.type !== 'number') return
        read++
        const frame = frameOf(world)
        const slow = reference(figureValues).exact(node, frame)
        const { top, bottom } = smallClosures().number(node)
        const given = flat(frame)
        const [numerator, denominator] = [top(given), bottom ? bottom(given) : 1]
        const walked = walkerFor(frame).number(node).value
        expect(numerator === null || denominator === null).toBe(slow === null)
        expect(walked === null).toBe(slow === null)
        if (slow === null || numerator === null || denominator === null || walked === null) return
        expect(BigInt(numerator) * slow.d).toBe(
          slow.n * BigInt(denominator) * 10n ** BigInt(node.shape.scale),
        )
        expect(BigInt(walked.top) * slow.d).toBe(slow.n * BigInt(walked.bottom) * 10n ** BigInt(walked.scale))
        expect(Math.abs(numerator)).toBeLessThanOrEqual(node.shape.bound)
        expect(denominator).toBeLessThanOrEqual(node.shape.denominator)
      }),
      { numRuns: RUNS },
    )
    expect(read).toBeGreaterThan(RUNS / 2)
  })

  it('never decides by a missing fact: what is decided stays so however the unknown is filled in', () => {
    fc.assert(
      fc.property(texts.truth, households, households, (text, world, filling) => {
        const node = checked(text)
        if (node?.type !== 'boolean') return
        const partial = smallClosures().truth(node)(flat(frameOf(world)))
        if (partial === null) return
        const fill = (row: Frame['household'], from: Frame['household']) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? from[key] ?? null]))
        const members = world.members.map((row, index) =>
          fill(row, filling.members[index % filling.members.length] ?? {}),
        )
        const full = smallClosures().truth(node)(
          flat(frameOf({ household: fill(world.household, filling.household), members })),
        )
        expect(full).toBe(partial)
      }),
      { numRuns: RUNS },
    )
  })

  it('decides n times the standard to the fen', () => {
    const node = check('household.per_head < limit')
    if (node.type !== 'boolean') throw new Error('a condition was expected')
    const test = smallClosures().truth(node)
    for (let size = 1; size <= 12; size++) {
      const members = Array.from({ length: size }, () => ({}))
      for (const [off, wanted] of [
        [-1, true],
        [0, false],
        [1, false],
      ] as const) {
        const household = { income: 169_000 * size + off }
        expect(test(flat(frameOf({ household, members })))).toBe(wanted)
      }
    }
  })

  it('knows its figures', () => {
    expect([...figureShapes.keys()]).toEqual([...figureValues.keys()])
  })
})
