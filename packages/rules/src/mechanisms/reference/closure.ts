import type { Frame, Row, Value } from '../../backends/frame.ts'
import type { Subject } from '../../language/tree.ts'

/** Reads a fact of a subject; absent is unknown. The checker guarantees the type. */
export function readFact<T extends Value>(name: string, subject: Subject): (frame: Frame) => T | null {
  const row = rowOf(subject)
  return (frame) => (row(frame)?.[name] ?? null) as T | null
}

function rowOf(subject: Subject): (frame: Frame) => Row | null | undefined {
  if (subject === 'household') return (frame) => frame.household
  if (subject === 'person') return (frame) => frame.person
  return (frame) => frame.locals[subject]
}
