import { closures } from '../src/backends/closure/compile.ts'
import type { Compiler, FlatFrame } from '../src/backends/closure/machine.ts'
import type { Frame, Value } from '../src/backends/frame.ts'
import type { Entity } from '../src/facts/dictionary.ts'
import { facts, figureValues } from './expressions.ts'

const observed = (entity: Entity) => [...facts[entity].values()].filter((fact) => fact.derived === undefined)
const [household, person] = [observed('household'), observed('person')]

/** Closures over the small dictionary and its figures. */
export function smallClosures(): Compiler {
  return closures(
    (name) => figureValues.get(name) ?? null,
    (fact) => (fact.entity === 'household' ? household : person).indexOf(fact),
  )
}

/** A frame as closures see it. */
export function flatFrame(frame: Frame): FlatFrame {
  const row = (slots: typeof person, of: Frame['household']): Value[] =>
    slots.map(({ name }) => of[name] ?? null)
  const members = frame.members.flatMap((member) => row(person, member))
  const first = household.length
  return {
    record: [...row(household, frame.household), ...members],
    person: first + person.length * frame.members.findIndex((member) => member === frame.person),
    end: first + members.length,
    locals: [],
    first,
    width: person.length,
    today: frame.today,
  }
}
