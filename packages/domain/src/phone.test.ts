import { describe, expect, it } from 'vitest'
import { maskPhone, parsePhone } from './phone.ts'

describe('telephone numbers', () => {
  it.each([
    ['13800001234', '+8613800001234'],
    ['+86 138-0000-1234', '+8613800001234'],
    ['008619900001234', '+8619900001234'],
    ['021-59720000', '+862159720000'],
    ['59720000', '+862159720000'],
    ['１３８００００１２３４', '+8613800001234'],
    ['0512-62345678', '+8651262345678'],
  ])('reads %s as %s', (text, e164) => expect(parsePhone(text)).toBe(e164))

  it.each(['12800001234', '1380000123', '138000012345', '021-1972000', 'abc', ''])('refuses %s', (text) =>
    expect(parsePhone(text)).toBeNull(),
  )

  it('masks the middle', () => expect(maskPhone('+8619900001234')).toBe('199****1234'))
})
