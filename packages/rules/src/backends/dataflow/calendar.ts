import type { DateNode } from '../../language/tree.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './node.ts'
import { type Bindings, chosen, factPart, type Lowering, type Plain } from './parts.ts'

/** Days as YYYYMMDD, by whole-number operations alone, so that every back end reckons the calendar alike. */
export function dayPart(node: DateNode, bindings: Bindings, lower: Lowering): Plain {
  const { graph } = lower
  switch (node.kind) {
    case 'day':
      return { value: graph.number(node.value), known: graph.truth(true) }
    case 'today':
      return { value: graph.number(lower.today), known: graph.truth(true) }
    case 'fact':
      return factPart(node.fact, node.subject, bindings, lower)
    case 'named':
      return lower.day(node.body, bindings)
    case 'choice':
      return chosen(
        lower.truth(node.test, bindings),
        lower.day(node.then, bindings),
        lower.day(node.otherwise, bindings),
        graph,
      )
    case 'shift': {
      const { value, known } = lower.day(node.of, bindings)
      return { value: shifted(graph, value, node.months, node.days), known }
    }
  }
}

/** Moves a day by months (to the last day of the month where the day does not exist), then by days. */
function shifted(graph: Graph, of: Ref, months: number, days: number): Ref {
  const n = (value: number) => graph.number(value)
  const times = (a: Ref, by: number) => graph.multiply(a, n(by))
  const less = (a: Ref, b: Ref) => graph.subtract(a, b)
  const year = graph.floor(of, 10000)
  const rest = bounded(graph, less(of, times(year, 10000)), 101, 1231)
  const index = graph.add(
    graph.add(times(year, 12), bounded(graph, graph.floor(rest, 100), 1, 12)),
    n(months - 1),
  )
  const newYear = graph.floor(index, 12)
  const month = bounded(graph, graph.add(less(index, times(newYear, 12)), n(1)), 1, 12)
  const day = bounded(graph, less(rest, times(graph.floor(rest, 100), 100)), 1, 31)
  const fitting = graph.least(day, daysIn(graph, newYear, month))
  if (days === 0) return graph.add(graph.add(times(newYear, 10000), times(month, 100)), fitting)
  return fromSerial(graph, graph.add(toSerial(graph, newYear, month, fitting), n(days)))
}

/** Days of a month. */
function daysIn(graph: Graph, year: Ref, month: Ref): Ref {
  const is = (value: number) => graph.equal(month, graph.number(value))
  const divides = (by: number) => {
    const quotient = graph.floor(year, by)
    return graph.equal(year, graph.multiply(quotient, graph.number(by)))
  }
  const leap = graph.or(graph.and(divides(4), graph.not(divides(100))), divides(400))
  const february = graph.select(leap, graph.number(29), graph.number(28))
  const short = graph.or(is(4), is(6), is(9), is(11))
  return graph.select(is(2), february, graph.select(short, graph.number(30), graph.number(31)))
}

/** Days since 1 March of the year 0 in the Gregorian calendar, years beginning in March (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function toSerial(graph: Graph, year: Ref, month: Ref, day: Ref): Ref {
  const n = (value: number) => graph.number(value)
  const early = graph.less(month, n(3))
  const y = graph.select(early, graph.subtract(year, n(1)), year)
  const m = graph.subtract(graph.add(month, n(9)), graph.select(early, n(0), n(12)))
  const ofYear = graph.floor(graph.add(graph.multiply(m, n(153)), n(2)), 5)
  const leaps = graph.add(graph.subtract(graph.floor(y, 4), graph.floor(y, 100)), graph.floor(y, 400))
  return graph.add(graph.add(graph.multiply(y, n(365)), leaps), graph.add(ofYear, graph.subtract(day, n(1))))
}

function fromSerial(graph: Graph, serial: Ref): Ref {
  const n = (value: number) => graph.number(value)
  const era = graph.floor(serial, 146097)
  const day = graph.subtract(serial, graph.multiply(era, n(146097)))
  const corrected = graph.subtract(
    graph.add(graph.subtract(day, graph.floor(day, 1460)), graph.floor(day, 36524)),
    graph.floor(day, 146096),
  )
  const yearOfEra = graph.floor(corrected, 365)
  const before = graph.subtract(
    graph.add(graph.multiply(yearOfEra, n(365)), graph.floor(yearOfEra, 4)),
    graph.floor(yearOfEra, 100),
  )
  const dayOfYear = graph.subtract(day, before)
  const m = graph.floor(graph.add(graph.multiply(dayOfYear, n(5)), n(2)), 153)
  const ofMonth = graph.floor(graph.add(graph.multiply(m, n(153)), n(2)), 5)
  const late = graph.less(m, n(10))
  const month = graph.add(m, graph.select(late, n(3), n(-9)))
  const year = graph.add(graph.add(yearOfEra, graph.multiply(era, n(400))), graph.select(late, n(0), n(1)))
  const ymd = graph.add(
    graph.add(graph.multiply(year, n(10000)), graph.multiply(month, n(100))),
    graph.add(graph.subtract(dayOfYear, ofMonth), n(1)),
  )
  return ymd
}

/** The same value with the bounds that a calendar gives it. */
function bounded(graph: Graph, of: Ref, low: number, high: number): Ref {
  return graph.least(graph.greatest(of, graph.number(low)), graph.number(high))
}
