import type { Fact } from '../../facts/dictionary.ts'
import type { AnswerLayout, AnswerPlace } from '../../screening/decider.ts'
import { dictionarySource, type Ref, type Source } from '../dataflow/index.ts'
import { type RecordLayout, recordSlots } from '../record.ts'
import { Statements } from './statements.ts'

/** Operations up to which a part is worked out again rather than beforehand; measured over the whole library. */
const INLINE = 40

/** What is asked of one policy: of the household, or of each member. */
export type Asked = {
  readonly eligible: Ref
  readonly refused: Ref
  readonly amount: Ref | null
  readonly amountKnown: Ref
  readonly place: AnswerPlace
}

/** A place in a record as a source of the graph, with all that the dictionary says of the fact. */
export function recordSource(layout: RecordLayout): (fact: Fact) => Source | null {
  const places = recordSlots(layout)
  return (fact) => {
    const offset = places.get(fact)
    return offset === undefined ? null : { ...dictionarySource(fact), offset }
  }
}

/**
 * JavaScript for some policies: a text that, given `round`, returns a function `(r, n, o)`. It reads a record `r` of `n` members and writes
 * to `o` where the places say. In a record unknown is NaN, truths are 0 and 1, a word is its place in the list, money is in fen.
 */
export function recordText(all: readonly Asked[], layout: RecordLayout, answers: AnswerLayout): string {
  const [first, width] = [layout.household.length, Math.max(1, layout.person.length)]
  const roots = all.flatMap(({ eligible, refused, amount, amountKnown }) => [
    eligible,
    refused,
    amountKnown,
    ...(amount ? [amount] : []),
  ])
  const statements = new Statements(
    roots,
    {
      value: ({ offset }, variable) => (variable < 0 ? `r[${offset}]` : `r[p${variable} + ${offset}]`),
      size: 'n',
      loop: (p) => `for (let ${p} = ${first}; ${p} < b; ${p} += ${width})`,
    },
    INLINE,
  )
  // Most are not for the household: what refuses is looked at first, and then nothing else.
  const outcome = ({ eligible, refused }: Asked, depth: number): string =>
    `${statements.text(refused, depth)} ? 0 : ${statements.text(eligible, depth)} ? 1 : 2`
  const paid = ({ amount, amountKnown }: Asked, depth: number): string =>
    amount ? `${statements.text(amountKnown, depth)} ? ${statements.text(amount, depth)} : NaN` : 'NaN'
  const ofPersons: [Asked, number][] = []
  for (const asked of all) {
    const { household, person, pays } = asked.place
    if (person === null) {
      statements.write(`o[${household}] = ${outcome(asked, 0)};`)
      if (pays) statements.write(`o[${household + 1}] = ${paid(asked, 0)};`)
    } else {
      statements.write(`let s${household} = 0${pays ? `, x${household} = 0` : ''};`)
      ofPersons.push([asked, person])
    }
  }
  if (ofPersons.length > 0) {
    statements.write(`let q = ${answers.first};`)
    statements.loop(0, () =>
      [
        ...ofPersons.map(([asked, own]) =>
          personText(asked.place, own, outcome(asked, 1), () => paid(asked, 1)),
        ),
        `q += ${answers.width};`,
      ].join('\n'),
    )
  }
  for (const [asked] of ofPersons) {
    const { household, pays } = asked.place
    // Bits of all members: 1 where one is eligible, 2 where of one it is unknown.
    statements.write(`o[${household}] = s${household} & 1 ? 1 : s${household};`)
    if (pays) statements.write(`o[${household + 1}] = s${household} & 1 ? x${household} : NaN;`)
  }
  return `'use strict';
return (r, n, o) => {
const b = ${first} + n * ${width};
${statements.body()}
};`
}

/** What is written of one member, and added to what the household gets: a sum is NaN if one amount is. */
function personText(
  { household, pays }: AnswerPlace,
  own: number,
  outcome: string,
  paid: () => string,
): string {
  const to = (place: number) => (place === 0 ? 'o[q]' : `o[q + ${place}]`)
  const code = `c${household}`
  const first = `const ${code} = ${outcome};
${to(own)} = ${code};
s${household} |= ${code};`
  return pays
    ? `${first}
if (${code} === 1) x${household} += ${to(own + 1)} = ${paid()}; else ${to(own + 1)} = NaN;`
    : first
}
