import type { Fact } from '../../facts/dictionary.ts'
import type { AnswerPlace, RecordLayout } from '../../screening/decider.ts'
import { dictionarySource, type Ref, type Source } from '../dataflow/index.ts'
import { Statements } from './statements.ts'

/** What is asked of one policy: of the household, or of each member. */
export type Asked = {
  readonly eligible: Ref
  readonly unknown: Ref
  readonly amount: Ref | null
  readonly amountKnown: Ref
  readonly place: AnswerPlace
}

/** A place in a record as a source of the graph, with all that the dictionary says of the fact. */
export function recordSource(layout: RecordLayout): (fact: Fact) => Source | null {
  const places = new Map<Fact, number>()
  layout.household.forEach((fact, place) => {
    places.set(fact, place)
  })
  layout.person.forEach((fact, place) => {
    places.set(fact, place)
  })
  return (fact) => {
    const offset = places.get(fact)
    return offset === undefined ? null : { ...dictionarySource(fact), offset }
  }
}

/**
 * JavaScript for some policies: a text that, given `round`, returns a function `(r, n, o)`. It reads a record `r` of `n` members and writes
 * to `o` where the places say. In a record unknown is NaN, truths are 0 and 1, a word is its place in the list, money is in fen.
 */
export function recordText(all: readonly Asked[], layout: RecordLayout): string {
  const [first, width] = [layout.household.length, Math.max(1, layout.person.length)]
  const roots = all.flatMap(({ eligible, unknown, amount, amountKnown }) => [
    eligible,
    unknown,
    amountKnown,
    ...(amount ? [amount] : []),
  ])
  const statements = new Statements(roots, {
    value: ({ offset }, variable) => (variable < 0 ? `r[${offset}]` : `r[p${variable} + ${offset}]`),
    size: 'n',
    loop: (p) => `for (let ${p} = ${first}; ${p} < b; ${p} += ${width})`,
  })
  const outcome = ({ eligible, unknown }: Asked, depth: number): string => {
    const yes = statements.text(eligible, depth)
    return `${yes} ? 1 : ${statements.text(unknown, depth)} ? 2 : 0`
  }
  const paid = ({ amount, amountKnown }: Asked, depth: number): string =>
    amount ? `${statements.text(amountKnown, depth)} ? ${statements.text(amount, depth)} : NaN` : 'NaN'
  const ofPersons: [Asked, number][] = []
  for (const asked of all) {
    const { household, persons } = asked.place
    if (persons === null) {
      statements.write(`o[${household}] = ${outcome(asked, 0)};`)
      statements.write(`o[${household + 1}] = ${paid(asked, 0)};`)
    } else {
      const start = `${persons.first} + ${2 * persons.nth} * n`
      statements.write(`let q${household} = ${start}, best${household} = 0, sum${household} = 0;`)
      ofPersons.push([asked, household])
    }
  }
  if (ofPersons.length > 0) {
    statements.loop(0, () =>
      ofPersons
        .map(([asked, own]) => personText(own, outcome(asked, 1), asked.amount ? paid(asked, 1) : null))
        .join('\n'),
    )
  }
  for (const [, own] of ofPersons) {
    statements.write(`o[${own}] = best${own};`)
    statements.write(`o[${own + 1}] = best${own} === 1 ? sum${own} : NaN;`)
  }
  return `'use strict';
return (r, n, o) => {
const b = ${first} + n * ${width};
${statements.body()}
};`
}

/** What is written of one member, and what it adds to the household: eligible if any is, else unknown if any is; a sum that is NaN if one is. */
function personText(own: number, outcome: string, amount: string | null): string {
  const [q, best, said] = [`q${own}`, `best${own}`, `s${own}`]
  return `const ${said} = ${outcome};
o[${q}] = ${said};
if (${said} === 1) { const x = ${amount ?? 'NaN'}; o[${q} + 1] = x; sum${own} += x; ${best} = 1; }
else { o[${q} + 1] = NaN; if (${said} === 2 && ${best} === 0) ${best} = 2; }
${q} += 2;`
}
