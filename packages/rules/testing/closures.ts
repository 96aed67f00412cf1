import { closures } from '../src/backends/closure/compile.ts'
import { flatFrame } from '../src/backends/closure/frame.ts'
import type { Compiler, FlatFrame } from '../src/backends/closure/machine.ts'
import type { Frame } from '../src/backends/frame.ts'
import { recordLayout, recordSlots } from '../src/backends/record.ts'
import { facts, figureValues } from './expressions.ts'

const layout = recordLayout(facts.all)
const slots = recordSlots(layout)

/** Closures over the small dictionary and its figures. */
export function smallClosures(): Compiler {
  return closures(
    (name) => figureValues.get(name) ?? null,
    (fact) => slots.get(fact) ?? 0,
  )
}

/** A frame of the small dictionary as closures see it. */
export function flat(frame: Frame): FlatFrame {
  return flatFrame(layout, frame)
}
