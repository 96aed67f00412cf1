import { describe, expect, it } from 'vitest'
import { nextHead, relationToNewHead } from './relations.ts'

describe('when the head leaves', () => {
  it('the spouse follows, else the eldest, and unknown ages come last', () => {
    const child = { personId: 'c', relation: 'child', birthDate: '1990-01-01' } as const
    const spouse = { personId: 's', relation: 'spouse', birthDate: '1960-01-01' } as const
    const parent = { personId: 'p', relation: 'parent', birthDate: '1935-01-01' } as const
    const unknown = { personId: 'u', relation: 'other', birthDate: null } as const
    expect(nextHead([child, parent, spouse, unknown])).toBe(spouse)
    expect(nextHead([child, parent, unknown])).toBe(parent)
    expect(nextHead([unknown, child])).toBe(child)
    expect(nextHead([])).toBeNull()
  })

  it('the others are something else to the new head', () => {
    expect(relationToNewHead('spouse', 'child')).toBe('child')
    expect(relationToNewHead('spouse', 'parent')).toBe('other')
    expect(relationToNewHead('child', 'spouse')).toBe('parent')
    expect(relationToNewHead('child', 'child')).toBe('sibling')
    expect(relationToNewHead('parent', 'parent')).toBe('spouse')
    expect(relationToNewHead('parent', 'spouse')).toBe('child_in_law')
    expect(relationToNewHead('other', 'child')).toBe('other')
  })
})
