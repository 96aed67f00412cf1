import type { Source } from '@lastmile/rules/conditions'
import { type Columns, fastestPlan, kernelOf, startsOf, valuesOf } from '@lastmile/rules/population'
import type { Scheme } from '../scheme/scheme.ts'
import type { CellCounter } from './cells.ts'
import { schemeProgram } from './program.ts'

/** Assesses every household of a population on one thread and adds it to `counter`, by its group where there is `by`, else by its unit. */
export function countColumns(
  scheme: Scheme,
  columns: Columns,
  date: string,
  counter: CellCounter,
  by?: Source,
): void {
  const program = schemeProgram(scheme, columns, date, by)
  kernelOf(fastestPlan(columns, program.work), columns.memory)(0, columns.households, new Float64Array(0))
  const read = (output: Parameters<typeof valuesOf>[1]) => valuesOf(columns, output)
  const length = columns.households
  const deprived = read({ ...program.deprived, length })
  const unknown = read({ ...program.unknown, length })
  const floor = read({ ...program.floor, length })
  const group = program.group
    ? read({ ...program.group, length })
    : columns.org
      ? read({ storage: 'i32', offset: columns.org.offset, length })
      : null
  const starts = startsOf(columns)
  for (let h = 0; h < length; h++) {
    const persons = (starts[h + 1] ?? 0) - (starts[h] ?? 0)
    counter.add(deprived[h] ?? 0, unknown[h] ?? 0, floor[h] ?? 0, group?.[h] ?? 0, persons)
  }
}
