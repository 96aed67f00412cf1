import type { Num } from '../decimal.ts'
import { wholeNumber } from '../decimal.ts'
import type { Runtime } from '../runtime.ts'
import { midnight } from '../temporal/instant.ts'
import type { FeelType } from '../types/type.ts'
import { ANY } from '../types/type.ts'
import type {
  Arguments,
  DaysTime,
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelList,
  FeelRange,
  FeelTime,
  FeelValue,
  YearsMonths,
} from '../values.ts'
import { isList, isNum } from '../values.ts'

/** A parameter: its names in the standard, and how an argument becomes what the function takes (`undefined`: not at all). */
export type Parameter<T> = {
  readonly name: string
  readonly read: (value: FeelValue) => T | undefined
  readonly type: FeelType
  readonly optional?: boolean
  /** Takes all arguments that are left. */
  readonly rest?: boolean
}

type Values<P extends readonly Parameter<unknown>[]> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}

/** One form of a built-in function. */
export type Form = {
  readonly parameters: readonly Parameter<unknown>[]
  readonly apply: (runtime: Runtime, values: readonly unknown[]) => FeelValue
  /** Its parameters have no names in the standard. */
  readonly nameless?: true
}

/** A form with its parameters' types carried over to what it is applied to. */
export function form<P extends readonly Parameter<unknown>[]>(
  parameters: readonly [...P],
  apply: (runtime: Runtime, ...values: Values<P>) => FeelValue,
): Form {
  return {
    parameters,
    // The values were read by these very parameters, in their order.
    apply: (runtime, values) => apply(runtime, ...(values as Values<P>)),
  }
}

/** A built-in function: its forms are tried in order, and the first that takes the arguments is applied. */
export function builtin(name: string, ...forms: readonly Form[]): readonly [string, FeelFunction] {
  const [first] = forms
  return [
    name,
    {
      kind: 'function',
      text: name,
      parameters: first?.parameters.map((parameter) => parameter.type) ?? [],
      result: ANY,
      call(runtime, given) {
        for (const one of forms) {
          const values = taken(one, given)
          if (values !== null) return one.apply(runtime, values)
        }
        return runtime.warn(`${name}() takes other arguments`)
      },
    },
  ]
}

function taken({ parameters, nameless }: Form, given: Arguments): readonly unknown[] | null {
  if (!('named' in given)) return takenByPlace(parameters, given.positional)
  return nameless ? null : takenByName(parameters, given.named)
}

/** A form that takes its arguments by place only. */
export function byPlace(form: Form): Form {
  return { ...form, nameless: true }
}

function takenByPlace(
  parameters: readonly Parameter<unknown>[],
  given: readonly FeelValue[],
): readonly unknown[] | null {
  const values: unknown[] = []
  let place = 0
  for (const parameter of parameters) {
    if (parameter.rest) {
      const rest = given.slice(place).map((value) => readOne(parameter, value))
      if (rest.includes(undefined)) return null
      place = given.length
      values.push(rest)
    } else if (place < given.length) {
      const value = readOne(parameter, given[place] ?? null)
      if (value === undefined) return null
      values.push(value)
      place++
    } else if (parameter.optional) values.push(null)
    else return null
  }
  return place === given.length ? values : null
}

function takenByName(
  parameters: readonly Parameter<unknown>[],
  given: ReadonlyMap<string, FeelValue>,
): readonly unknown[] | null {
  const values: unknown[] = []
  let used = 0
  for (const parameter of parameters) {
    const raw = given.get(parameter.name)
    if (raw === undefined) {
      // A parameter that is not named is null (DMN 1.5, 10.3.2.13.5), which its function may not take.
      const absent = parameter.optional ? null : parameter.rest ? undefined : parameter.read(null)
      if (absent === undefined) return null
      values.push(absent)
      continue
    }
    used++
    const read = parameter.rest && isList(raw) ? raw.map((value) => readOne(parameter, value)) : undefined
    const value = parameter.rest ? (read ?? [readOne(parameter, raw)]) : readOne(parameter, raw)
    if (value === undefined || (Array.isArray(value) && value.includes(undefined))) return null
    values.push(value)
  }
  return used === given.size ? values : null
}

