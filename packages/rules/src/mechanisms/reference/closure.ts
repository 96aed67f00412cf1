import type { Compiler, FlatFrame } from '../../backends/closure/machine.ts'
import type { Value } from '../../backends/frame.ts'
import type { Fact } from '../../facts/dictionary.ts'
import type { Subject } from '../../language/tree.ts'

/** Reads a fact of a subject. The checker guarantees the type. */
export function readFact<T extends Value>(
  { fact, subject }: { readonly fact: Fact; readonly subject: Subject },
  compiler: Compiler,
): (frame: FlatFrame) => T | null {
  const slot = compiler.slot(fact)
  if (subject === 'household') return (frame) => frame.record[slot] as T | null
  if (subject === 'person') return (frame) => frame.record[frame.person + slot] as T | null
  return (frame) => frame.record[(frame.locals[subject] as number) + slot] as T | null
}
