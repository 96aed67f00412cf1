import type { Test } from '../../backends/closure/machine.ts'

/** Kleene negation. */
export function negation(of: Test): Test {
  return (frame) => {
    const value = of(frame)
    return value === null ? null : !value
  }
}

/** Kleene conjunction (`decisive` false) or disjunction (`decisive` true): one decisive part decides, else unknown prevails. */
export function connective(of: readonly Test[], decisive: boolean): Test {
  return (frame) => {
    let unknown = false
    for (const test of of) {
      const value = test(frame)
      if (value === decisive) return decisive
      if (value === null) unknown = true
    }
    return unknown ? null : !decisive
  }
}