/** An argument as the parameter takes it; a list of one stands for its item where no list is taken (DMN 1.5, 10.3.2.9.4). */
function readOne(parameter: Parameter<unknown>, value: FeelValue): unknown {
  const read = parameter.read(value)
  if (read !== undefined || !isList(value) || value.length !== 1) return read
  return parameter.read(value[0] ?? null)
}

export function optional<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, optional: true }
}

export function nullable<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, read: (value) => (value === null ? null : parameter.read(value)) }
}

export function rest<T>(parameter: Parameter<T>): Parameter<readonly T[]> {
  const { name, type } = parameter
  // Read one by one by takenByPlace; the type says what arrives.
  return { name, type, rest: true, read: parameter.read as unknown as Parameter<readonly T[]>['read'] }
}

export const any = (name: string): Parameter<FeelValue> => ({ name, type: ANY, read: (value) => value })

export const text = (name: string): Parameter<string> => ({
  name,
  type: { kind: 'string' },
  read: (value) => (typeof value === 'string' ? value : undefined),
})

export const truth = (name: string): Parameter<boolean> => ({
  name,
  type: { kind: 'boolean' },
  read: (value) => (typeof value === 'boolean' ? value : undefined),
})

export const number = (name: string): Parameter<Num> => ({
  name,
  type: { kind: 'number' },
  read: (value) => (isNum(value) ? value : undefined),
})

/** A number whose whole part counts: places, lengths, scales. */
export const whole = (name: string): Parameter<number> => ({
  name,
  type: { kind: 'number' },
  read: (value) => (isNum(value) ? (wholeNumber(value) ?? undefined) : undefined),
})

/** A list; what is none, and not null, is a list of one. */
export const list = (name: string): Parameter<FeelList> => ({
  name,
  type: { kind: 'any list' },
  read: (value) => (isList(value) ? value : value === null ? undefined : [value]),
})

type Kinds = {
  date: FeelDate
  time: FeelTime
  'date and time': FeelDateTime
  range: FeelRange
  context: FeelContext
  function: FeelFunction
  'days and time duration': DaysTime
  'years and months duration': YearsMonths
}

function ofKind<K extends keyof Kinds>(value: FeelValue, kind: K): Kinds[K] | undefined {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === kind
    ? (value as Kinds[K])
    : undefined
}

function kindParameter<K extends keyof Kinds>(kind: K, type: FeelType) {
  return (name: string): Parameter<Kinds[K]> => ({ name, type, read: (value) => ofKind(value, kind) })
}

export const date = kindParameter('date', { kind: 'date' })
export const time = kindParameter('time', { kind: 'time' })
export const range = kindParameter('range', { kind: 'any range' })
export const context = kindParameter('context', { kind: 'any context' })
export const func = kindParameter('function', { kind: 'any function' })
export const yearsMonthsDuration = kindParameter('years and months duration', {
  kind: 'years and months duration',
})
export const daysTimeDuration = kindParameter('days and time duration', { kind: 'days and time duration' })

/** A date and time, or a date for its midnight in UTC. */
export const dateTime = (name: string): Parameter<FeelDateTime> => ({
  name,
  type: { kind: 'date and time' },
  read(value) {
    const day = ofKind(value, 'date')
    return day ? midnight(day) : ofKind(value, 'date and time')
  },
})

/** The date of a date, or of a date and time. */
export const day = (name: string): Parameter<FeelDate> => ({
  name,
  type: { kind: 'date' },
  read: (value) => ofKind(value, 'date') ?? ofKind(value, 'date and time')?.date,
})
