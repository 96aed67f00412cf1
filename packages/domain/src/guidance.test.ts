import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedbackCode, foldFeedbackCode, writeFeedbackCode } from './guidance.ts'

const random = fc.uint8Array({ minLength: 80, maxLength: 80 })

describe('the code of a piece of feedback', () => {
  it('is found again however it is typed', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const code = feedbackCode(bytes)
        expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTVWXY]{10}$/)
        expect(foldFeedbackCode(writeFeedbackCode(code))).toBe(code)
        expect(foldFeedbackCode(` ${code.toLowerCase().split('').join(' ')}`)).toBe(code)
      }),
    )
  })
  it('is none when a character is missing or is one that is mistaken for another', () => {
    expect(foldFeedbackCode('34679ACDE')).toBeNull()
    expect(foldFeedbackCode('34679ACDE0')).toBeNull()
    expect(foldFeedbackCode('34679ACDEFF')).toBeNull()
  })
  it('does not favour a character', () => {
    // 255 and its neighbours would fall on the first characters; they are skipped.
    expect(() => feedbackCode(new Uint8Array(40).fill(255))).toThrow(RangeError)
  })
})
