import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namePinyin } from '../search-tokens.ts'
import { blockKeys } from './blocking.ts'
import { compareRecords, confusedPinyin } from './compare.ts'
import { estimateModel, PatternCounts } from './estimate.ts'
import { explainScore } from './explain.ts'
import { scorePair } from './model.ts'
import type { Agreement, LinkRecord } from './record.ts'

const person = (of: Partial<LinkRecord> & { readonly name: string }): LinkRecord => ({
  id: of.name,
  pinyin: namePinyin(of.name),
  birthDate: '1950-03-12',
  sex: 'female',
  number: null,
  sequence: null,
  phone: null,
  place: null,
  address: null,
  ...of,
})

describe('how two records agree', () => {
  it.each([
    ['张丽萍', '张丽萍', 'same'],
    ['张丽萍', '张丽平', 'sounds-alike'],
    ['张丽萍', '张丽娟', 'one-character'],
    ['陈建国', '程建国', 'one-character'],
    ['程英', '陈音', 'sounds-near'],
    ['王芳', '李国强', 'differs'],
  ])('%s and %s: %s', (a, b, level) => {
    expect(compareRecords(person({ name: a }), person({ name: b })).name).toBe(level)
  })

  it('common confusions of sounds are one sound', () => {
    expect(confusedPinyin('zhang sheng ning')).toBe(confusedPinyin('zan sen lin'))
    expect(confusedPinyin('hu na')).toBe(confusedPinyin('fu la'))
    expect(confusedPinyin('wang li')).not.toBe(confusedPinyin('zhang li'))
  })

  it.each([
    ['1950-03-12', '1950-03-12', 'same'],
    ['1950-03-12', '1950-12-03', 'slip'],
    ['1950-03-12', '1950-03-21', 'slip'],
    ['1950-03-12', '1905-03-12', 'slip'],
    ['1950-03-12', '1950-03-13', 'slip'],
    ['1950-03-12', '1950-09-27', 'same-year'],
    ['1950-03-12', '1962-07-27', 'differs'],
    ['1950-03-12', null, 'missing'],
  ])('birthdays %s and %s: %s', (a, b, level) => {
    expect(
      compareRecords(person({ name: '王', birthDate: a }), person({ name: '王', birthDate: b })).birthDate,
    ).toBe(level)
  })

  it('numbers: the same, a slip that leaves or swaps the sequence, others', () => {
    const numbered = (number: string, sequence: string) => person({ name: '王', number, sequence })
    const level = (a: LinkRecord, b: LinkRecord) => compareRecords(a, b).number
    expect(level(numbered('x', '123'), numbered('x', '123'))).toBe('same')
    expect(level(numbered('x', '123'), numbered('y', '123'))).toBe('sequence')
    expect(level(numbered('x', '123'), numbered('y', '213'))).toBe('sequence-swapped')
    expect(level(numbered('x', '123'), numbered('y', '789'))).toBe('differs')
    expect(level(numbered('x', '123'), person({ name: '王' }))).toBe('missing')
  })

  it('is the same whichever record stands first', () => {
    const record = fc.record({
      name: fc.constantFrom('张丽萍', '张丽平', '章力平', '王芳'),
      birthDate: fc.constantFrom('1950-03-12', '1950-12-03', '1951-03-12', null),
      sex: fc.constantFrom('male' as const, 'female' as const, null),
      number: fc.constantFrom('x', 'y', null),
      sequence: fc.constantFrom('123', '132', null),
      phone: fc.constantFrom('p', 'q', null),
      place: fc.constantFrom('d/s/c/', 'd/s/e/', 'd/t/c/', null),
      address: fc.constantFrom('a', 'b', null),
    })
    fc.assert(
      fc.property(record, record, (a, b) => {
        expect(compareRecords(person(a), person(b))).toEqual(compareRecords(person(b), person(a)))
      }),
    )
  })

  it('a pair that differs by one slip shares a block', () => {
    const one = person({ name: '张丽萍' })
    for (const other of [
      person({ name: '张丽平' }),
      person({ name: '张丽萍', birthDate: '1950-12-03' }),
      person({ name: '张丽萍', birthDate: '1905-03-12' }),
      person({ name: '章丽萍', birthDate: '1950-03-13' }),
    ])
      expect(blockKeys(one).some((key) => blockKeys(other).includes(key))).toBe(true)
  })
})

const agreement = (of: Partial<Agreement>): Agreement => ({
  number: 'missing',
  name: 'same',
  birthDate: 'same',
  sex: 'same',
  phone: 'same',
  address: 'differs',
  ...of,
})

/** Ten matches in a thousand pairs, as clear as made-up pairs are. */
function learned() {
  const counts = new PatternCounts()
  const add = (times: number, of: Partial<Agreement>) => {
    for (let n = 0; n < times; n += 1) counts.add(agreement(of))
  }
  add(600, { number: 'differs', birthDate: 'same-year', phone: 'differs' })
  add(250, { number: 'differs', name: 'differs', phone: 'differs' })
  add(130, {
    number: 'differs',
    name: 'sounds-alike',
    birthDate: 'same-year',
    phone: 'differs',
    sex: 'differs',
  })
  add(12, { number: 'same' })
  add(5, { number: 'missing', phone: 'same' })
  add(3, { number: 'same', name: 'sounds-alike', phone: 'differs' })
  return estimateModel(counts.all(), { automatic: 0.995, review: 0.02 })
}

describe('the model', () => {
  const model = learned()

  it('learns from pairs without labels: what matches agree in weighs for one person', () => {
    expect(model.prior).toBeGreaterThan(0.01)
    expect(model.prior).toBeLessThan(0.05)
    for (const field of ['number', 'phone'] as const)
      expect((model.fields[field].same?.m ?? 0) / (model.fields[field].same?.u ?? 1)).toBeGreaterThan(5)
    expect(() => estimateModel([], { automatic: 0.9, review: 0.1 })).toThrow(RangeError)
  })

  it('says what each field adds, and the sum is the whole', () => {
    const score = scorePair(model, agreement({}))
    const parts = score.parts.reduce(
      (sum, { bits }) => sum + bits,
      Math.log2(model.prior / (1 - model.prior)),
    )
    expect(parts).toBeCloseTo(score.bits)
    expect(score.parts.find(({ field }) => field === 'number')?.bits).toBe(0)
    const [loudest] = explainScore(score)
    expect(loudest?.text.zh).toBeTruthy()
  })

  it('a rare name says more than a common one', () => {
    const [rare, common] = [1e-6, 0.002].map((share) => scorePair(model, agreement({}), share).bits)
    expect(rare ?? 0).toBeGreaterThan(common ?? 0)
  })

  it('one number is proof, unless the names differ altogether', () => {
    expect(scorePair(model, agreement({ number: 'same', name: 'sounds-alike' })).decision).toBe('automatic')
    expect(scorePair(model, agreement({ number: 'same', name: 'differs' })).decision).toBe('review')
  })

  it('two numbers that both hold are never linked by a machine', () => {
    expect(scorePair(model, agreement({ number: 'differs' })).decision).not.toBe('automatic')
    expect(scorePair(model, agreement({ number: 'sequence', phone: 'differs' })).decision).not.toBe(
      'automatic',
    )
  })

  it('agreeing better in one field never lowers the score of the estimated model', () => {
    for (const field of ['number', 'phone'] as const) {
      const better = scorePair(model, agreement({ [field]: 'same' })).bits
      const worse = scorePair(model, agreement({ [field]: 'differs' })).bits
      expect(better).toBeGreaterThan(worse)
    }
  })
})
