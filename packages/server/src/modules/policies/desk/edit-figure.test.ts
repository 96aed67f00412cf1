import { describe, expect, it } from 'vitest'
import { addValue, confirmValue } from './edit-figure.ts'

const FILE = `# Standards change each July.
name: standard
label: { zh: '标准', en: 'Standard' }
type: money
unit: 元/人/月
values:
  - value: 1000
    from: '2024-07-01'
    to: '2025-06-30'
    verified: second-hand
    source: '转录' # copied
  - value: 1100
    from: '2025-07-01'
    to: null
    verified: unverified
    source: '凭记忆'
`
const next = { value: 1200, verified: 'verified', source: '沪民〔2026〕1号' } as const

describe('a figure in its file', () => {
  it('gets a value from a day on: the open one ends the day before, comments stay', () => {
    const text = addValue(FILE, 'standard', { ...next, from: '2026-07-01', to: null })
    expect(text).toContain('# Standards change each July.')
    expect(text).toContain('# copied')
    expect(text).toContain("to: '2025-06-30'")
    expect(text).toMatch(/1100\n {4}from: '2025-07-01'\n {4}to: '?2026-06-30'?/)
    expect(text).toMatch(/1200\n {4}from: '?2026-07-01'?\n {4}to: null/)
  })

  it('holds until the next value begins, and replaces one from the same day', () => {
    const text = addValue(FILE, 'standard', { ...next, from: '2025-06-20', to: null })
    expect(text).toMatch(/1000\n {4}from: '2024-07-01'\n {4}to: '?2025-06-19'?/)
    expect(text).toMatch(/1200\n {4}from: '?2025-06-20'?\n {4}to: '?2025-06-30'?/)
    const replaced = addValue(FILE, 'standard', { ...next, from: '2025-07-01', to: null })
    expect(replaced).not.toContain('1100')
  })

  it('is confirmed without touching its value, and only the value that was seen', () => {
    const text = confirmValue(FILE, 'standard', {
      from: '2025-07-01',
      value: 1100,
      source: '沪民〔2025〕1号',
    })
    const [before, after] = [FILE, text].map((one) =>
      one.split('\n').filter((line) => !/verified|source/.test(line)),
    )
    expect(after).toEqual(before)
    expect(text).toContain('verified: verified')
    expect(() => confirmValue(FILE, 'standard', { from: '2025-07-01', value: 1, source: 'x' })).toThrow(
      /figure/,
    )
    expect(() => addValue(FILE, 'other', { ...next, from: '2026-07-01', to: null })).toThrow(/other/)
  })
})
