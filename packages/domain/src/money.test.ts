import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fenFromYuan, formatYuan, yuanFromFen } from './money.ts'

describe('money in fen', () => {
  it('reads yuan exactly and refuses what is not an amount', () => {
    expect(fenFromYuan('1690')).toBe(169000)
    expect(fenFromYuan('0.1')).toBe(10)
    expect(fenFromYuan('-12.34')).toBe(-1234)
    expect(fenFromYuan('1.2300')).toBe(123)
    expect(fenFromYuan('1.234')).toBeNull()
    expect(fenFromYuan('1,720')).toBeNull()
    expect(fenFromYuan('')).toBeNull()
  })

  it('formats with thousands and two decimals', () => {
    expect(formatYuan(172000)).toBe('1,720.00')
    expect(formatYuan(-5)).toBe('-0.05')
    expect(formatYuan(123456789012)).toBe('1,234,567,890.12')
  })

  it('comes back from yuan to the same fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => {
        expect(fenFromYuan(yuanFromFen(fen).toFixed(2))).toBe(fen)
      }),
    )
  })
})
