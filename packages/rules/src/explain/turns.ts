import { partsOf } from '../backends/dataflow/index.ts'
import type { Frame, Row, Value } from '../backends/frame.ts'
import type { Fact } from '../facts/dictionary.ts'
import { factRange, factScale } from '../language/fact-shape.ts'
import type { Node, Subject, TruthNode } from '../language/tree.ts'
import { dayText, shiftDay } from '../mechanisms/calendar/days.ts'
import { outside, wordLabel } from '../mechanisms/reference/walk.ts'
import type { Household, Member } from '../screening/household.ts'
import type { Bilingual } from '../screening/result.ts'
import { joinTexts, say, sayDay, sayNumber, yesNo } from './words.ts'

/** Years that are looked ahead for a day on which time alone turns an answer. */
const YEARS_AHEAD = 10
/** Words that are listed of a fact that could be several. */
const MOST_WORDS = 4

/**
 * A single change with which a condition that fails would hold: an amount that would have to be another (`change`), a fact that would have to
 * be otherwise on record (`proof`), or a day to wait for (`wait`, in `to`).
 */
export type Turn = {
  readonly kind: 'change' | 'proof' | 'wait'
  readonly fact: string
  readonly entity: 'household' | 'person'
  readonly member?: string
  /** As files write it: money in yuan. */
  readonly from: boolean | number | string | null
  readonly to: boolean | number | string | null
  readonly text: Bilingual
  /** Whether the whole policy is met then. */
  readonly enough: boolean
}

/** What is tried: a household on a day, and whom the policy is asked for (by place; null: the household). */
type Trial = { readonly household: Household; readonly member: number | null; readonly today: number }
type Holds = (frame: Frame) => boolean | null

/**
 * The smallest single changes with which a condition holds, by trying them: `holds` is the condition, `met` the whole policy. Changes that meet
 * the whole policy come first.
 */
export function turnsOf(node: TruthNode, trial: Trial, holds: Holds, met: Holds): Turn[] {
  const turns: Turn[] = []
  for (const { fact, place } of candidates(node, trial)) {
    const member = place === null ? null : (trial.household.members[place] ?? null)
    const row = member ? member.facts : trial.household.facts
    const now = row[fact.name] ?? null
    if (now === null) continue
    const tried = (value: Value) => frameWith(trial, fact, place, value)
    const base = {
      fact: fact.name,
      entity: fact.entity,
      ...(member ? { member: member.id } : {}),
      from: outside(now, fact),
    }
    const name = calledOf(fact, member)
    if (typeof now === 'number' && fact.type === 'date') {
      const day = firstDay(now, trial, holds)
      if (day === null) continue
      const shown = sayDay(day)
      const text = say(`到${shown.zh}（${name.zh}那时满足）`, `From ${shown.en} on (by ${name.en})`)
      const enough = met(frameOn(trial, day)) === true
      turns.push({ ...base, kind: 'wait', to: dayText(day), text, enough })
      continue
    }
    const to =
      typeof now === 'number' ? nearestNumbers(fact, now, (value) => holds(tried(value)) === true) : []
    const words =
      typeof now === 'number' ? [] : otherWords(fact, now).filter((word) => holds(tried(word)) === true)
    for (const value of to) {
      const enough = met(tried(value)) === true
      turns.push({
        ...base,
        kind: isAmount(fact) ? 'change' : 'proof',
        to: outside(value, fact),
        text: numberText(fact, name, now as number, value),
        enough,
      })
    }
    const alone = words.filter((word) => met(tried(word)) === true)
    const listed = alone.length > 0 ? alone : words
    const [first] = listed
    if (first === undefined) continue
    const shown = joinTexts(
      listed.slice(0, MOST_WORDS).map((word) => wordText(fact, word)),
      ' 或 ',
      ' or ',
    )
    const was = wordText(fact, now)
    const text = say(
      `${name.zh}：登记的是“${was.zh}”，其实是“${shown.zh}”`,
      `${name.en}: on record “${was.en}”, in truth “${shown.en}”`,
    )
    const enough = alone.length > 0
    turns.push({ ...base, kind: 'proof', to: outside(first, fact), text, enough })
  }
  const order = { change: 0, wait: 1, proof: 2 } as const
  return turns.sort((a, b) => Number(b.enough) - Number(a.enough) || order[a.kind] - order[b.kind])
}

