import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestry, childPath, isWithin, parentPath, scopeRange } from './org-path.ts'

const code = fc.stringMatching(/^[0-9a-z-]{1,12}$/)
const path = fc.array(code, { minLength: 1, maxLength: 5 }).map((codes) => `${codes.join('/')}/`)

describe('org paths', () => {
  it('the range holds exactly the paths at or below, byte by byte', () => {
    fc.assert(
      fc.property(path, path, (scope, other) => {
        const { lo, hi } = scopeRange(scope)
        expect(other >= lo && other < hi).toBe(isWithin(other, scope))
      }),
    )
  })

  it('a sibling whose code only begins the same lies outside', () => {
    const { lo, hi } = scopeRange('310118/310118001/')
    for (const outside of ['310118/3101180011/', '310118/310118001-x/', '310118/', '310118/310118002/']) {
      expect(outside >= lo && outside < hi).toBe(false)
    }
  })

  it('walks up and down the tree', () => {
    expect(childPath('310118/', '310118001')).toBe('310118/310118001/')
    expect(parentPath('310118/310118001/')).toBe('310118/')
    expect(parentPath('310118/')).toBeNull()
    expect(ancestry('310118/310118001/310118001003/')).toEqual([
      '310118/',
      '310118/310118001/',
      '310118/310118001/310118001003/',
    ])
    expect(() => scopeRange('310118')).toThrow(/must end/)
  })
})
