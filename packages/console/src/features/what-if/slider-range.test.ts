import { describe, expect, it } from 'vitest'
import { changesOf, textOfChanges } from './shapes.ts'
import { sliderRange } from './slider-range.ts'

describe('the range of a slider', () => {
  it.each([
    ['money', 1690, 1690, { min: 0, max: 3380, step: 20, decimals: 2 }],
    ['money', 75, 75, { min: 0, max: 150, step: 1, decimals: 2 }],
    ['ratio', 0.4, 0.4, { min: 0, max: 1, step: 0.005, decimals: 4 }],
    ['ratio', 1.5, 1.5, { min: 0, max: 3, step: 0.02, decimals: 4 }],
    ['integer', 65, 65, { min: 0, max: 130, step: 1, decimals: 0 }],
    ['money', 1690, 9000, { min: 0, max: 9000, step: 50, decimals: 2 }],
    ['money', null, 500, { min: 0, max: 1000, step: 5, decimals: 2 }],
    ['integer', 0, 0, { min: 0, max: 1, step: 1, decimals: 0 }],
  ] as const)('of %s %s, at %s', (type, value, typed, wanted) => {
    expect(sliderRange({ type, value }, typed)).toEqual(wanted)
  })
})

describe('changes in an address', () => {
  it('come back as they went, and what is no change is left out', () => {
    const changes = [
      { policy: 'dibao', parameter: 'dibao_standard', value: 1800.5 },
      { policy: 'medical-aid', parameter: 'edge_inpatient_ratio', value: 0 },
    ]
    expect(changesOf(textOfChanges(changes))).toEqual(changes)
    expect(changesOf('dibao=3,x.y=-1,a.b=1e9,,')).toEqual([])
    expect(textOfChanges([])).toBeUndefined()
  })
})