/** The facts that a condition reads, each with the member it is read of. */
function candidates(node: TruthNode, { household, member }: Trial): { fact: Fact; place: number | null }[] {
  const found = new Map<string, { fact: Fact; place: number | null }>()
  const add = (fact: Fact, subject: Subject) => {
    const own =
      subject === 'person' ? (member === null ? [] : [member]) : household.members.map((_, place) => place)
    for (const place of subject === 'household' ? [null] : own)
      found.set(`${fact.name} ${place}`, { fact, place })
  }
  const seen = new Set<Node>()
  const visit = (part: Node): void => {
    if (seen.has(part)) return
    seen.add(part)
    if (part.kind === 'fact') add(part.fact, part.subject)
    partsOf(part).forEach(visit)
  }
  visit(node)
  return [...found.values()]
}

function frameOn({ household, member }: Trial, today: number): Frame {
  const members = household.members.map(({ facts }) => facts)
  return {
    household: household.facts,
    members,
    person: member === null ? null : (members[member] ?? null),
    locals: [],
    today,
  }
}

function frameWith(trial: Trial, fact: Fact, place: number | null, value: Value): Frame {
  const frame = frameOn(trial, trial.today)
  const changed = (row: Row): Row => ({ ...row, [fact.name]: value })
  if (place === null) return { ...frame, household: changed(frame.household) }
  const members = frame.members.map((row, index) => (index === place ? changed(row) : row))
  return { ...frame, members, person: trial.member === null ? null : (members[trial.member] ?? null) }
}

/** The values nearest below and above with which a condition holds: found by doubling the distance, then by halving it. */
function nearestNumbers(fact: Fact, now: number, holds: (value: number) => boolean): number[] {
  const scale = 10 ** factScale(fact)
  const { min, max } = factRange(fact)
  return [-1, 1].flatMap((way) => {
    const end = (way < 0 ? min : max) * scale
    const most = Math.abs(end - now)
    let short = 0
    let far = Math.min(1, most)
    while (!holds(now + way * far)) {
      if (far >= most) return []
      short = far
      far = Math.min(far * 2, most)
    }
    if (far === 0) return []
    while (far - short > 1) {
      const middle = Math.floor((short + far) / 2)
      if (holds(now + way * middle)) far = middle
      else short = middle
    }
    return [now + way * far]
  })
}

function otherWords(fact: Fact, now: Value): Value[] {
  if (typeof now === 'boolean') return [!now]
  return (fact.values ?? []).map(({ value }) => value).filter((value) => value !== now)
}

/** The first anniversary of a day, within the years ahead, on which a condition holds. */
function firstDay(of: number, trial: Trial, holds: Holds): number | null {
  const years = Math.floor(trial.today / 10_000) - Math.floor(of / 10_000)
  for (let year = years; year <= years + YEARS_AHEAD; year++) {
    const day = shiftDay(of, year * 12, 0)
    if (day > trial.today && holds(frameOn(trial, day)) === true) return day
  }
  return null
}

/** Money, areas and months served change in life; grades, ages and counts stand on paper. */
function isAmount(fact: Fact): boolean {
  return fact.type === 'money' || fact.type === 'ratio' || fact.unit === 'month'
}

function calledOf(fact: Fact, member: Member | null): Bilingual {
  const who = member ? (member.called ?? member.relation ?? member.id) : null
  return who === null ? fact.label : say(`${who}的${fact.label.zh}`, `${who}: ${fact.label.en}`)
}

function wordText(fact: Fact, value: Value): Bilingual {
  return typeof value === 'boolean' ? yesNo(value) : wordLabel(fact, String(value))
}

function numberText(fact: Fact, name: Bilingual, now: number, to: number): Bilingual {
  const scale = factScale(fact)
  const shape = { scale, money: fact.type === 'money', unit: fact.unit, bound: 0, denominator: 1 }
  const shown = (value: number) => sayNumber({ top: value, bottom: 1, scale }, shape)
  const [was, will, by] = [shown(now), shown(to), shown(Math.abs(to - now))]
  const bound = to < now ? say('不超过', 'at most') : say('达到', 'at least')
  const apart = to < now ? say('多', 'over by') : say('还差', 'short by')
  return say(
    `${name.zh}${bound.zh} ${will.zh}（现在 ${was.zh}，${apart.zh} ${by.zh}）`,
    `${name.en} ${bound.en} ${will.en} (now ${was.en}, ${apart.en} ${by.en})`,
  )
}
