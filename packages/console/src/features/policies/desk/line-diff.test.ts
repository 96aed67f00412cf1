import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedLines, lineDiff } from './line-diff.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))

describe('two texts line by line', () => {
  it('holds both texts whole, in order', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before, after)
        const side = (other: string) =>
          lines
            .filter((line) => line.kind !== other)
            .map((line) => line.text)
            .join('\n')
        expect(side('added')).toBe(before)
        expect(side('removed')).toBe(after)
      }),
    )
  })
  it('shows what changed with a little around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng'
    expect(changedLines(lineDiff(before, before))).toEqual([])
    const shown = changedLines(lineDiff(before, before.replace('d', 'D')), 1)
    expect(shown.map((line) => line && `${line.kind} ${line.text}`)).toEqual([
      'same c',
      'removed d',
      'added D',
      'same e',
      null,
    ])
  })
})
