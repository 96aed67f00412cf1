import type { Frame, Value } from '../frame.ts'
import { fillRecord, type RecordLayout } from '../record.ts'
import type { FlatFrame } from './machine.ts'

/** A frame as closures see it. */
export function flatFrame(layout: RecordLayout, { household, person, members, today }: Frame): FlatFrame {
  const record: Value[] = []
  fillRecord(layout, household, members, (_, __, value) => record.push(value))
  const [first, width] = [layout.household.length, Math.max(1, layout.person.length)]
  return {
    record,
    person: first + width * (person === null ? -1 : members.indexOf(person)),
    end: first + width * members.length,
    locals: [],
    first,
    width,
    today,
  }
}
