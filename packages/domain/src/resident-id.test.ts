import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../vectors/resident-id.json' with { type: 'json' }
import { checkCharacter, maskResidentId, parseResidentId } from './resident-id.ts'

const TODAY = '2026-11-24'

describe('citizen identity numbers (GB 11643-1999)', () => {
  it.each(vectors.residentId.valid)('accepts $id: $note', (vector) => {
    const result = parseResidentId(vector.id, TODAY)
    expect(result).toMatchObject({
      ok: true,
      id: { number: vector.id, birthDate: vector.birth, sex: vector.sex, region: vector.region },
    })
  })

  it.each(vectors.residentId.invalid.filter((vector) => !/full-width|15-digit/.test(vector.why)))(
    'refuses $id: $why',
    (vector) => {
      expect(parseResidentId(vector.id, TODAY).ok).toBe(false)
    },
  )

  it('reads full-width digits after NFKC, and lower-case x', () => {
    expect(parseResidentId('３１０１９９１９４５０８１５００２５', TODAY)).toMatchObject({
      ok: true,
      id: { number: '310199194508150025' },
    })
    expect(parseResidentId('31019919351001006x', TODAY)).toMatchObject({
      ok: true,
      id: { number: '31019919351001006X' },
    })
  })

  it('names the 18-digit form of an old 15-digit number instead of accepting it', () => {
    expect(parseResidentId('310199450815002', TODAY)).toEqual({
      ok: false,
      problem: 'old-form',
      suggestion: '310199194508150025',
    })
  })

  it('knows a number that a spreadsheet destroyed', () => {
    expect(parseResidentId('3.10118E+17', TODAY)).toEqual({ ok: false, problem: 'spreadsheet-number' })
  })

  it('refuses a birth date after today and accepts it on the day', () => {
    const first17 = '31019920300101001'
    const number = first17 + checkCharacter(first17)
    expect(parseResidentId(number, '2029-12-31')).toEqual({ ok: false, problem: 'future-birth-date' })
    expect(parseResidentId(number, '2030-01-01').ok).toBe(true)
  })

  it('detects every single wrong digit and every swap of neighbours (property of MOD 11-2)', () => {
    const number = '310199194508150025'
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        fc.pre(number[at] !== String(digit))
        expect(parseResidentId(number.slice(0, at) + digit + number.slice(at + 1), TODAY).ok).toBe(false)
      }),
    )
    for (let at = 0; at < 17; at += 1) {
      if (number[at] === number[at + 1]) continue
      const swapped = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
      expect(parseResidentId(swapped, TODAY).ok).toBe(false)
    }
  })

  it('masks all but the region and the last four', () => {
    expect(maskResidentId('310199194508150025')).toBe('310199********0025')
  })
})
